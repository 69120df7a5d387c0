using GrokBench.Reports.Judging;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Tests.Judging;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Tests.Exports;

/// <summary>A report with a claim of each verdict, judged from constructed runs.</summary>
internal static class Samples
{
    public static BenchReport Report(params RunFailure[] failures)
    {
        var bench = new Bench(4000)
            .Cell("a", Bench.Gen(310, 240, 520, null, 400))
            .Cell("b", [.. Enumerable.Repeat(Outcomes.Absent, 5)]).Excluded();
        var check = new ThresholdCheck(Bench.Of("a"), new EventStep("t_gen"), new EventStep("t_mem"), 10, null);
        Claim Claim(string id, Check check, Strength strength = Strength.Strong) => Bench.Claim(check, strength) with { Id = id };
        var suite = bench.Suite(
            Claim("C1", check),
            Claim("C2", check with { AtLeast = null, AtMost = 2.5 }) with { Looks = 2 },
            Claim("C3", check with { AtLeast = 30.5 }),
            Claim("C4", check with { Over = Bench.Of("b") }),
            Claim("C5", check, Strength.Weak));
        var results = bench.Results();
        return new BenchReport(
            "bench", "ci", new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(1)),
            [new SuiteReport(suite, results, Judge.Decide(suite, SuiteReadings.Of(suite, results), _ => 900))], [.. failures],
            new EnvironmentFacts("0.1.0", "abc1234", "cpu-1-0123456789abcdef", "avx2", ".NET 10", "Linux", 2, 2, 12.5, 20.25, 5, 0));
    }
}

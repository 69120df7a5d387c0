using GrokBench.Reports;
using GrokBench.Reports.Judging;
using GrokBench.Runner.Hosting;

namespace GrokBench.Runner.Screens;

/// <summary>One line per claim, easy to search: suite, claim, verdict, and what decided it.</summary>
internal static class VerdictLines
{
    public static void Show(Host host, BenchReport report)
    {
        foreach (var suite in report.Suites)
        {
            foreach (var claim in suite.Claims)
            {
                var verdict = claim.Verdict is { } decided ? VerdictWord.Of(decided) : "no verdict";
                host.Say($"{suite.Suite.Name} {claim.Claim.Id}: {verdict}{claim.Mark}: {claim.Sentence}");
            }
        }

        host.Say("");
    }
}

using System.Collections.Immutable;
using GrokBench.Reports.Faults;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Quantities;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Tests.Judging;

/// <summary>A claim that cannot be decided says why and costs no other.</summary>
public sealed class JudgeFaultTests
{
    private static readonly ThresholdCheck Sound = new(Bench.Of("a"), new EventStep("t_gen"), new EventStep("t_mem"), 10, null);

    [Test]
    public void Decide_CheckThatThrows_NoVerdictWithItsReason()
    {
        var claims = Decide(new Broken(() => throw new InvalidOperationException("Sequence contains\n  no elements.")));

        Assert.Multiple(() =>
        {
            Assert.That(claims.Select(claim => claim.Verdict), Is.EqualTo(new Verdict?[] { Verdict.Reproduced, null, Verdict.Reproduced }));
            Assert.That(claims[1].Sentence, Is.EqualTo("It could not be decided: Sequence contains no elements."));
            Assert.That((claims[1].Fault, claims[0].Fault), Is.EqualTo(("Sequence contains no elements.", (string?)null)));
            Assert.That(claims[1].Predicate, Is.EqualTo("broken"));
            Assert.That(claims[1].Command, Does.Contain("--only C2"));
        });
    }

    [Test]
    public void Decide_ReadingThatThrows_CostsItsClaimAlone()
    {
        var claims = Decide(Sound with { Of = new ValueAt("gini", Anchor.End) });

        Assert.That(claims.Select(claim => claim.Fault is null), Is.EqualTo(new[] { true, false, true }));
        Assert.That(claims[1].Sentence, Does.StartWith("It could not be decided: run ").And.EndWith(" has no series 'gini'."));
    }

    [Test]
    public void Decide_MessageWithoutEnd_IsCut()
    {
        var claims = Decide(new Broken(() => throw new InvalidOperationException(new string('x', 100_000))));

        Assert.That(claims[1].Sentence, Has.Length.LessThan(400));
    }

    [Test]
    public void Decide_Cancelled_IsNoFault() =>
        Assert.That(() => Decide(new Broken(() => throw new OperationCanceledException())), Throws.TypeOf<OperationCanceledException>());

    [Test]
    public void IsLocal_OutOfMemory_IsNot()
    {
        Assert.That(Fault.IsLocal(new InsufficientMemoryException()), Is.False);
        Assert.That(Fault.IsLocal(new ArithmeticException()));
    }

    private static ImmutableArray<ClaimResult> Decide(Check second)
    {
        var bench = new Bench().Cell("a", Bench.Gen(310, 240, 520, 300, 400));
        var suite = bench.Suite(Bench.Claim(Sound), Bench.Claim(second) with { Id = "C2" }, Bench.Claim(Sound) with { Id = "C3" });
        return Judge.Decide(suite, SuiteReadings.Of(suite, bench.Results()), _ => 1);
    }

    private sealed record Broken(Func<Decision> Work) : JudgedCheck
    {
        public override IEnumerable<CellSelector> Selectors => [Bench.Of("a")];

        public override IEnumerable<RunQuantity> Quantities => [];

        public override string Text => "broken";

        public override Decision Decide(Evidence evidence) => Work();
    }
}

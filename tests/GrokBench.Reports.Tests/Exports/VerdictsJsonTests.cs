using System.Text.Json.Nodes;
using GrokBench.Reports.Exports;
using GrokBench.Reports.Faults;
using GrokBench.Reports.Tests.Engines;
using GrokBench.Reports.Tests.Judging;

namespace GrokBench.Reports.Tests.Exports;

/// <summary>Expected numbers are those of the constructed runs: t_mem 10, t_gen 310, 240, 520, censored at 4000, 400.</summary>
public sealed class VerdictsJsonTests
{
    [Test]
    public void Write_Claims_VerdictsInOrder() => Assert.That(
        Suite()["claims"]!.AsArray().Select(claim => $"{claim!["id"]} {claim["verdict"]?.ToString() ?? "none"}"),
        Is.EqualTo(["C1 reproduced", "C2 refuted", "C3 inconclusive", "C4 not run", "C5 none"]));

    [Test]
    public void Write_OneEngine_HasNoComparison() => Assert.That(Suite().AsObject().TryGetPropertyValue("engines", out var engines) && engines is null);

    [Test]
    public void Write_TwoEngines_HasPairsAndWhatDiffers()
    {
        var suite = EngineComparerTests.Report(Bench.Gen(310, 240, 520, null, 110), [.. Bench.Gen(310, 240, 520, null, 90)]);
        var engines = JsonNode.Parse(VerdictsJson.Write(Samples.Report() with { Suites = [suite] }))!["suites"]![0]!["engines"]!;

        Assert.Multiple(() =>
        {
            Assert.That((engines["here"]!.ToString(), engines["there"]!.ToString()), Is.EqualTo(("cpu-4-0123456789abcdef", "torch-1-fedcba9876543210")));
            Assert.That(engines["runs"]!["both"]!.GetValue<int>(), Is.EqualTo(5));
            Assert.That(engines["differing"]!.AsArray().Select(claim => $"{claim!["id"]} {claim["here"]!["verdict"]} {claim["there"]!["verdict"]}"), Is.EqualTo(["C1 reproduced inconclusive"]));
            Assert.That(engines["differing"]![0]!["there"]!["estimates"]![0]!["low"]!.GetValue<double>(), Is.EqualTo(9));
            Assert.That(engines["differing"]![0]!["cause"]!.ToString(), Does.StartWith("the intervals overlap"));
            Assert.That(engines["cells"]![0]!["generalised"]!["ties"]!.GetValue<int>(), Is.EqualTo(1));
            Assert.That(engines["cells"]![0]!["memorised"]!["agreement"]!.ToString(), Is.EqualTo("agree"));
        });
    }

    [Test]
    public void Write_Estimate_OpenEndIsNull()
    {
        var estimate = Suite()["claims"]![0]!["estimates"]![0]!;

        Assert.That(estimate["value"]!.GetValue<double>(), Is.EqualTo(40));
        Assert.That(estimate["low"]!.GetValue<double>(), Is.EqualTo(24));
        Assert.That(estimate["high"], Is.Null);
        Assert.That(estimate["atLeast"]!.GetValue<double>(), Is.EqualTo(10));
        Assert.That(estimate["atMost"], Is.Null);
        Assert.That(estimate["coverage"]!.GetValue<double>(), Is.EqualTo(0.9375).Within(1e-12));
        Assert.That(estimate["seedsHolding"]!.GetValue<int>(), Is.EqualTo(5));
    }

    [Test]
    public void Write_Claims_LooksOfEach() =>
        Assert.That(Suite()["claims"]!.AsArray().Select(claim => claim!["looks"]!.GetValue<int>()), Is.EqualTo([1, 2, 1, 1, 1]));

    [Test]
    public void Write_Estimate_RefutationAloneAndCorrected()
    {
        // Five violations of five where four fifths hold: 0.2 to the power of 5. C4 was not run and has no estimate.
        var estimates = Suite()["claims"]!.AsArray().Select(claim => claim!["estimates"]!.AsArray()).Where(estimates => estimates.Count > 0).Select(estimates => estimates[0]!);

        Assert.That(estimates.Select(estimate => estimate["refutation"]!.GetValue<double>()).ElementAt(1), Is.EqualTo(0.00032).Within(1e-9));
        Assert.That(estimates.Select(estimate => estimate["corrected"]!.GetValue<double>()).ElementAt(1), Is.EqualTo(0.00032).Within(1e-9));
    }

    [Test]
    public void Write_CensoredSeed_BoundWithRunAndDigest()
    {
        var seed = Suite()["claims"]![0]!["evidence"]![0]!["seeds"]![3]!;
        var run = Suite()["runs"]![3]!;

        Assert.That(seed["value"]!.GetValue<double>(), Is.EqualTo(400));
        Assert.That(seed["bound"]!.ToString(), Is.EqualTo("above"));
        Assert.That(seed["run"]!.ToString(), Has.Length.EqualTo(16).And.EqualTo(run["id"]!.ToString()));
        Assert.That(seed["digest"]!.ToString(), Has.Length.EqualTo(64).And.EqualTo(run["digest"]!.ToString()));
        Assert.That(run["phase"]!.ToString(), Is.EqualTo("memorisation"));
        Assert.That(run["lastStep"]!.GetValue<long>(), Is.EqualTo(4000));
        Assert.That(run["events"]!["t_gen"]!["held"], Is.Null);
        Assert.That(run["events"]!["t_mem"]!["held"]!.GetValue<long>(), Is.EqualTo(10));
    }

    [Test]
    public void Write_NotRun_PredictedHours() =>
        Assert.That(Suite()["claims"]![3]!["predictedHours"]!.GetValue<double>(), Is.EqualTo(5 * 900 / 3600.0));

    [Test]
    public void Write_OtherCulture_SameBytes()
    {
        var invariant = VerdictsJson.Write(Samples.Report());
        var culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("ru-RU");
            Assert.That(VerdictsJson.Write(Samples.Report()), Is.EqualTo(invariant));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }

        Assert.That(invariant, Does.Not.Contain("\r"));
    }

    [Test]
    public void Write_Numbers_RoundTrip()
    {
        const double awkward = 0.1 + 0.2;
        var report = Samples.Report();
        var claim = report.Suites[0].Claims[0];
        claim = claim with { Estimates = [claim.Estimates[0] with { Value = awkward }] };

        var text = VerdictsJson.Write(report with { Suites = [report.Suites[0] with { Claims = [claim] }] });

        Assert.That(JsonNode.Parse(text)!["suites"]![0]!["claims"]![0]!["estimates"]![0]!["value"]!.GetValue<double>(), Is.EqualTo(awkward));
    }

    [Test]
    public void Write_FailedRun_OutcomeAndFailure()
    {
        var root = JsonNode.Parse(VerdictsJson.Write(Samples.Report(new RunFailure("made-up", "a seed 3", "00ff", "No space left on device"))))!;

        Assert.That(root["outcome"]!["code"]!.GetValue<int>(), Is.EqualTo(3));
        Assert.That(root["failures"]![0]!["message"]!.ToString(), Is.EqualTo("No space left on device"));
    }

    [Test]
    public void Write_Fault_PlaceAndMessage()
    {
        var root = JsonNode.Parse(VerdictsJson.Write(Samples.Report() with { Faults = [new Fault("made-up", "C1", "a reason")] }))!;

        Assert.That(root["outcome"]!["code"]!.GetValue<int>(), Is.EqualTo(3));
        Assert.That(root["faults"]!.ToJsonString(), Is.EqualTo("""[{"place":"made-up C1","message":"a reason"}]"""));
    }

    private static JsonNode Suite() => JsonNode.Parse(VerdictsJson.Write(Samples.Report()))!["suites"]![0]!;
}

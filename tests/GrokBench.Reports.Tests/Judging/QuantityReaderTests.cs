using System.Collections.Immutable;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Tests.Judging;

/// <summary>Evaluations at 0, 9, 10, 299, 300 and 4000 (t_mem 10, t_gen 300); expected values are worked out by hand.</summary>
public sealed class QuantityReaderTests
{
    private static readonly Anchor Mem = new("t_mem", false), Gen = new("t_gen", false), GenOrEnd = new("t_gen", true);

    private static readonly RunSpec Spec = new Bench().Cell("a", new Outcomes(10, 300)).Suite().Groups[0].Cells[0].Runs[0];

    private static readonly RunResult Run = Build(300), Censored = Build(null);

    [Test]
    public void Read_EventStep_HeldOrMoreThanTheLastStep()
    {
        Assert.That(QuantityReader.Read(new EventStep("t_gen"), Run), Is.EqualTo(Reading.Exactly(300)));
        Assert.That(QuantityReader.Read(new EventStep("t_gen"), Censored), Is.EqualTo(Reading.MoreThan(4000)));
    }

    [Test]
    public void Read_EventAtStepZero_CountsAsStepOne() =>
        Assert.That(QuantityReader.Read(new EventStep("t_mem"), new Outcomes(0, 300).Result(Spec)), Is.EqualTo(Reading.Exactly(1)));

    [Test]
    public void Read_ValueAt_AtTheAnchorsEvaluation()
    {
        Assert.That(QuantityReader.Read(new ValueAt("norm", Mem), Run), Is.EqualTo(Reading.Exactly(10)));
        Assert.That(QuantityReader.Read(new ValueAt("norm", Anchor.Start), Run), Is.EqualTo(Reading.Exactly(0)));
        Assert.That(QuantityReader.Read(new ValueAt("norm", Anchor.End), Run), Is.EqualTo(Reading.Exactly(4000)));
    }

    [Test]
    public void Read_CensoredAnchor_UnknownUnlessTheEndStandsIn()
    {
        Assert.That(QuantityReader.Read(new ValueAt("norm", Gen), Censored), Is.EqualTo(Reading.Unknown));
        Assert.That(QuantityReader.Read(new ValueAt("norm", GenOrEnd), Censored), Is.EqualTo(Reading.Exactly(4000)));
    }

    [Test]
    public void Read_Extreme_AnchorsIncluded()
    {
        Assert.That(QuantityReader.Read(new Extreme("norm", true, Mem, Gen), Run), Is.EqualTo(Reading.Exactly(300)));
        Assert.That(QuantityReader.Read(new Extreme("norm", false, Mem, Gen), Run), Is.EqualTo(Reading.Exactly(10)));
        Assert.That(QuantityReader.Read(new Extreme("norm", true, Gen, Mem), Run), Is.EqualTo(Reading.Unknown));
    }

    [Test]
    public void Read_RateOfChange_PerStep()
    {
        Assert.That(QuantityReader.Read(new RateOfChange("norm", Mem, Gen), Run), Is.EqualTo(Reading.Exactly(1)));
        Assert.That(QuantityReader.Read(new RateOfChange("norm", Mem, Mem), Run), Is.EqualTo(Reading.Unknown));
    }

    [Test]
    public void Read_FractionOfAnEvent_IsTheLastEvaluationUpToThere()
    {
        // Half of 300 is 150, and 10 was evaluated before 299.
        Assert.That(QuantityReader.Read(new ValueAt("norm", new Anchor("t_gen", false, 0.5)), Run), Is.EqualTo(Reading.Exactly(10)));
        Assert.That(QuantityReader.Read(new ValueAt("norm", new Anchor("t_mem", false, 0.5)), Run), Is.EqualTo(Reading.Exactly(0)));
        Assert.That(QuantityReader.Read(new ValueAt("norm", new Anchor("t_gen", false, 0.5)), Censored), Is.EqualTo(Reading.Unknown));
    }

    [Test]
    public void Read_FixedStep_IsTheLastEvaluationUpToThere()
    {
        Assert.That(QuantityReader.Read(new ValueAt("norm", new Anchor(null, false, Step: 299)), Run), Is.EqualTo(Reading.Exactly(299)));
        Assert.That(QuantityReader.Read(new ValueAt("norm", new Anchor(null, false, Step: 3999)), Run), Is.EqualTo(Reading.Exactly(300)));
        Assert.That(QuantityReader.Read(new ValueAt("norm", new Anchor(null, false, Step: 4001)), Run), Is.EqualTo(Reading.Unknown), "the run is shorter");
    }

    [Test]
    public void Read_Exponent_IsThePowerOfTheStep()
    {
        // Step 0 has no logarithm and is left out.
        Assert.That(QuantityReader.Read(new Exponent("norm", Anchor.Start, Anchor.End), Run).Value, Is.EqualTo(1).Within(1e-12));
        Assert.That(QuantityReader.Read(new Exponent("root", Mem, Anchor.End), Run).Value, Is.EqualTo(0.5).Within(1e-12));
        Assert.That(QuantityReader.Read(new Exponent("norm", Mem, Mem), Run), Is.EqualTo(Reading.Unknown));
    }

    /// <summary>A fall of 1 per step is steepest, per factor of steps, where the steps are largest; a series that only rises has none.</summary>
    [Test]
    public void Read_SteepestFall_PerFactorOfSteps()
    {
        Assert.That(QuantityReader.Read(new SteepestFall("falling", Anchor.Start, Anchor.End), Run), Is.EqualTo(Reading.Exactly(4000)));
        Assert.That(QuantityReader.Read(new SteepestFall("falling", Anchor.Start, Mem), Run), Is.EqualTo(Reading.Exactly(10)), "step 0 has no logarithm");
        Assert.That(QuantityReader.Read(new SteepestFall("norm", Anchor.Start, Anchor.End), Run), Is.EqualTo(Reading.Unknown));
        Assert.That(QuantityReader.Read(new SteepestFall("falling", Anchor.Start, Gen), Censored), Is.EqualTo(Reading.Unknown));
    }

    /// <summary>Rises over a factor of 1.5 from 200, 300, 450 and 675 are 0.3, 0.1, 0.2 and 0.2.</summary>
    [Test]
    public void Read_SecondRise_BetweenTheAnchors()
    {
        var run = Run with { Curve = new Curve([0, 200, 300, 450, 675, 1013], Run.Curve.Series.Add("terraces", [0.9, 0, 0.3, 0.4, 0.6, 0.8])) };
        Anchor Until(long step) => new(null, false, Step: step);

        Assert.That(QuantityReader.Read(new SecondRise("terraces", Anchor.Start, Anchor.End), run).Value, Is.EqualTo(0.1).Within(1e-12));
        Assert.That(QuantityReader.Read(new SecondRise("terraces", Anchor.Start, Until(450)), run), Is.EqualTo(Reading.Unknown), "two rises");
        Assert.That(QuantityReader.Read(new SecondRise("terraces", Until(300), Until(1013)), run).Value, Is.EqualTo(-0.1).Within(1e-12), "without the first");
        Assert.That(QuantityReader.Read(new SecondRise("terraces", Anchor.Start, Gen), Censored), Is.EqualTo(Reading.Unknown));
        Assert.That(QuantityText.Of(new SecondRise("norm", Mem, Anchor.End)), Is.EqualTo("second rise of norm from t_mem to end"));
    }

    [Test]
    public void Text_OfMoments_IsHowASuiteWritesThem()
    {
        Assert.That(QuantityText.Of(new ValueAt("norm", new Anchor("t_gen", false, 0.5))), Is.EqualTo("norm at 0.5 of t_gen"));
        Assert.That(
            QuantityText.Of(new Exponent("norm", new Anchor(null, false, Step: 100), Anchor.End)),
            Is.EqualTo("power of the step with which norm grows from step 100 to end"));
    }

    [Test]
    public void Read_LogRate_OfTheNaturalLogarithm()
    {
        Assert.That(QuantityReader.Read(new LogRate("norm", Mem, Gen), Run), Is.EqualTo(Reading.Exactly((Math.Log(300) - Math.Log(10)) / 290)));
        Assert.That(QuantityReader.Read(new LogRate("norm", Anchor.Start, Gen), Run), Is.EqualTo(Reading.Unknown), "the logarithm of 0");
    }

    [Test]
    public void Read_Delay_BetweenTwoEventsAndAtLeastOneStep()
    {
        Assert.That(QuantityReader.Read(new Delay("t_gen", "t_mem"), Run), Is.EqualTo(Reading.Exactly(290)));
        Assert.That(QuantityReader.Read(new Delay("t_mem", "t_gen"), Run), Is.EqualTo(Reading.Exactly(1)), "the other way round");
        Assert.That(QuantityReader.Read(new Delay("t_gen", "t_mem"), Censored), Is.EqualTo(Reading.MoreThan(3990)));
        Assert.That(QuantityReader.Read(new Delay("t_mem", "t_gen"), Censored), Is.EqualTo(Reading.Unknown));
    }

    [Test]
    public void Read_SettingNumber_StatedOrByDefaultOrUnknown()
    {
        var (path, value) = Spec.Training.Task.Kind.Settings.Select(setting => ($"task.{setting.Name}", SettingPath.Number(Spec.Training, $"task.{setting.Name}"))).First(found => found.Item2 is not null);
        Assert.That(QuantityReader.Read(new SettingNumber(path), Run), Is.EqualTo(Reading.Exactly(value!.Value)));
        Assert.That(QuantityReader.Read(new SettingNumber("task.colour"), Run), Is.EqualTo(Reading.Unknown));
    }

    /// <summary>Step losses have median 2, except 8 at step 300, and maximum 10, except 40 at step 4000: (2, 8) before the end have median 5.</summary>
    [Test]
    public void Read_SpikeRatio_MaximumOverTheRunningMedianBefore()
    {
        Assert.That(QuantityReader.Read(new SpikeRatio(2, Anchor.Start, Anchor.End), Run), Is.EqualTo(Reading.Exactly(8)));
        Assert.That(QuantityReader.Read(new SpikeRatio(2, Mem, Gen), Run), Is.EqualTo(Reading.Exactly(5)));
    }

    [Test]
    public void Read_MissingSeries_ThrowsNamingIt() => Assert.That(
        () => QuantityReader.Read(new ValueAt("gini", Anchor.End), Run), Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("gini"));

    [Test]
    public void Read_UnobservedEvent_Throws() =>
        Assert.That(() => QuantityReader.Read(new EventStep("t_other"), Run), Throws.ArgumentException.With.Message.Contains("t_other"));

    private static RunResult Build(long? generalised) => new Outcomes(10, generalised)
    {
        Extra = ImmutableDictionary<string, Func<long, double>>.Empty
            .Add("norm", step => step)
            .Add("falling", step => 5000 - step)
            .Add("root", step => Math.Sqrt(step))
            .Add("step-loss.median", step => step == 0 ? double.NaN : step == 300 ? 8 : 2)
            .Add("step-loss.max", step => step == 0 ? double.NaN : step == 4000 ? 40 : 10),
    }.Result(Spec);
}

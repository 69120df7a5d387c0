using System.Collections.Immutable;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Tests.Judging;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Tests.Quantities;

/// <summary>Evaluations at 0, 9, 10, 299, 300 and 4000 (t_mem 10, t_gen 300); expected values are worked out by hand.</summary>
public sealed class QuantityTests
{
    private static readonly Anchor Mem = new("t_mem", false), Gen = new("t_gen", false), GenOrEnd = new("t_gen", true);

    private static readonly RunSpec Spec = new Bench().Cell("a", new Outcomes(10, 300)).Suite().Groups[0].Cells[0].Runs[0];

    private static readonly RunResult Run = Build(300), Censored = Build(null);

    [Test]
    public void Read_EventStep_HeldOrMoreThanTheLastStep()
    {
        Assert.That(new EventStep("t_gen").Read(Run), Is.EqualTo(Reading.Exactly(300)));
        Assert.That(new EventStep("t_gen").Read(Censored), Is.EqualTo(Reading.MoreThan(4000)));
    }

    /// <summary>Had the run gone on, the event might have been dated to the evaluation at which its hold began, 300, or to any later one.</summary>
    [Test]
    public void Read_EventStepAmidAHoldAtTheEnd_IsBoundedByTheHoldsBeginning()
    {
        var patient = Spec with { Observation = Spec.Observation with { Events = [.. Spec.Observation.Events.Select(item => item with { Hold = 5 })] } };

        var reading = new EventStep("t_gen").Read(new Outcomes(10, 300).Result(patient));

        Assert.That(reading, Is.EqualTo(Reading.MoreThan(299.5)));
        Assert.That(new Reading(reading.Low, double.PositiveInfinity).Low, Is.LessThan(300), "step 300 itself is not excluded");
    }

    [Test]
    public void Read_EventAtStepZero_CountsAsStepOne() =>
        Assert.That(new EventStep("t_mem").Read(new Outcomes(0, 300).Result(Spec)), Is.EqualTo(Reading.Exactly(1)));

    [Test]
    public void Read_ValueAt_AtTheAnchorsEvaluation()
    {
        Assert.That(new ValueAt("norm", Mem).Read(Run), Is.EqualTo(Reading.Exactly(10)));
        Assert.That(new ValueAt("norm", Anchor.Start).Read(Run), Is.EqualTo(Reading.Exactly(0)));
        Assert.That(new ValueAt("norm", Anchor.End).Read(Run), Is.EqualTo(Reading.Exactly(4000)));
    }

    [Test]
    public void Read_CensoredAnchor_UnknownUnlessTheEndStandsIn()
    {
        Assert.That(new ValueAt("norm", Gen).Read(Censored), Is.EqualTo(Reading.Unknown));
        Assert.That(new ValueAt("norm", GenOrEnd).Read(Censored), Is.EqualTo(Reading.Exactly(4000)));
    }

    [Test]
    public void Read_Extreme_AnchorsIncluded()
    {
        Assert.That(new Reduced(Reductions.Highest, "norm", Mem, Gen).Read(Run), Is.EqualTo(Reading.Exactly(300)));
        Assert.That(new Reduced(Reductions.Lowest, "norm", Mem, Gen).Read(Run), Is.EqualTo(Reading.Exactly(10)));
        Assert.That(new Reduced(Reductions.Highest, "norm", Gen, Mem).Read(Run), Is.EqualTo(Reading.Unknown));
    }

    [Test]
    public void Read_RateOfChange_PerStep()
    {
        Assert.That(new Reduced(Reductions.Rate, "norm", Mem, Gen).Read(Run), Is.EqualTo(Reading.Exactly(1)));
        Assert.That(new Reduced(Reductions.Rate, "norm", Mem, Mem).Read(Run), Is.EqualTo(Reading.Unknown));
    }

    [Test]
    public void Read_FractionOfAnEvent_IsTheLastEvaluationUpToThere()
    {
        // Half of 300 is 150, and 10 was evaluated before 299.
        Assert.That(new ValueAt("norm", new Anchor("t_gen", false, 0.5)).Read(Run), Is.EqualTo(Reading.Exactly(10)));
        Assert.That(new ValueAt("norm", new Anchor("t_mem", false, 0.5)).Read(Run), Is.EqualTo(Reading.Exactly(0)));
        Assert.That(new ValueAt("norm", new Anchor("t_gen", false, 0.5)).Read(Censored), Is.EqualTo(Reading.Unknown));
    }

    [Test]
    public void Read_FixedStep_IsTheLastEvaluationUpToThere()
    {
        Assert.That(new ValueAt("norm", new Anchor(null, false, Step: 299)).Read(Run), Is.EqualTo(Reading.Exactly(299)));
        Assert.That(new ValueAt("norm", new Anchor(null, false, Step: 3999)).Read(Run), Is.EqualTo(Reading.Exactly(300)));
        Assert.That(new ValueAt("norm", new Anchor(null, false, Step: 4001)).Read(Run), Is.EqualTo(Reading.Unknown), "the run is shorter");
    }

    [Test]
    public void Read_Exponent_IsThePowerOfTheStep()
    {
        // Step 0 has no logarithm and is left out.
        Assert.That(new Reduced(Reductions.Exponent, "norm", Anchor.Start, Anchor.End).Read(Run).Value, Is.EqualTo(1).Within(1e-12));
        Assert.That(new Reduced(Reductions.Exponent, "root", Mem, Anchor.End).Read(Run).Value, Is.EqualTo(0.5).Within(1e-12));
        Assert.That(new Reduced(Reductions.Exponent, "norm", Mem, Mem).Read(Run), Is.EqualTo(Reading.Unknown));
    }

    /// <summary>A fall of 1 per step is steepest, per factor of steps, where the steps are largest; a series that only rises has none.</summary>
    [Test]
    public void Read_SteepestFall_PerFactorOfSteps()
    {
        Assert.That(new Reduced(Reductions.SteepestFall, "falling", Anchor.Start, Anchor.End).Read(Run), Is.EqualTo(Reading.Exactly(4000)));
        Assert.That(new Reduced(Reductions.SteepestFall, "falling", Anchor.Start, Mem).Read(Run), Is.EqualTo(Reading.Exactly(10)), "step 0 has no logarithm");
        Assert.That(new Reduced(Reductions.SteepestFall, "norm", Anchor.Start, Anchor.End).Read(Run), Is.EqualTo(Reading.Unknown));
        Assert.That(new Reduced(Reductions.SteepestFall, "falling", Anchor.Start, Gen).Read(Censored), Is.EqualTo(Reading.Unknown));
    }

    /// <summary>Levels of a tenth of the way are 0.2 upwards (0.1 to 1.1) and 9 downwards (10 to 0); the first excursion beyond either returns.</summary>
    [Test]
    public void Read_Onset_FromWhichATenthOfTheWayIsKept()
    {
        var series = Run.Curve.Series.Add("up", [0.1, 0.3, 0.15, 0.2, 1.1, 0.05]).Add("down", [10, 8, 9.5, 9, 0, 12]);
        var run = Run with { Curve = new Curve([0, 1, 2, 4, 8, 16], series) };
        Anchor two = new(null, false, Step: 2);

        Assert.That(new Reduced(Reductions.RiseOnset, "up", Anchor.Start, Anchor.End).Read(run), Is.EqualTo(Reading.Exactly(4)));
        Assert.That(new Reduced(Reductions.FallOnset, "down", Anchor.Start, Anchor.End).Read(run), Is.EqualTo(Reading.Exactly(4)));
        Assert.That(new Reduced(Reductions.FallOnset, "down", Anchor.Start, two).Read(run), Is.EqualTo(Reading.Exactly(1)), "its lowest");
        Assert.That(new Reduced(Reductions.RiseOnset, "falling", Anchor.Start, Anchor.End).Read(Run), Is.EqualTo(Reading.Unknown), "no rise");
        Assert.That(new Reduced(Reductions.FallOnset, "norm", Anchor.Start, Anchor.End).Read(Run), Is.EqualTo(Reading.Unknown));
        Assert.That(
            new Reduced(Reductions.FallOnset, "norm", Mem, Anchor.End).Text, Is.EqualTo("onset of the fall of norm from t_mem to end"));
    }

    /// <summary>Rises over a factor of 1.5 from 200, 300, 450 and 675 are 0.3, 0.1, 0.2 and 0.2.</summary>
    [Test]
    public void Read_SecondRise_BetweenTheAnchors()
    {
        var run = Run with { Curve = new Curve([0, 200, 300, 450, 675, 1013], Run.Curve.Series.Add("terraces", [0.9, 0, 0.3, 0.4, 0.6, 0.8])) };
        Anchor Until(long step) => new(null, false, Step: step);

        Assert.That(new Reduced(Reductions.SecondRise, "terraces", Anchor.Start, Anchor.End).Read(run).Value, Is.EqualTo(0.1).Within(1e-12));
        Assert.That(new Reduced(Reductions.SecondRise, "terraces", Anchor.Start, Until(450)).Read(run), Is.EqualTo(Reading.Unknown), "two rises");
        Assert.That(new Reduced(Reductions.SecondRise, "terraces", Until(300), Until(1013)).Read(run).Value, Is.EqualTo(-0.1).Within(1e-12), "without the first");
        Assert.That(new Reduced(Reductions.SecondRise, "terraces", Anchor.Start, Gen).Read(Censored), Is.EqualTo(Reading.Unknown));
        Assert.That(new Reduced(Reductions.SecondRise, "norm", Mem, Anchor.End).Text, Is.EqualTo("second rise of norm from t_mem to end"));
    }

    [Test]
    public void Text_OfMoments_IsHowASuiteWritesThem()
    {
        Assert.That(new ValueAt("norm", new Anchor("t_gen", false, 0.5)).Text, Is.EqualTo("norm at 0.5 of t_gen"));
        Assert.That(
            new Reduced(Reductions.Exponent, "norm", new Anchor(null, false, Step: 100), Anchor.End).Text,
            Is.EqualTo("power of the step with which norm grows from step 100 to end"));
    }

    [Test]
    public void Read_LogRate_OfTheNaturalLogarithm()
    {
        Assert.That(new Reduced(Reductions.LogRate, "norm", Mem, Gen).Read(Run), Is.EqualTo(Reading.Exactly((Math.Log(300) - Math.Log(10)) / 290)));
        Assert.That(new Reduced(Reductions.LogRate, "norm", Anchor.Start, Gen).Read(Run), Is.EqualTo(Reading.Unknown), "the logarithm of 0");
    }

    [Test]
    public void Read_Delay_BetweenTwoEventsAndAtLeastOneStep()
    {
        Assert.That(new Delay("t_gen", "t_mem").Read(Run), Is.EqualTo(Reading.Exactly(290)));
        Assert.That(new Delay("t_mem", "t_gen").Read(Run), Is.EqualTo(Reading.Exactly(1)), "the other way round");
        Assert.That(new Delay("t_gen", "t_mem").Read(Censored), Is.EqualTo(Reading.MoreThan(3990)));
        Assert.That(new Delay("t_mem", "t_gen").Read(Censored), Is.EqualTo(Reading.Unknown));
    }

    [Test]
    public void Read_SettingNumber_StatedOrByDefaultOrUnknown()
    {
        var (path, value) = Spec.Training.Task.Kind.Settings.Select(setting => ($"task.{setting.Name}", SettingPath.Number(Spec.Training, $"task.{setting.Name}"))).First(found => found.Item2 is not null);
        Assert.That(new SettingNumber(path).Read(Run), Is.EqualTo(Reading.Exactly(value!.Value)));
        Assert.That(new SettingNumber("task.colour").Read(Run), Is.EqualTo(Reading.Unknown));
    }

    /// <summary>Step losses have median 2, except 8 at step 300, and maximum 10, except 40 at step 4000: (2, 8) before the end have median 5.</summary>
    [Test]
    public void Read_SpikeRatio_MaximumOverTheRunningMedianBefore()
    {
        Assert.That(new Reduced(Reductions.Spikes, "step-loss", Anchor.Start, Anchor.End) { Window = 2 }.Read(Run), Is.EqualTo(Reading.Exactly(8)));
        Assert.That(new Reduced(Reductions.Spikes, "step-loss", Mem, Gen) { Window = 2 }.Read(Run), Is.EqualTo(Reading.Exactly(5)));
    }

    [Test]
    public void Read_MissingSeries_ThrowsNamingIt() => Assert.That(
        () => new ValueAt("gini", Anchor.End).Read(Run), Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("gini"));

    [Test]
    public void Read_UnobservedEvent_Throws() =>
        Assert.That(() => new EventStep("t_other").Read(Run), Throws.ArgumentException.With.Message.Contains("t_other"));

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

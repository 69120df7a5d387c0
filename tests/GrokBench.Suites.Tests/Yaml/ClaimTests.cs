using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Quantities;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Tests.Yaml;

public sealed class ClaimTests
{
    private const string Runs = """
        runs:
          addition:
            observe: { measures: [weight-norm] }
            sweep: { task.train: [0.4, 0.5, 0.6, 0.8] }
          wide: { model: { width: 512 }, sweep: { task.train: [0.4, 0.6] } }
          control: { optimiser: { weight-decay: 0 } }

        """;

    private static readonly CellSelector Addition = new("addition", []);

    [Test]
    public void Claim_Texts_AreTakenOver()
    {
        var claim = Read("over: addition\n    note: Ours.\n    check: { kind: phase, is: grokking }");

        Assert.Multiple(() =>
        {
            Assert.That((claim.Id, claim.Title, claim.Says, claim.Source, claim.Strength, claim.Note), Is.EqualTo(
                ("C1.1", "Late", "Generalisation comes late.", "Fig. 1", Strength.Medium, "Ours.")));
            Assert.That(((PhaseCheck)claim.Check).Phases, Is.EqualTo(new[] { Phase.Grokking }));
            Assert.That(((PhaseCheck)claim.Check).Over.Group, Is.EqualTo("addition"));
        });
    }

    [TestCase("", 1)]
    [TestCase("looks: 3\n    ", 3)]
    public void Claim_Looks_AreOneUnlessStated(string text, int expected) =>
        Assert.That(Read(text + "over: addition\n    check: { kind: phase, is: grokking }").Looks, Is.EqualTo(expected));

    [Test]
    public void Value_OfAMeasureAtAMoment_IsAThreshold()
    {
        var check = Check<ThresholdCheck>("{ kind: value, of: { measure: test.accuracy, at: t_mem }, at-most: 0.2 }");

        Assert.That(
            (check.Of, check.To, check.AtLeast, check.AtMost),
            Is.EqualTo((new ValueAt("test.accuracy", new Anchor("t_mem", false)), (Quantity?)null, (double?)null, (double?)0.2)));
    }

    [Test]
    public void Ratio_OfTwoEvents_IsAThresholdWithADivisor()
    {
        var check = Check<ThresholdCheck>("{ kind: ratio, of: t_gen, to: t_mem, at-least: 10, at-most: 1e3 }");

        Assert.That((check.Of, check.To, check.AtLeast, check.AtMost), Is.EqualTo((new EventStep("t_gen"), (Quantity?)new EventStep("t_mem"), (double?)10, (double?)1000)));
    }

    [Test]
    public void Phase_SeveralAllowed_AreAList() =>
        Assert.That(Check<PhaseCheck>("{ kind: phase, is: [memorisation, confusion] }").Phases, Is.EqualTo(new[] { Phase.Memorisation, Phase.Confusion }));

    [Test]
    public void Never_OverItsOwnCells_HasTheCellsOfWhile()
    {
        var check = Check<NeverCheck>("{ kind: never, event: t_gen, over: control, while: { runs: addition, where: { task.train: 0.5 } } }");

        Assert.Multiple(() =>
        {
            Assert.That((check.Over.Group, check.Event.Event, check.While.Group), Is.EqualTo(("control", "t_gen", "addition")));
            Assert.That(check.While.ToString(), Is.EqualTo("addition[task.train=0.5]"));
        });
    }

    [TestCase("", 1)]
    [TestCase(", factor: 2.5", 2.5)]
    public void Greater_BetweenCells_ComparesPairs(string factor, double expected)
    {
        var check = Check<PairedCheck>($$"""{ kind: greater, of: t_gen, in: control, than: { runs: wide, where: { task.train: 0.6 } }{{factor}} }""");

        Assert.That((check.Of.ToString(), check.Than.ToString(), check.Quantity, check.Factor), Is.EqualTo(("control", "wide[task.train=0.6]", new EventStep("t_gen"), expected)));
    }

    [TestCase("increasing", true)]
    [TestCase("decreasing", false)]
    public void Ordered_AcrossAnAxis_HasADirection(string direction, bool increasing)
    {
        var check = Check<OrderedCheck>($$"""{ kind: ordered, of: t_gen, across: task.train, direction: {{direction}} }""");

        Assert.That((check.Of, check.Axis, check.Increasing), Is.EqualTo((new EventStep("t_gen"), "task.train", increasing)));
    }

    [TestCase("power-law", true)]
    [TestCase("exponential", false)]
    public void Slope_EachKind_TakesTheAxisOrItsLogarithm(string kind, bool logAxis)
    {
        var check = Check<SlopeCheck>($$"""{ kind: {{kind}}, of: t_gen, across: task.train, at-least: -8, at-most: -2 }""");

        Assert.That((check.LogAxis, check.AtLeast, check.AtMost), Is.EqualTo((logAxis, (double?)-8, (double?)-2)));
    }

    [Test]
    public void Correlation_OfTwoQuantities_IsReadWithItsBound()
    {
        var check = Check<CorrelationCheck>("{ kind: correlation, of: t_gen, with: { measure: weight-norm, at: end }, at-least: 0.5 }");

        Assert.That((check.Of, check.With, check.AtLeast), Is.EqualTo((new EventStep("t_gen"), new ValueAt("weight-norm", Anchor.End), (double?)0.5)));
    }

    [Test]
    public void Onset_InOneGroupAgainstAnother_HasAFactor()
    {
        var check = Check<OnsetCheck>("{ kind: onset, event: t_gen, across: task.train, in: wide, against: addition, at-most: 0.5 }");

        Assert.That((check.Of.Group, check.Than.Group, check.Axis, check.Event.Event, check.Factor), Is.EqualTo(("wide", "addition", "task.train", "t_gen", 0.5)));
    }

    [Test]
    public void All_PartsWithoutCells_SpeakAboutThoseOfTheClaim()
    {
        var check = Check<AllCheck>("{ kind: all, parts: [{ kind: phase, is: grokking }, { kind: phase, is: memorisation, over: control }] }");

        Assert.That(check.Selectors.Select(selector => selector.Group), Is.EqualTo(new[] { "addition", "control" }));
    }

    [Test]
    public void Quantities_EachForm_IsRead()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Quantity("{ measure: test.loss, at: start }"), Is.EqualTo(new ValueAt("test.loss", Anchor.Start)));
            Assert.That(Quantity("{ measure: test.loss, at: t_gen or end }"), Is.EqualTo(new ValueAt("test.loss", new Anchor("t_gen", true))));
            Assert.That(
                Quantity("{ highest: test.loss, from: t_mem, to: t_gen }"),
                Is.EqualTo(new Reduced(Reductions.Highest, "test.loss", new Anchor("t_mem", false), new Anchor("t_gen", false))));
            Assert.That(Quantity("{ lowest: weight-norm/first }"), Is.EqualTo(new Reduced(Reductions.Lowest, "weight-norm/first", Anchor.Start, Anchor.End)));
            Assert.That(Quantity("{ rate: weight-norm, from: t_gen }"), Is.EqualTo(new Reduced(Reductions.Rate, "weight-norm", new Anchor("t_gen", false), Anchor.End)));
            Assert.That(Quantity("{ spikes: step-loss, to: t_gen }"), Is.EqualTo(new Reduced(Reductions.Spikes, "step-loss", Anchor.Start, new Anchor("t_gen", false)) { Window = 20 })); ;
            Assert.That(Quantity("{ spikes: step-loss, window: 5 }"), Is.EqualTo(new Reduced(Reductions.Spikes, "step-loss", Anchor.Start, Anchor.End) { Window = 5 }));
        });
    }

    private static RunQuantity Quantity(string text) => Check<ThresholdCheck>($"{{ kind: value, of: {text}, at-most: 1 }}").Of;

    private static T Check<T>(string text)
        where T : Check
    {
        var check = Read($"over: addition\n    check: {text}").Check;
        Assert.That(check, Is.TypeOf<T>());
        if (check is ThresholdCheck threshold) Assert.That(threshold.Over.ToString(), Is.EqualTo(Addition.ToString()));
        return (T)check;
    }

    private static Claim Read(string body) => ToySuite.Read(ToySuite.Head + Runs + $"""
        claims:
          C1.1:
            title: Late
            says: Generalisation comes late.
            source: Fig. 1
            strength: medium
            {body}
        """).Claims.Single();
}

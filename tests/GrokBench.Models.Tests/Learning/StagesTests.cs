using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tests.Families;

namespace GrokBench.Models.Tests.Learning;

/// <summary>
/// A stage against two learners of which one goes on where the other has got to, each with settings that never change.
/// </summary>
public sealed class StagesTests
{
    private const int FirstLength = 17, Whole = 40;

    private static readonly Choice Net = Specs.ReluMlp.With("width", 32), WarmAdamW = Specs.AdamW.With("warm-up", 5);

    private static readonly TrainingSpec
        Single = new(Specs.Addition(7, 0.6), Net, WarmAdamW, Specs.Training("full"), Seed: 3),
        Batches = Single with { Training = Specs.Training(8) };

    private static readonly (string, SettingValue)[] Smaller = [("task.train", 12)], NoDecay = [("optimiser.weight-decay", 0)];

    /// <summary>Stages at steps, at the boundary of which and around which runs are interrupted, and an event whose checks are half made.</summary>
    private static TestCaseData[] Resumed =>
    [
        Case("task", Staged(Single, Stage(FirstLength, Smaller))),
        Case("task, fresh", Staged(Single, Stage(FirstLength, [.. Smaller, ("optimiser.state", "fresh")]))),
        Case("batches", Staged(Batches, Stage(FirstLength, [.. Smaller, ("train.batch", 5)]), Stage(25, ("task.train", 24)))),
        Case("two, the second fresh", Staged(Single, Stage(9, NoDecay), Stage(FirstLength, [.. Smaller, ("optimiser.state", "fresh")]))),
        Case("labels", Staged(Single, Stage(FirstLength, ("task.labels", "random")))),
        Case("event", Staged(Batches, Stage(Event("train.accuracy", "at-least", 0.2, every: 3, hold: 3), Smaller), Stage(30, NoDecay))),
    ];

    [Test]
    public void Step_AfterAStageThatKeepsTheState_IsThatOfALearnerOfTheNewSettingsWhichGoesOn(
        [Values("task.train", "optimiser.weight-decay", "optimiser.learning-rate", "task.labels")] string path)
    {
        SettingValue value = path switch { "task.train" => 12, "optimiser.weight-decay" => 0, "task.labels" => "random", _ => 0.003 };
        using var staged = Create(Staged(Single, Stage(FirstLength, (path, value))));
        using var first = Create(Single);
        using var second = Create(Single.With(ImmutableSortedDictionary<string, SettingValue>.Empty.Add(path, value)));
        Train(staged, Whole);
        Train(first, FirstLength);
        second.Restore(new MemoryStream(Saved(first)));
        Train(second, Whole - FirstLength);
        Assert.That(Vectors(staged), Is.EqualTo(Vectors(second)));
    }

    [Test]
    public void Step_AfterAStageThatStartsAnew_IsThatOfANewLearnerWithTheSameParameters()
    {
        using var staged = Create(Staged(Single, Stage(FirstLength, [.. Smaller, ("optimiser.state", "fresh")])));
        using var first = Create(Single);
        using var second = Create(Single with { Task = Single.Task.With("train", 12) });
        Train(staged, Whole);
        Train(first, FirstLength);
        var parameters = new double[first.Program.Parameters.Count];
        first.Program.Parameters.CopyTo(0, parameters);
        second.Program.Parameters.CopyFrom(0, parameters);
        Train(second, Whole - FirstLength);
        Assert.That(Vectors(staged), Is.EqualTo(Vectors(second)), "warm-up and moments begin again");
    }

    [TestCaseSource(nameof(Resumed))]
    public void Restore_AtAnyStep_GoesOnWithTheSameBits(TrainingSpec spec)
    {
        using var whole = Create(spec);
        Train(whole, Whole);
        Assert.That(whole.StageStarts, Has.Length.EqualTo(spec.Stages.Length), "all of them begin");
        using var first = Create(spec);
        for (var step = 0; step < Whole; step++)
        {
            using var second = Create(spec);
            second.Restore(new MemoryStream(Saved(first)));
            foreach (var split in first.Splits) Assert.That(second.Evaluate(split), Is.EqualTo(first.Evaluate(split)), split);
            Assert.That(second.StageStarts, Is.EqualTo(first.StageStarts));
            Train(second, Whole - step);
            Assert.That(Saved(second), Is.EqualTo(Saved(whole)), $"from step {step}");
            first.Step();
        }
    }

    [TestCaseSource(nameof(Resumed))]
    public void Restore_ToAStepBeforeAStage_GoesBack(TrainingSpec spec)
    {
        using var learner = Create(spec);
        Train(learner, 5);
        var saved = Saved(learner);
        Train(learner, Whole - 5);
        var end = Saved(learner);
        learner.Restore(new MemoryStream(saved));
        Train(learner, Whole - 5);
        Assert.That(Saved(learner), Is.EqualTo(end));
    }

    [TestCaseSource(nameof(Resumed))]
    public void Evaluate_BetweenSteps_LeavesTheTrajectoryAlone(TrainingSpec spec)
    {
        using var watched = Create(spec);
        using var alone = Create(spec);
        for (var step = 0; step < Whole; step++)
        {
            foreach (var split in watched.Splits) watched.Evaluate(split);
            watched.Step();
        }

        Train(alone, Whole);
        Assert.That(Saved(watched), Is.EqualTo(Saved(alone)));
    }

    [Test]
    public void Evaluate_AroundABoundary_SeesTheSplitsOfTheUpdateBefore()
    {
        using var learner = Create(Staged(Single, Stage(FirstLength, Smaller)));
        Train(learner, FirstLength);
        Assert.That((learner.Dataset["train"].Rows.Length, learner.StageStarts.Length), Is.EqualTo((29, 0)), "no update is made under the new settings yet");
        learner.Step();
        Assert.That((learner.Dataset["train"].Rows.Length, learner.Dataset["test"].Rows.Length), Is.EqualTo((12, 37)));
        Assert.That(learner.StageStarts, Is.EqualTo(new[] { (long)FirstLength }));
        using var after = Create(Single with { Task = Single.Task.With("train", 12) });
        var parameters = new double[after.Program.Parameters.Count];
        learner.Program.Parameters.CopyTo(0, parameters);
        after.Program.Parameters.CopyFrom(0, parameters);
        Assert.That(learner.Evaluate("test"), Is.EqualTo(after.Evaluate("test")));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Step_ToAnEvent_BeginsTheStageAtTheCheckThatCompletesIt(int hold)
    {
        using var staged = Create(Staged(Single, Stage(Event("train.loss", "at-most", 1.0, every: 4, hold), NoDecay)));
        using var plain = Create(Single);
        var (held, expected) = (0, -1L);
        for (var step = 0; expected < 0; step++)
        {
            if (step % 4 == 0) held = plain.Evaluate("train").Loss <= 1.0 ? held + 1 : 0;
            if (held == hold) expected = step;
            plain.Step();
        }

        Train(staged, (int)expected);
        Assert.That(staged.StageStarts, Is.Empty);
        staged.Step();
        Assert.That(staged.StageStarts, Is.EqualTo(new[] { expected }));
        Assert.That(expected, Is.GreaterThan(4), "not at the first check");
    }

    [Test]
    public void Step_AStatedStepBehindAnEvent_WaitsForIt()
    {
        using var learner = Create(Staged(Single, Stage(Event("train.accuracy", "at-least", 1, every: 10, hold: 1), Smaller), Stage(3, NoDecay)));
        Train(learner, 200);
        Assert.That(learner.StageStarts, Has.Length.EqualTo(2).And.All.EqualTo(learner.StageStarts[0]));
        Assert.That(learner.StageStarts[0] % 10, Is.Zero);
    }

    [Test]
    public void Step_AnEventThatNeverHappens_LeavesTheRunAsItIs()
    {
        using var staged = Create(Staged(Single, Stage(Event("test.loss", "at-most", -1, every: 7, hold: 2), Smaller)));
        using var plain = Create(Single);
        Train(staged, Whole);
        Train(plain, Whole);
        Assert.That((Vectors(staged), staged.StageStarts.Length), Is.EqualTo((Vectors(plain), 0)));
    }

    [Test]
    public void Step_WithinAStage_AllocatesNothing([Values("full", "8")] string batch)
    {
        using var learner = Create(Staged(batch == "full" ? Single : Batches, Stage(Event("train.loss", "at-least", 0, every: 5, hold: 1), Smaller)));
        Train(learner, 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Train(learner, 200);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [TestCaseSource(nameof(Resumed))]
    public void StateParts_OfARunWithStages_AreWithinTheState(TrainingSpec spec)
    {
        using var learner = Create(spec);
        Train(learner, 30);
        Assert.That(learner.StateParts[^1].Start + learner.StateParts[^1].Length, Is.LessThan(Saved(learner).Length), "stages come last");
    }

    [Test]
    public void Restore_StateOfARunWithoutStages_IsRefused()
    {
        using var plain = Create(Single);
        using var staged = Create(Staged(Single, Stage(FirstLength, Smaller)));
        Assert.That(() => staged.Restore(new MemoryStream(Saved(plain))), Throws.TypeOf<InvalidDataException>().With.Message.Contains("format 1, not 2"));
        Assert.That(() => plain.Restore(new MemoryStream(Saved(staged))), Throws.TypeOf<InvalidDataException>().With.Message.Contains("format 2, not 1"));
    }

    [Test]
    public void Restore_StateOfMoreStages_IsRefusedAndChangesNothing()
    {
        using var two = Create(Staged(Single, Stage(3, Smaller), Stage(5, NoDecay)));
        using var one = Create(Staged(Single, Stage(3, Smaller)));
        Train(two, 10);
        var before = Saved(one);
        Assert.That(() => one.Restore(new MemoryStream(Saved(two))), Throws.TypeOf<InvalidDataException>().With.Message.Contains("other stages"));
        Assert.That(Saved(one), Is.EqualTo(before));
    }

    [Test]
    public void Step_OnALargerSetThanAtFirst_HasRoomForIt()
    {
        var grown = Staged(Single with { Task = Single.Task.With("train", 12) }, Stage(FirstLength, ("task.train", 40)));
        using var learner = Create(grown);
        Train(learner, Whole);
        Assert.That(learner.Dataset["train"].Rows, Has.Length.EqualTo(40));
        Assert.That(learner.Program.Bytes, Is.LessThan(((IFamily)grown.Model.Kind).Needs(grown, Specs.Engine, 1).Bytes));
    }

    [Test]
    public void Parts_OfASpec_AccumulateTheChanges()
    {
        var parts = Staged(Single, Stage(3, Smaller), Stage(5, NoDecay)).Parts;
        Assert.That(
            parts.Select(part => (part.Task.Number("train"), part.Optimiser.Number("weight-decay"), part.Stages.Length)),
            Is.EqualTo(new[] { (0.6, 1.0, 0), (12, 1, 0), (12, 0, 0) }));
    }

    [Test]
    public void StateNames_OfAnOptimiser_AreThoseOfItsVectors() =>
        Assert.That(Updates.StateNames(WarmAdamW.With("decay-to", "init")), Is.EqualTo(new[] { "start", "first-moment", "second-moment" }));

    [Test]
    public void Step_DecayToTheStartUnderAFreshOptimiser_MeansTheBeginningOfTheStage()
    {
        using var learner = Create(Staged(Single with { Optimiser = WarmAdamW.With("decay-to", "init") }, Stage(3, ("optimiser.weight-decay", 0.5), ("optimiser.state", "fresh"))));
        Train(learner, 3);
        var parameters = new double[learner.Program.Parameters.Count];
        learner.Program.Parameters.CopyTo(0, parameters);

        Train(learner, 1);

        var start = learner.StateParts.Single(part => part.Name == "start");
        var kept = MemoryMarshal.Cast<byte, float>(Saved(learner).AsSpan((int)start.Start, (int)start.Length));
        Assert.That(kept.ToArray(), Is.EqualTo(parameters.Select(value => (float)value)));
    }

    private static TestCaseData Case(string name, TrainingSpec spec) => new TestCaseData(spec).SetArgDisplayNames(name);

    private static TrainingSpec Staged(TrainingSpec spec, params SettingValue[] stages) =>
        spec with { Training = spec.Training.With("stages", SettingValue.ListOf(stages)) };

    private static SettingValue Stage(SettingValue at, params (string Path, SettingValue Value)[] changes) =>
        SettingValue.Mapping([new("at", at), .. changes.Select(change => KeyValuePair.Create(change.Path, change.Value))]);

    private static SettingValue Event(string measure, string bound, double threshold, int every, int hold) =>
        SettingValue.Mapping([new("measure", measure), new(bound, threshold), new("checked-every", every), new("hold", hold)]);

    private static NeuralLearner Create(TrainingSpec spec) =>
        (NeuralLearner)((IFamily)spec.Model.Kind).Create(spec, Specs.Engine, 1);

    private static void Train(NeuralLearner learner, int steps)
    {
        for (var i = 0; i < steps; i++) learner.Step();
    }

    private static byte[] Saved(NeuralLearner learner)
    {
        using var stream = new MemoryStream();
        learner.Save(stream);
        return stream.ToArray();
    }

    /// <summary>Parameters and what the optimiser keeps, whatever the format and the steps.</summary>
    private static byte[] Vectors(NeuralLearner learner)
    {
        var (saved, last) = (Saved(learner), learner.StateParts[^1]);
        const int header = 16;
        Assert.That(BinaryPrimitives.ReadInt32LittleEndian(saved.AsSpan(header)), Is.EqualTo(3), "parameters and two moments");
        return saved[(header + sizeof(int))..(int)(last.Start + last.Length)];
    }
}

using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Torch.Tests.Families;

namespace GrokBench.Torch.Tests.Stacks;

/// <summary>Runs of one shape in one stack: each comes to the bits that it has alone in a stack of that size, whatever becomes of the others.</summary>
internal sealed class StackTests
{
    private const int Steps = 25;

    private static TrainingSpec[] Seeds(string name, int count) => [.. Enumerable.Range(0, count).Select(seed => CommittedRuns.Spec(name, (ulong)seed))];

    /// <summary>Batches anew every epoch; attention; draws of noise; new examples at every step; full batches, whose zeros matter.</summary>
    [Test]
    public void Train_AmongOthers_GivesTheBitsOfEachAloneInAStackOfThatSize(
        [Values(1, 3, 16)] int stack, [Values("mlp-side-by-side", "transformer-nanda", "bayesian-parity", "mlp-parity-online", "mlp-groups")] string name)
    {
        var specs = Seeds(name, stack);
        var learners = StackedRun.Stacked(TestEngines.Torch(stack), specs);
        var together = Together.All(stack, i => StackedRun.Train(learners[i], Steps).State);
        foreach (var learner in learners) learner.Dispose();
        Assert.Multiple(() =>
        {
            Assert.That(together.Select(Convert.ToHexString).Distinct().Count(), Is.EqualTo(stack), "runs that differ");
            foreach (var i in new[] { 0, stack / 2, stack - 1 }.Distinct()) Assert.That(StackedRun.Alone(specs[i], stack, Steps), Is.EqualTo(together[i]), $"run {i}");
        });
    }

    /// <summary>The size of the stack may decide bits, but not more than the order of sums does.</summary>
    [Test]
    public void Train_InStacksOfOtherSizes_AgreesWithTheRunAlone([Values(3, 16)] int stack, [ValueSource(typeof(CommittedRuns), nameof(CommittedRuns.Names))] string name)
    {
        const double tolerance = 1e-3;
        var spec = CommittedRuns.Spec(name, 1);
        using var alone = CommittedRuns.Learner(spec, TestEngines.Torch(1));
        using var stacked = CommittedRuns.Learner(spec, TestEngines.Torch(stack));
        var (expected, actual) = (StackedRun.Train(alone, Steps).Loss, StackedRun.Train(stacked, Steps).Loss);
        Assert.That(Difference.Relative([expected], [actual]), Is.LessThanOrEqualTo(tolerance));
    }

    /// <summary>
    /// One stack of runs whose steps ask for one gradient or two, for norms of all parameters or of each tensor, and keep none, two or nine
    /// vectors.
    /// </summary>
    [Test]
    public void Train_AmongRunsOfOtherOptimisers_GivesTheBitsOfEachAlone()
    {
        var usual = CommittedRuns.Spec("mlp-slow-average");
        string[] names = ["sam", "slow", "orthogonal-to-weights"];
        var defaults = usual.Optimiser.Kind.Settings.ToDictionary(setting => setting.Name, setting => setting.Default!);
        Choice Without(params string[] settings) =>
            settings.Aggregate(usual.Optimiser, (choice, name) => choice.With(name, defaults[name]));
        var probing = Without(names).With("sam", usual.Optimiser["sam"]);
        TrainingSpec[] specs =
        [
            usual, usual with { Seed = 1, Optimiser = Without(names) }, usual with { Seed = 2, Optimiser = probing },
            usual with { Seed = 3, Optimiser = Without("sam", "slow") },
        ];
        var learners = StackedRun.Stacked(TestEngines.Torch(specs.Length), specs);
        var together = Together.All(specs.Length, i => StackedRun.Train(learners[i], Steps).State);
        foreach (var learner in learners) learner.Dispose();
        Assert.Multiple(() =>
        {
            for (var i = 0; i < specs.Length; i++)
                Assert.That(together[i], Is.EqualTo(StackedRun.Alone(specs[i], specs.Length, Steps)), $"run {i}");
        });
    }

    /// <summary>One stack of runs whose batches and optimisers change at other steps, and one whose never do.</summary>
    [Test]
    public void Train_AmongRunsInOtherStages_GivesTheBitsOfEachAlone()
    {
        var usual = CommittedRuns.Spec("mlp-stages-at-steps");
        TrainingSpec[] specs = [At(0, 2), At(1, 9), usual.WithoutStages() with { Seed = 2 }];
        var learners = StackedRun.Stacked(TestEngines.Torch(specs.Length), specs);
        var together = Together.All(specs.Length, i => StackedRun.Train(learners[i], Steps).State);
        Assert.That(learners.Select(learner => learner.StageStarts.Length), Is.EqualTo(new[] { 1, 1, 0 }));
        foreach (var learner in learners) learner.Dispose();
        Assert.Multiple(() =>
        {
            for (var i = 0; i < specs.Length; i++)
                Assert.That(together[i], Is.EqualTo(StackedRun.Alone(specs[i], specs.Length, Steps)), $"run {i}");
        });

        TrainingSpec At(ulong seed, int step)
        {
            var stage = SettingValue.Mapping([new("at", step), new("task.train", 40), new("train.batch", 16), new("optimiser.state", "fresh")]);
            return usual with { Seed = seed, Training = usual.Training.With("stages", SettingValue.ListOf([stage])) };
        }
    }

    /// <summary>
    /// One stack of runs with other learning rates, decays, initial scales and data: one ends early, another takes its place, one diverges. The others' bits are those they have alone.
    /// </summary>
    [Test]
    public void Train_AmongRunsThatEndDivergeOrComeLate_GivesTheBitsOfEachAlone()
    {
        const int stack = 4;
        var usual = CommittedRuns.Spec("mlp-kept-near-its-start", 3);
        TrainingSpec[] specs =
        [
            usual,
            usual with { Seed = 4, Optimiser = usual.Optimiser.With("learning-rate", 1e30) },
            usual with { Seed = 5, Model = usual.Model.With("init-scale", 2), Training = usual.Training.With("data-seed", 11) },
            usual with { Seed = 6, Optimiser = usual.Optimiser.With("weight-decay", 0.1) },
        ];
        var late = usual with { Seed = 7, Optimiser = usual.Optimiser.With("learning-rate", 3e-3) };
        int[] steps = [Steps, Steps, Steps, 5];
        var engine = TestEngines.Torch(stack);
        var learners = StackedRun.Stacked(engine, specs);
        var (latePlace, lateState, divergedLoss) = (-1, Array.Empty<byte>(), 0.0);
        var together = Together.All(stack, i =>
        {
            var (state, loss) = StackedRun.Train(learners[i], steps[i]);
            if (i == 1) divergedLoss = loss;
            if (i != 3) return state;
            learners[3].Dispose();
            using var next = CommittedRuns.Learner(late, engine);
            latePlace = StackedRun.PlaceOf(next);
            lateState = StackedRun.Train(next, Steps).State;
            return state;
        });
        foreach (var learner in learners) learner.Dispose();
        Assert.Multiple(() =>
        {
            Assert.That(divergedLoss, Is.NaN);
            Assert.That(latePlace, Is.EqualTo(3));
            for (var i = 0; i < stack; i++) Assert.That(together[i], Is.EqualTo(StackedRun.Alone(specs[i], stack, steps[i])), $"run {i}");
            Assert.That(lateState, Is.EqualTo(StackedRun.Alone(late, stack, Steps)));
        });
    }

    [Test]
    public void Restore_AmongOthersInAnotherPlace_ContinuesToTheSameBits([Values("mlp-side-by-side", "mlp-summed")] string name)
    {
        const int stack = 3;
        var specs = Seeds(name, stack);
        var first = StackedRun.Stacked(TestEngines.Torch(stack), specs);
        var saved = Together.All(stack, i => StackedRun.Train(first[i], 10).State);
        var expected = Together.All(stack, i => StackedRun.Train(first[i], Steps).State);
        foreach (var learner in first) learner.Dispose();

        var second = StackedRun.Stacked(TestEngines.Torch(stack), specs.Reverse());
        var continued = Together.All(stack, i =>
        {
            second[i].Restore(new MemoryStream(saved[stack - 1 - i]));
            return StackedRun.Train(second[i], Steps).State;
        });
        foreach (var learner in second) learner.Dispose();
        Assert.That(continued.Reverse(), Is.EqualTo(expected));
    }

    /// <summary>A measure may train a second learner of the same run, which takes a place in this stack or another while the first waits.</summary>
    [Test]
    public void Twin_TrainedInTheMidst_LeavesTheBitsAndEndsWhereItsRunDoes([Values(2, 3)] int runs)
    {
        const int stack = 4;
        var specs = Seeds("mlp-groups", runs);
        var learners = StackedRun.Stacked(TestEngines.Torch(stack), specs);
        var twins = new byte[runs][];
        var together = Together.All(runs, i =>
        {
            StackedRun.Train(learners[i], 8);
            using (var twin = learners[i].Twin()) twins[i] = StackedRun.Train(twin, Steps).State;
            return StackedRun.Train(learners[i], Steps - 8).State;
        });
        foreach (var learner in learners) learner.Dispose();
        var alone = specs.Select(spec => StackedRun.Alone(spec, stack, Steps));
        Assert.Multiple(() =>
        {
            Assert.That(together, Is.EqualTo(alone));
            Assert.That(twins, Is.EqualTo(alone));
        });
    }

    [Test]
    public void Dispose_OfTheLastRun_FreesTheStacksMemory()
    {
        var engine = TestEngines.Torch(3);
        var before = LiveTensors.AfterCollection();
        var learners = StackedRun.Stacked(engine, Seeds("mlp-side-by-side", 2));
        Together.All(2, i => StackedRun.Train(learners[i], 3));
        learners[0].Dispose();
        Assert.That(LiveTensors.Count, Is.GreaterThan(before));
        learners[1].Dispose();
        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }
}

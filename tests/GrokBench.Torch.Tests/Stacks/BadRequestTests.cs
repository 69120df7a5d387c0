using GrokBench.Models.Learning;
using GrokBench.Tensors;
using GrokBench.Torch.Tests.Families;

namespace GrokBench.Torch.Tests.Stacks;

/// <summary>What is wrong with one run's request is told to that run alone: it and the others go on to the bits they have without.</summary>
internal sealed class BadRequestTests
{
    private const int Stack = 3, Steps = 8;

    /// <summary>By what is wrong: examples of the run's shape, and rows of them.</summary>
    private static readonly Dictionary<string, (Func<Examples, Examples> Spoil, int First)> Requests = new(StringComparer.Ordinal)
    {
        ["a row that there is not"] = (examples => examples, 1_000_000),
        ["a label that there is not"] = (examples => With(examples, examples.Tokens, [.. examples.Labels.Select(_ => 999)]), 0),
        ["a token that there is not"] = (examples => With(examples, [.. examples.Tokens.Select(_ => 999)], examples.Labels), 0),
    };

    private static IEnumerable<string> Names => Requests.Keys;

    [Test]
    public void Differentiate_OneRunAsksForWhatCannotBe_OthersAndItselfKeepTheirBits([ValueSource(nameof(Names))] string wrong)
    {
        var before = LiveTensors.AfterCollection();
        TrainingSpec[] specs = [.. Enumerable.Range(0, Stack).Select(seed => CommittedRuns.Spec("mlp-side-by-side", (ulong)seed))];
        var learners = StackedRun.Stacked(TestEngines.Torch(Stack), specs);
        using var barrier = new Barrier(Stack);
        var states = Together.All(Stack, i =>
        {
            for (var step = 0; step < Steps; step++)
            {
                barrier.SignalAndWait();
                if (i == 1) Assert.That(() => Ask(learners[i], wrong), Throws.InstanceOf<ArgumentOutOfRangeException>());
                learners[i].Step();
            }

            return CommittedRuns.State(learners[i]);
        });
        foreach (var learner in learners) learner.Dispose();
        Assert.Multiple(() =>
        {
            Assert.That(LiveTensors.Count, Is.EqualTo(before), "tensors that hold memory");
            for (var i = 0; i < Stack; i++)
            {
                using var alone = CommittedRuns.Learner(specs[i], TestEngines.Torch(Stack));
                for (var step = 0; step < Steps; step++) alone.Step();
                Assert.That(states[i], Is.EqualTo(CommittedRuns.State(alone)), $"run {i}");
            }
        });
    }

    /// <summary>As many examples as a step has, so that the request is executed together with the others' steps.</summary>
    private static void Ask(NeuralLearner learner, string wrong)
    {
        var (spoil, first) = Requests[wrong];
        int[] rows = [.. Enumerable.Range(first, learner.Spec.BatchSize!.Value)];
        learner.Program.Differentiate(spoil(learner.Dataset.Examples), rows);
    }

    private static Examples With(Examples examples, int[] tokens, int[] labels) => new()
    {
        Count = examples.Count,
        TokenWidth = examples.TokenWidth,
        Tokens = tokens,
        LabelWidth = examples.LabelWidth,
        Labels = labels,
    };
}

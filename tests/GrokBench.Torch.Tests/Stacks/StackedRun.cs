using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;
using GrokBench.Torch.Tests.Families;

namespace GrokBench.Torch.Tests.Stacks;

/// <summary>A run that is trained and evaluated in a stack, with the bits that it comes to.</summary>
internal static class StackedRun
{
    public static int PlaceOf(NeuralLearner learner) => ((StackedProgram)learner.Program).Place;

    /// <summary>State and last loss after some steps, evaluated now and then, at steps that differ from seed to seed.</summary>
    public static (byte[] State, double Loss) Train(NeuralLearner learner, int steps)
    {
        var loss = double.NaN;
        for (var step = 0; step < steps; step++)
        {
            loss = learner.Step();
            if ((ulong)step % 7 == learner.Spec.Seed % 3) learner.Evaluate(learner.Splits[^1]);
        }

        return (CommittedRuns.State(learner), loss);
    }

    /// <summary>With a stack for itself, as no other run is there.</summary>
    public static byte[] Alone(TrainingSpec spec, int stack, int steps)
    {
        using var learner = CommittedRuns.Learner(spec, TestEngines.Torch(stack));
        return Train(learner, steps).State;
    }

    /// <summary>Learners in one stack, which has a place for each.</summary>
    public static NeuralLearner[] Stacked(IEngine engine, IEnumerable<TrainingSpec> specs)
    {
        NeuralLearner[] learners = [.. specs.Select(spec => CommittedRuns.Learner(spec, engine))];
        Assert.That(learners.Select(PlaceOf), Is.EqualTo(Enumerable.Range(0, learners.Length)), "places in one stack");
        return learners;
    }
}

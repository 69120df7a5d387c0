using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Tests.Families;
using GrokBench.Models.Tests.GaussianProcesses;
using GrokBench.Models.Tests.Learning.Linear;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Models.Tests.Learning;

/// <summary>The parts of a saved state are where a learner says that they are.</summary>
public sealed class StatePartsTests
{
    private static readonly TrainingSpec Mlp = new(Specs.Addition(7, 0.6), Specs.ReluMlp.With("width", 32), Specs.AdamW,
        Specs.Training("full"), Seed: 3);

    [Test]
    public void StateParts_Mlp_AreTensorsInOrderThenMoments()
    {
        using var learner = Create(Mlp);

        Assert.That(learner.StateParts.Select(part => part.Name), Is.EqualTo(
            ((NeuralLearner)learner).Program.Graph.Parameters.Slices.Select(slice => slice.Name)
                .Concat(["first-moment", "second-moment"])));
    }

    private static TestCaseData[] All =>
    [
        new TestCaseData(Mlp).SetArgDisplayNames("mlp"),
        new TestCaseData(Mlp with { Training = Mlp.Training.With("precision", "float64") }).SetArgDisplayNames("float64"),
        new TestCaseData(Processes.Spec(Processes.Regression(), Processes.Sine(20))).SetArgDisplayNames("gaussian-process"),
        new TestCaseData(Processes.Spec(Processes.Classification(), Processes.Interval(20))).SetArgDisplayNames("classification"),
        new TestCaseData(Lines.Miller(3)).SetArgDisplayNames("linear"),
        new TestCaseData(Lines.Levi("flow", inputs: 20, ratio: 0.5)).SetArgDisplayNames("flow"),
    ];

    [TestCaseSource(nameof(All))]
    public void StateParts_EveryLearner_CoverTheStateButForCounts(TrainingSpec spec)
    {
        using var learner = Create(spec);
        var parts = learner.StateParts;

        Assert.That(parts.Select(part => part.Name), Is.Unique);
        Assert.That(parts.Zip(parts.Skip(1), (one, next) => next.Start - one.Start - one.Length), Has.All.InRange(0, sizeof(int)));
        Assert.That(parts[^1].Start + parts[^1].Length, Is.EqualTo(Saved(learner).Length));
        Assert.That(parts[0].Start, Is.AtMost(24), "letters, version, updates and counts");
    }

    [Test]
    public void StateParts_OneTensorIsChanged_ItsBytesAloneAreOthers()
    {
        using var learner = (NeuralLearner)Create(Mlp);
        var before = Saved(learner);
        var slice = learner.Program.Graph.Parameters.Slices[1];
        learner.Program.Parameters.CopyFrom(slice.Offset, [7.0]);
        learner.Program.Parameters.CopyFrom(slice.Offset + slice.Shape.Count - 1, [7.0]);
        var after = Saved(learner);

        bool Same(StatePart part) =>
            before.AsSpan((int)part.Start, (int)part.Length).SequenceEqual(after.AsSpan((int)part.Start, (int)part.Length));
        Assert.That(learner.StateParts.Where(part => !Same(part)).Select(part => part.Name), Is.EqualTo(new[] { slice.Name }));
    }

    private static ILearner Create(TrainingSpec spec) => ((IFamily)spec.Model.Kind).Create(spec, CpuEngine.Create(), threads: 1);

    private static byte[] Saved(ILearner learner)
    {
        using var stream = new MemoryStream();
        learner.Save(stream);
        return stream.ToArray();
    }
}

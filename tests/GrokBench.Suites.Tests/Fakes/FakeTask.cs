using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors;

namespace GrokBench.Suites.Tests.Fakes;

/// <summary>Two examples, one to train on and one to test with; the learner does not look at them.</summary>
public sealed class FakeTask : ITask
{
    public string Name => "fake-task";

    public int Version => 1;

    public string Summary => "Two examples.";

    public ImmutableArray<Setting> Settings => [];

    /// <summary>Datasets made so far.</summary>
    public int Created { get; private set; }

    public TaskShape Shape(Choice settings) =>
        new() { Examples = 2, OperandColumns = [], Outputs = 1, TrainingExamples = 1, Chance = 0, Splits = ["train", "test"] };

    public IEnumerable<SettingProblem> Check(Choice settings) => [];

    public Dataset Create(Choice settings, ulong seed)
    {
        Created++;
        return new(new Examples { Count = 2, InputWidth = 1, Inputs = [seed, 1] }, [new Split("train", [0]), new Split("test", [1])]);
    }
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors;

namespace GrokBench.Models.Tests.GaussianProcesses;

/// <summary>A task of given points, the first of which train.</summary>
internal sealed class GivenPoints(Examples examples, int train) : ITask
{
    public string Name => "given-points";

    public int Version => 1;

    public string Summary => "Given points.";

    public ImmutableArray<Setting> Settings => [];

    public TaskShape Shape(Choice settings) => new()
    {
        OperandColumns = [],
        InputWidth = examples.InputWidth,
        LabelCount = examples.LabelWidth,
        Outputs = examples.LabelWidth == 0 ? 1 : 2,
        TrainingExamples = train,
        Examples = examples.Count,
        Chance = double.NaN,
        Splits = [.. Create(settings, 0).Splits.Select(split => split.Name)],
    };

    public IEnumerable<SettingProblem> Check(Choice settings) => [];

    /// <summary>Splits <c>train</c>, <c>test</c> and, of one other point each, <c>point:0</c> and so on.</summary>
    public Dataset Create(Choice settings, ulong seed)
    {
        var rows = Enumerable.Range(0, examples.Count).ToArray();
        return new Dataset(examples, [new("train", rows[..train]), new("test", rows[train..]), .. rows[train..].Select(row => new Split($"point:{row - train}", [row]))]);
    }
}

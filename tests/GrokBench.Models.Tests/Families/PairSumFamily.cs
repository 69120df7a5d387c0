using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Families;

/// <summary>One trained vector of logits per operand; the answer is their sum.</summary>
public sealed class PairSumFamily : NeuralFamily
{
    public override string Name => "pair-sum";

    public override int Version => 1;

    public override string Summary => "The sum of one vector of logits per operand.";

    public override ImmutableArray<Setting> Settings { get; } =
    [
        new("init-deviation", SettingType.Number(0, leastExcluded: true), null, "Standard deviation of the initial table."),
    ];

    public override IEnumerable<SettingProblem> Check(Choice settings, TaskShape task)
    {
        if (task.LabelCount != 1) yield return new("kind", "a sequence model, or a task with one label per example");
    }

    public override Graph Graph(Choice settings, TaskShape task, Loss loss)
    {
        var graph = new GraphBuilder();
        var init = new NormalInitialiser(settings.Number("init-deviation"));
        var table = graph.Parameter("table", task.Operands, task.Outputs, init);
        return graph.Build(graph.SumRows(graph.Gather(table, task.OperandColumns)), loss);
    }
}

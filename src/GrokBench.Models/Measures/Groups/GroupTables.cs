using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures.Tables;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Measures.Groups;

/// <summary>What the measures of group tables read of a run.</summary>
internal static class GroupTables
{
    /// <summary>Subgroups, irreps and what follows from them are found in time that grows with a power of this.</summary>
    private const int MostElements = 120;

    /// <summary>Why a run learns no group's table, in a few words; null where it does.</summary>
    public static string? Obstacle(TrainingSpec spec)
    {
        if (spec.Task.Kind is not BinaryOperationTask task) return "the task is no product of a group";

        // Before a large group's table is made.
        if (task.Shape(spec.Task).Operands > MostElements)
            return FormattableString.Invariant($"the table has more than {MostElements} elements");
        return task.Group(spec.Task) is null ? "the task is no product of a group" : PairTap.Obstacle(spec);
    }

    /// <summary>The same where hidden units must read one-hot operands without an embedding.</summary>
    public static string? OperandObstacle(TrainingSpec spec, Graph published) =>
        Obstacle(spec) ?? (published.Taps.ContainsKey(LayerTaps.Operands) ? null : "the model has no layer on one-hot operands");

    /// <summary>Of a run without <see cref="Obstacle"/>.</summary>
    public static FiniteGroup Group(TrainingSpec spec) => ((BinaryOperationTask)spec.Task.Kind).Group(spec.Task)!;

    /// <summary>What the first layer's units read of the elements: 2n x units, row-major, the first operand's elements first.</summary>
    public static double[] Operands(NeuralLearner learner)
    {
        var table = learner.Published.Parameters[MlpGraph.FirstLayerWeight];
        var values = new double[table.Shape.Count];
        learner.Program.Parameters.CopyTo(table.Offset, values);
        return values;
    }
}

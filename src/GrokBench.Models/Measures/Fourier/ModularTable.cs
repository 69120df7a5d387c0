using GrokBench.Models.Learning;
using GrokBench.Models.Measures.Tables;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Measures.Fourier;

/// <summary>
/// Which runs have the tables that a discrete Fourier transform over the integers modulo p needs: all p² pairs, and at least one frequency,
/// 1 to (p - 1)/2.
/// </summary>
internal static class ModularTable
{
    /// <summary>Why a run has no hidden units for every pair of integers modulo p, in a few words; null where it has.</summary>
    public static string? UnitsObstacle(TrainingSpec spec, Graph published)
    {
        if (Obstacle(spec) is { } obstacle) return obstacle;
        if (PairTap.HiddenUnits(published) is not { } tap) return "the model names no hidden layer";
        var pairs = ((ITask)spec.Task.Kind).Shape(spec.Task).Examples;
        return ArraySize.Fits(pairs, tap.Width) ? null : "its hidden layer has too many values in all pairs together";
    }

    /// <summary>Why a run has no logits of x + y for every pair of integers modulo p, in a few words; null where it has.</summary>
    public static string? AdditionObstacle(TrainingSpec spec, Graph published)
    {
        if (Obstacle(spec) is { } obstacle) return obstacle;
        if (spec.Task.Word("operation") != "x+y") return "the operation is not x+y";
        var task = ((ITask)spec.Task.Kind).Shape(spec.Task);
        if (PairTap.Logits(published, task) is null) return "the model has no output per element";
        return ArraySize.Fits(task.Examples, task.Operands) ? null : "its outputs have too many values in all pairs together";
    }

    private static string? Obstacle(TrainingSpec spec)
    {
        if (spec.Task.Kind is not ModularArithmetic) return "the task's elements have no frequencies";
        return spec.Task.Integer("modulus") < 3 ? "the modulus is below 3, so that there is no frequency" : PairTap.Obstacle(spec);
    }
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Losses;

public sealed class MeanSquaredError : ILoss
{
    public string Name => "mse";

    public int Version => 1;

    public string Summary => "Squared difference to the one-hot label or the real targets, mean over outputs.";

    public ImmutableArray<Setting> Settings => [];

    public LossFunction Function(Choice settings, TaskShape task) =>
        task.HasRealTargets ? new SquaredErrorLoss() : new SquaredErrorOneHotLoss();
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Losses;

public sealed class Hinge : ILoss
{
    public string Name => "hinge";

    public int Version => 1;

    public string Summary => "max(0, 1 - y f) of one output f and a sign y.";

    public ImmutableArray<Setting> Settings => [];

    public LossFunction Function(Choice settings, TaskShape task) => new HingeLoss();
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Losses;

public sealed class CrossEntropy : ILoss
{
    public string Name => "cross-entropy";

    public int Version => 1;

    public string Summary => "Minus the logarithm of the label's softmax probability.";

    public ImmutableArray<Setting> Settings => [];

    public LossFunction Function(Choice settings, TaskShape task) => new CrossEntropyLoss();
}

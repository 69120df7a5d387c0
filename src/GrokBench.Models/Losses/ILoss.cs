using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Losses;

/// <summary>What a suite can name as <c>train.loss</c>: by its name alone, or as a mapping of <c>kind</c> and its settings.</summary>
public interface ILoss : IKind
{
    /// <summary>
    /// The function that the loss is in a task. Whether the task has what the function compares outputs with, is checked by those who
    /// ask.
    /// </summary>
    LossFunction Function(Choice settings, TaskShape task);
}

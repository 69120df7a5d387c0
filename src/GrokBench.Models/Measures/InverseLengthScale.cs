using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.GaussianProcesses;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>
/// One over each length scale of a Gaussian process's kernel, <c>inverse-length-scale/1</c> and so on (Miller et al. 2023, appendix J.1). Where the task says which inputs are relevant
/// and each input has a length scale, also the least of the relevant ones and the greatest of the others.
/// </summary>
public sealed class InverseLengthScale : IMeasure
{
    public string Name => "inverse-length-scale";

    public int Version => 1;

    public string Summary => "One over each length scale of a Gaussian process's kernel: how much an input counts.";

    public ImmutableArray<Setting> Settings => [];

    public ImmutableArray<string> Series(TrainingSpec spec)
    {
        IEnumerable<string> parts = Enumerable.Range(1, Count(spec)).Select(dimension => FormattableString.Invariant($"{Name}/{dimension}"));
        return Relevant(spec) is null ? [.. parts] : [.. parts, $"{Name}/least-relevant", $"{Name}/greatest-irrelevant"];
    }

    public string? Obstacle(TrainingSpec spec) => spec.Model.Kind is GaussianProcessFamily ? null : $"{spec.Model.Kind.Name} has no length scales";

    public double Operations(TrainingSpec spec) => Count(spec);

    public long Bytes(TrainingSpec spec, IEngine engine) => sizeof(double) * (long)Count(spec);

    public void Evaluate(ILearner learner, TrainingSpec spec, Span<double> values)
    {
        var inverse = ((GaussianProcessLearner)learner).InverseLengthScales();
        inverse.CopyTo(values);
        if (Relevant(spec) is { } relevant) (values[^2], values[^1]) = (inverse[..relevant].Min(), inverse[relevant..].Max());
    }

    /// <summary>How many of the length scales, the first ones, belong to relevant inputs, where that divides them.</summary>
    private static int? Relevant(TrainingSpec spec) => Shape(spec).RelevantInputs is { } relevant && relevant > 0 && relevant < Count(spec) ? relevant : null;

    private static int Count(TrainingSpec spec) => Hyperparameters.LengthScaleCount(spec.Model, Shape(spec).InputWidth);

    private static TaskShape Shape(TrainingSpec spec) => ((ITask)spec.Task.Kind).Shape(spec.Task);
}

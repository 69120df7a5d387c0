using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>One of the two terms of an <see cref="ITwoTermLearner"/>'s objective.</summary>
public abstract class TwoTermMeasure : IMeasure
{
    public abstract string Name { get; }

    public int Version => 1;

    public abstract string Summary { get; }

    public ImmutableArray<Setting> Settings => [];

    public ImmutableArray<string> Series(TrainingSpec spec) => [Name];

    public string? Obstacle(TrainingSpec spec) => spec.Model.Kind is ITwoTermFamily family
        ? family.Obstacle(spec)
        : $"the objective of {spec.Model.Kind.Name} is no data fit plus a complexity";

    public double Operations(TrainingSpec spec) => ((IFamily)spec.Model.Kind).Cost(spec).EvaluationOperations;

    /// <summary>The learner computes its terms with what it has.</summary>
    public long Bytes(TrainingSpec spec, IEngine engine) => 0;

    public void Evaluate(ILearner learner, TrainingSpec spec, Span<double> values) => values[0] = Term((ITwoTermLearner)learner);

    protected abstract double Term(ITwoTermLearner learner);
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>Numbers computed from a learner at an evaluation, beyond loss and accuracy per split, which are always there.</summary>
public interface IMeasure : IKind
{
    /// <summary>Names of the series that this measure gives for a run, such as <c>weight-norm</c> and <c>weight-norm/embed</c>.</summary>
    ImmutableArray<string> Series(TrainingSpec spec);

    /// <summary>Null when the measure is defined for such a run, else why not, in a few words.</summary>
    string? Obstacle(TrainingSpec spec);

    /// <summary>Multiply-adds of one evaluation, for plans.</summary>
    double Operations(TrainingSpec spec);

    /// <summary>
    /// Most memory that this measure takes beside the learner, what it keeps from one evaluation to the next and a second learner
    /// included: a run is given as much.
    /// </summary>
    /// <param name="engine">On which the run would be trained.</param>
    long Bytes(TrainingSpec spec, IEngine engine);

    /// <param name="values">One per name of <see cref="Series"/>, in order; NaN where the value is undefined.</param>
    void Evaluate(ILearner learner, TrainingSpec spec, Span<double> values);
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Tensors.Engines;

namespace GrokBench.Suites.Tests.Fakes;

/// <summary>Gives the first component of the state, and its square.</summary>
/// <param name="shift">Added to the component, but not at step 0: a change of behaviour.</param>
public sealed class FakeMeasure(string name, int version = 1, double shift = 0) : IMeasure
{
    public string Name => name;

    public int Version => version;

    public string Summary => "The state itself.";

    public ImmutableArray<Setting> Settings => [];

    public ImmutableArray<string> Series(TrainingSpec spec) => [name, $"{name}/squared"];

    public string? Obstacle(TrainingSpec spec) => null;

    public double Operations(TrainingSpec spec) => 1;

    public long Bytes(TrainingSpec spec, IEngine engine) => 0;

    public void Evaluate(ILearner learner, TrainingSpec spec, Span<double> values)
    {
        values[0] = ((FakeLearner)learner).First + (learner.Steps == 0 ? 0 : shift);
        values[1] = values[0] * values[0];
    }
}

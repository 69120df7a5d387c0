using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Measures;

/// <summary>A measure of models that are graphs trained by gradient; it has no settings.</summary>
public abstract class NeuralMeasure : IMeasure
{
    public abstract string Name { get; }

    public abstract int Version { get; }

    public abstract string Summary { get; }

    public ImmutableArray<Setting> Settings => [];

    public virtual ImmutableArray<string> Series(TrainingSpec spec) => [Name];

    public string? Obstacle(TrainingSpec spec) =>
        spec.Model.Kind is NeuralFamily ? NeuralObstacle(spec) : $"{spec.Model.Kind.Name} is not trained by gradient";

    public abstract double Operations(TrainingSpec spec);

    public abstract long Bytes(TrainingSpec spec, IEngine engine);

    public void Evaluate(ILearner learner, TrainingSpec spec, Span<double> values) => Evaluate((NeuralLearner)learner, values);

    /// <summary>What <see cref="Obstacle"/> says about a run of a neural family.</summary>
    protected virtual string? NeuralObstacle(TrainingSpec spec) => null;

    protected abstract void Evaluate(NeuralLearner learner, Span<double> values);

    protected static TaskShape Task(TrainingSpec spec) => ((ITask)spec.Task.Kind).Shape(spec.Task);

    /// <summary>The model as its family writes it, with the names that it gives to nodes.</summary>
    protected static Graph Published(TrainingSpec spec) => ((NeuralFamily)spec.Model.Kind).Model(spec, Task(spec));

    protected static ParameterLayout Parameters(TrainingSpec spec) => Published(spec).Parameters;
}

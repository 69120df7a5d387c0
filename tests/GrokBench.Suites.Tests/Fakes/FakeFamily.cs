using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;

namespace GrokBench.Suites.Tests.Fakes;

/// <summary>Makes <see cref="FakeLearner"/>s and lets a test act between their steps.</summary>
public sealed class FakeFamily : IFamily
{
    public string Name => "fake-family";

    public int Version => 1;

    public string Summary => "Arithmetic that forgets nothing.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("diverge-at", SettingType.Integer(0), int.MaxValue, "The step whose loss is NaN."),
    ];

    public bool IsProgram { get; init; } = true;

    public string? Shape { get; init; }

    /// <summary>Of the learners that are made.</summary>
    public int Stack { get; set; } = 1;

    /// <summary>Called at the beginning of every step with the number of updates made.</summary>
    public Action<long>? Stepping { get; set; }

    /// <summary>Added to the initial state: a change of behaviour without a new version.</summary>
    public double Shift { get; set; }

    /// <summary>Learners made so far.</summary>
    public int Created { get; private set; }

    /// <summary>Threads the last learner has.</summary>
    public int Threads { get; set; }

    public string? ProgramShape(TrainingSpec spec) => Shape;

    public IEnumerable<SettingProblem> Check(Choice settings, TaskShape task) => [];

    public LearnerCost Cost(TrainingSpec spec) => new(3, 3, 3);

    /// <summary>Threads that a step can keep busy.</summary>
    public int Busy { get; init; } = int.MaxValue;

    public ResourceNeeds Needs(TrainingSpec spec, IEngine engine, int threads) => new(Math.Min(threads, Busy), 23 + threads);

    public ILearner Create(TrainingSpec spec, IEngine engine, int threads)
    {
        Created++;
        Threads = threads;
        return new FakeLearner(this, spec.Seed, spec.Model.Integer("diverge-at")) { Dataset = ((ITask)spec.Task.Kind).Create(spec.Task, spec.DataSeed) };
    }
}

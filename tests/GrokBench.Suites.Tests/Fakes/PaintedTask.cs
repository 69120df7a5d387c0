using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;

namespace GrokBench.Suites.Tests.Fakes;

/// <summary>What stands in for <see cref="FileTask"/>; also a task that a suite may ask for itself.</summary>
public class PaintedTask : ITask
{
    public virtual string Name => "painted";

    public int Version => 1;

    public string Summary => "Examples that are made up.";

    public ImmutableArray<Setting> Settings => [new("train", SettingType.Integer(1), null, "Training examples.")];

    public TaskShape Shape(Choice settings) => new FakeTask().Shape(settings);

    public IEnumerable<SettingProblem> Check(Choice settings) => [];

    public Dataset Create(Choice settings, ulong seed) => new FakeTask().Create(settings, seed);
}

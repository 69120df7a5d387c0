using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Quantities;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Planning;

/// <summary>Suites of fake runs. A run's identity is its seed and the step at which it would diverge, here the value of axis <c>model.diverge-at</c>.</summary>
internal static class Planned
{
    /// <summary>One millisecond per step or evaluation of the fake family.</summary>
    public static CostModel Costs { get; } =
        new(new EngineChoice(new FakeEngine()), _ => new StepTimes([new StepTime(1, 0.001), new StepTime(3, 0.001)]), cores: 1);

    public static Suite Suite(string name, ImmutableArray<RunGroup> groups, params ImmutableArray<Claim> claims) =>
        new(name, $"{name}.yaml", "ci", new Paper("", "", 2026, "", ""), [], groups, claims);

    /// <param name="divergeAt">One cell for each.</param>
    public static RunGroup Group(string name, int seeds, long steps, params int[] divergeAt) => Group(name, true, seeds, steps, divergeAt);

    public static RunGroup Group(string name, bool included, int seeds, long steps, params int[] divergeAt) => Group(name, included, new FakeFamily(), seeds, steps, divergeAt);

    public static RunGroup Group(string name, FakeFamily family, int seeds, long steps, params int[] divergeAt) => Group(name, true, family, seeds, steps, divergeAt);

    private static RunGroup Group(string name, bool included, FakeFamily family, int seeds, long steps, params int[] divergeAt)
    {
        ImmutableArray<ulong> all = [.. Enumerable.Range(0, seeds).Select(seed => (ulong)seed)];
        var observation = Fake.Observation(steps, every: 10);
        var cells = divergeAt.Select(value => new Cell(
            name,
            [new Coordinate("model.diverge-at", value)],
            [.. all.Select(seed => new RunSpec(Fake.Training(family, value, seed), observation))]));
        return new RunGroup(name, "", included, ["model.diverge-at"], [.. cells], all, []);
    }

    public static Claim Claim(string id, string group, params SettingValue[] where) =>
        new(id, "", "", "", Strength.Strong, "", new ThresholdCheck(
            new CellSelector(group, where.Length == 0 ? [] : [new AxisFilter("model.diverge-at", [.. where])]), new EventStep("t_gen"), null, 1, null));
}

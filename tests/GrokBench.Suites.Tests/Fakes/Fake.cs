using System.Collections.Immutable;
using GrokBench.Models;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Tests.Fakes;

/// <summary>Specs of fake runs.</summary>
public static class Fake
{
    /// <summary>Accuracy at 0.75: on train reached at step 15, on test at step 150.</summary>
    public static ImmutableArray<EventSpec> Events { get; } =
    [
        new("t_mem", "train.accuracy", Comparison.AtLeast, 0.75, 2),
        new("t_gen", "test.accuracy", Comparison.AtLeast, 0.75, 2),
    ];

    public static ImmutableSortedDictionary<string, IMeasure> Measures { get; } = new IMeasure[] { new FakeMeasure("alpha"), new FakeMeasure("beta"), new FakeMeasure("Zeta") }
        .ToImmutableSortedDictionary(measure => measure.Name, measure => measure, StringComparer.Ordinal);

    public static TrainingSpec Training(FakeFamily family, int divergeAt = int.MaxValue, ulong seed = 0) =>
        new(new Choice(new FakeTask(), []), new Choice(family, [new("diverge-at", divergeAt)]), new Choice(new FakeKind("fake-optimiser"), []),
            new Choice(Catalogue.Training, [new("batch", "full"), new("loss", "mse")]), seed);

    /// <param name="stopAfter">The event whose hold ends the run, 20 % later; null for none.</param>
    public static Observation Observation(long steps, int perDecade = 0, int every = 0, string? stopAfter = null, params string[] measures) =>
        new(steps, new Schedule(perDecade, every), [.. measures], Events,
            stopAfter is null ? null : new StopRule([stopAfter], 0.2), new PhaseRule("t_mem", "t_gen", 5));
}

using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Models;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Suites;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Tests.Html.Synthetic;

/// <summary>Run groups of the made-up kinds, and results for them.</summary>
internal static class SyntheticRuns
{
    public const string Engine = "cpu-1-0123456789abcdef";

    private static readonly SyntheticTask Task = new();

    private static readonly SyntheticKind Model = new("made-up-transformer", new("width", SettingType.Integer(1), null, "Residual width."), new("layers", SettingType.Integer(1), 1, "Blocks."));

    private static readonly SyntheticKind Optimiser = new(
        "made-up-adamw", new("learning-rate", SettingType.Number(0), null, "Step size."), new("weight-decay", SettingType.Number(0), null, "Decoupled decay."));

    private static readonly TrainingKind Training = Catalogue.Training;

    public static Observation Observation(long budget) => new(
        budget,
        new Schedule(25, 0),
        ["weight-norm"],
        [new EventSpec("t_mem", "train.accuracy", Comparison.AtLeast, 0.99, 3), new EventSpec("t_gen", "test.accuracy", Comparison.AtLeast, 0.99, 3)],
        new StopRule(["t_gen"], 0.2),
        new PhaseRule("t_mem", "t_gen", 5));

    /// <summary>One cell: a run per seed.</summary>
    public static Cell Cell(string group, int modulus, double fraction, double decay, Observation observation, ImmutableArray<ulong> seeds, params ImmutableArray<Coordinate> coordinates)
    {
        var task = new Choice(Task, [KeyValuePair.Create("modulus", (SettingValue)modulus), KeyValuePair.Create("train", (SettingValue)fraction)]);
        var optimiser = Optimiser.Of(("learning-rate", 1e-3), ("weight-decay", decay));
        var training = new Choice(Training, [KeyValuePair.Create("batch", (SettingValue)"full"), KeyValuePair.Create("loss", (SettingValue)"cross-entropy")]);
        return new Cell(group, coordinates, [.. seeds.Select(seed => new RunSpec(new TrainingSpec(task, Model.Of(("width", 64)), optimiser, training, seed), observation))]);
    }

    public static RunResult Result(RunSpec spec, SyntheticCurve shape)
    {
        var curve = shape.Build();
        return Result(spec, curve, shape.DivergesAt <= shape.Last);
    }

    public static RunResult Result(RunSpec spec, Curve curve, bool diverged) => new(spec, Record(spec, curve, diverged), curve);

    private static RunRecord Record(RunSpec spec, Curve curve, bool diverged) => new(
        RunRecord.CurrentSchema,
        spec.Id.Text,
        Engine,
        diverged ? RunStatus.Diverged : RunStatus.Complete,
        curve.Steps[^1],
        spec.Observation.Steps,
        diverged ? "the loss became NaN" : null,
        Events.LocateAll(curve, spec.Observation.Events.Where(item => curve.Series.ContainsKey(item.Series))),
        ImmutableSortedDictionary<string, double>.Empty,
        [new TrajectoryPoint(0, Digest(spec, 0)), new TrajectoryPoint(curve.Steps[^1], Digest(spec, curve.Steps[^1]))],
        ImmutableSortedDictionary<string, string>.Empty,
        new Provenance("0.1.0", "abc1234", "avx512", ".NET 10.0.1", "Linux x64", 1, Digest(spec, -1), new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.Zero), 4.25, 4.0));

    private static string Digest(RunSpec spec, long step) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{spec.Id} {step}"))));
}

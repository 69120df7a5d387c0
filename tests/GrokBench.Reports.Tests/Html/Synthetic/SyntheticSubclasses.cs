using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Suites;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Tests.Html.Synthetic;

/// <summary>Runs on a real task of subclasses with made-up curves.</summary>
internal static class SyntheticSubclasses
{
    /// <summary>Four classes of two subclasses, the second of which is sparse (<paramref name="factor"/> 0.2), left out (0) or as common as the first (1).</summary>
    public static Cell Cell(string group, double factor, Observation observation, ImmutableArray<ulong> seeds)
    {
        var task = new Choice(
            new SubclassShift(), [new("construction", "equidistant"), new("noise", 0.15), new("train", 100), new("factor", factor), new("sparse", 1), new("test", 400)]);
        return new Cell(group, [], [.. SyntheticRuns.Cell(group, 4, 0.5, 1, observation, seeds).Runs.Select(spec => new RunSpec(spec.Training with { Task = task }, observation))]);
    }

    /// <summary>Accuracy of class c is (c + 1)/4 at the end, that of its first subclass as much, that of its second one half of it.</summary>
    public static RunResult Result(RunSpec spec)
    {
        var result = SyntheticRuns.Result(spec, new SyntheticCurve(20, 300, spec.Observation.Steps, spec.Training.Seed, 0.25, spec.Observation.Schedule));
        var series = result.Curve.Series.ToBuilder();
        for (var label = 0; label < 4; label++)
        {
            Add($"class:{label}", (label + 1) / 4.0);
            Add($"subclass:{2 * label}", (label + 1) / 4.0);
            Add($"subclass:{2 * label + 1}", (label + 1) / 8.0);
        }

        return result with { Curve = new Curve(result.Curve.Steps, series.ToImmutable()) };

        void Add(string split, double last) =>
            series[$"{split}.accuracy"] = [.. result.Curve.Series["test.accuracy"].Select(value => value * last / result.Curve.Series["test.accuracy"][^1])];
    }
}

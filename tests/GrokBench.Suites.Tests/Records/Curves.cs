using System.Collections.Immutable;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Records;

/// <summary>Curves written out by hand.</summary>
internal static class Curves
{
    /// <summary>Evaluations every <paramref name="every"/> steps from 0.</summary>
    public static Curve Of(int every, params (string Series, double[] Values)[] series) => new(
        [.. Enumerable.Range(0, series[0].Values.Length).Select(i => (long)i * every)],
        series.ToImmutableSortedDictionary(entry => entry.Series, entry => entry.Values.ToImmutableArray(), StringComparer.Ordinal));

    /// <summary>
    /// A complete run of the fake family, evaluated every 10 steps up to the last: train accuracy is s / (s + 5), test accuracy s / (s + 50). Its
    /// digest ends at steps 64 and the last.
    /// </summary>
    public static StoredRun Stored(RunSpec spec, long last)
    {
        double[] At(Func<long, double> value) => [.. Enumerable.Range(0, (int)(last / 10) + 1).Select(i => value(10L * i))];
        var curve = Of(
            10, ("train.loss", At(step => 1.0 / (step + 1))), ("train.accuracy", At(step => step / (step + 5.0))), ("test.loss", At(step => 2.0 / (step + 1))),
            ("test.accuracy", At(step => step / (step + 50.0))), ("step-loss.min", At(_ => 1)), ("step-loss.median", At(_ => 2)), ("step-loss.max", At(_ => 3)));
        var record = new RunRecord(
            RunRecord.CurrentSchema, spec.Id.Text, new FakeEngine().Identity.ToString(), RunStatus.Complete, last, last, null,
            ImmutableSortedDictionary<string, EventOutcome>.Empty, Coverage.LastValues(curve),
            [.. new[] { 0L, 64L, last }.Where(step => step <= last).Select(step => new TrajectoryPoint(step, FormattableString.Invariant($"d{step}")))],
            SeriesDigest.Of(curve), new Provenance("0.1.0", "", "", "", "", 1, "", default, 1.5, double.NaN));
        return new StoredRun(record with { Settings = RunSettings.Of(spec.Training) }, curve);
    }
}

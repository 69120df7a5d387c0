using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Models;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Reports.Faults;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Runner.Verifying;

/// <summary>Which records this build can train again on its engines, and as what.</summary>
internal sealed class Repeatable(EngineChoice engines, Func<CostModel> costs)
{
    private readonly Lazy<CostModel> costs = new(costs);

    /// <summary>Why a run cannot be trained again here, in words that runs of the same obstacle share; null where it can.</summary>
    public string? Obstacle(FoundRecord found)
    {
        if (!Engines.Contains(found.Engine)) return $"of engine {found.Engine}; this build has {string.Join(" and ", Engines)}";
        try
        {
            var training = found.Spec();
            if (engines.IdentityOf(training) is var identity && identity != found.Engine)
                return $"of engine {found.Engine}; this build trains such a run on {identity}";
            if (training.Task.Kind is IFileTask task && task.Missing(training.Task) is { } missing)
                return $"{missing}; grokbench data downloads the files";
            var (stack, here) = (found.Record!.Provenance.Stack, engines.Of(training).Stack);
            return stack == here
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"one of a stack of {stack}, where this is a stack of {here}");
        }
        catch (InvalidDataException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>What is to be trained; the problem is that the settings do not go together in this build.</summary>
    /// <param name="kept">Of a run without <see cref="Obstacle"/>.</param>
    public Reading<Repetition> Of(Candidate candidate, StoredRun kept)
    {
        try
        {
            return new(Prepare(candidate, kept), null);
        }
        catch (Exception exception) when (exception is not (StoreException or EngineException) && Fault.IsLocal(exception))
        {
            // Suites are validated; a specification that was written elsewhere need not fit.
            return new(null, $"it cannot be trained by this build: {Fault.MessageOf(exception)}");
        }
    }

    private Repetition Prepare(Candidate candidate, StoredRun kept)
    {
        var (training, steps, curve) = (candidate.Found.Spec(), kept.Record.Steps, kept.Curve);
        var whole = new Observation(steps, new Schedule(0, 0), [], [], null, new PhaseRule("", "", 1));
        var name = candidate.Cell.Length == 0 ? candidate.Found.Id.Text : candidate.Cell;
        var asked = new AskedRun(candidate.Suites[0], name, new RunSpec(training, whole));

        // The evaluations of the record are demanded by the record itself; for the prediction as many, evenly spaced.
        var every = (int)Math.Clamp(steps / Math.Max(1, curve.Steps.Length - 1), 1, int.MaxValue);
        var watched = whole with { Schedule = new Schedule(0, every), Measures = [.. Measures(training, curve)] };
        var cost = costs.Value.Of(new RunSpec(training, watched));
        var planned = new PlannedRun([asked], cost) { Stack = costs.Value.StackOf(asked.Spec) };
        return new Repetition(candidate, kept, planned, [.. LeftOut(asked.Spec, kept)]);
    }

    private IEnumerable<EngineIdentity> Engines => new[] { engines.Asked.Identity, engines.BuiltIn.Identity }.Distinct();

    private static IEnumerable<string> Measures(TrainingSpec training, Curve curve) => Catalogue.Measures.Values
        .Where(measure => measure.Obstacle(training) is null && measure.Series(training).All(curve.Series.ContainsKey))
        .Select(measure => measure.Name);

    /// <summary>A record of schema 1 does not tell versions: its measures are held against those of today.</summary>
    private static IEnumerable<string> LeftOut(RunSpec spec, StoredRun kept)
    {
        var versions = MeasureVersions.Of(kept.Record);
        var watched = spec.Observation with { Measures = [.. Measures(spec.Training, kept.Curve)] };
        var computed = Coverage.SeriesOf(new RunSpec(spec.Training, watched), Catalogue.Measures);
        return kept.Curve.Series.Keys.Where(series => !computed.Contains(series) || HasMoved(MeasureVersions.MeasureOf(series)));

        bool HasMoved(string measure) => versions.TryGetValue(measure, out var version) && Catalogue.Measures[measure].Version != version;
    }
}

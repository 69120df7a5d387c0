using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Snapshots;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>
/// Makes one cell of a run group: its settings, checked singly and together, what can be observed of it, and a run per seed.
/// </summary>
internal sealed class CellReader(KnownKinds kinds, EventTable events, ObserveText observe, ProblemList problems)
{
    private static readonly ImmutableArray<string> StepLosses = ["step-loss.max", "step-loss.median", "step-loss.min"];

    private readonly Dictionary<long, long> evaluations = [];

    /// <param name="sections">Those of task, model, optimiser and train that are there, with the cell's coordinates written in.</param>
    /// <returns>Null where (reported) the cell has a problem.</returns>
    public ResolvedCell? Read(
        string group, ImmutableArray<Coordinate> coordinates, IReadOnlyDictionary<string, YamlMapping> sections, ImmutableArray<ulong> seeds)
    {
        if (Settings(sections, seeds[0]) is not var (training, steps)) return null;
        var name = new Cell(group, coordinates, []).Name;
        var before = problems.Misses;
        var series = Series(training, name);
        var observation = Observation(name, steps, series);
        CheckSnapshots(training, name);
        if (problems.Misses != before) return null;
        var first = observation with { Snapshots = observe.Snapshots is not null };
        return new ResolvedCell(
            new Cell(group, coordinates, [.. seeds.Select((seed, i) => new RunSpec(training with { Seed = seed }, i == 0 ? first : observation))]), series);
    }

    private long Evaluations(long steps)
    {
        if (!evaluations.TryGetValue(steps, out var count)) evaluations[steps] = count = observe.Schedule.Count(steps);
        return count;
    }

    private (TrainingSpec Training, long Steps)? Settings(IReadOnlyDictionary<string, YamlMapping> sections, ulong seed)
    {
        // Each section by itself, so that one wrong section does not hide the problems of the others.
        var task = Choice("task", kinds.Tasks, out var taskKind);
        var model = Choice("model", kinds.Families, out var family);
        var optimiser = Choice("optimiser", kinds.Optimisers, out var optimiserKind);
        var stages = new StageReader(events, problems);
        var train = sections.GetValueOrDefault("train") is { } written ? stages.WithEvents(written) : null;
        var steps = train is null ? null : Steps(train);
        var training = train is null ? null : ChoiceReader.Read(train.Without(Keys.Steps.Name), "train", kinds.Training, problems, Keys.Steps.Name);

        // Then what one setting demands of another, as far as the parts are there.
        var agree = optimiser is null || ChoiceReader.Agrees(sections["optimiser"], "optimiser", optimiser, optimiserKind!.Check(optimiser), problems);
        if (task is null || !ChoiceReader.Agrees(sections["task"], "task", task, taskKind!.Check(task), problems)) return null;
        var shape = taskKind!.Shape(task);
        agree &= ChoiceReader.Agrees(sections["task"], "task", task, shape.CheckSize(), problems);
        agree &= model is null || ChoiceReader.Agrees(sections["model"], "model", model, family!.Check(model, shape), problems);
        agree &= training is null || ChoiceReader.Agrees(train!, "train", training, TrainingKind.Check(training, shape), problems);
        agree &= training is null || family is null || ChoiceReader.Agrees(train!, "train", training, family.CheckTraining(training, shape), problems);
        agree = agree && (model is null || ChoiceReader.Agrees(
            sections["model"], "model", model, family!.CheckSize(model, shape), problems));
        if (!agree || model is null || optimiser is null || training is null || steps is null) return null;
        if (!ChoiceReader.Agrees(sections["optimiser"], "optimiser", optimiser, family!.CheckOptimiser(model, shape, optimiser), problems)) return null;
        if (!ChoiceReader.Agrees(train!, "train", training, family.CheckBatch(model, shape, training), problems)) return null;
        return stages.Read(new TrainingSpec(task, model, optimiser, training, seed), train!, steps.Value) is { } spec ? (spec, steps.Value) : null;

        Choice? Choice<T>(string title, IReadOnlyDictionary<string, T> known, out T? kind)
            where T : class, IKind
        {
            kind = null;
            if (!sections.TryGetValue(title, out var section)) return null;
            kind = ChoiceReader.Kind(section, title, known, problems);
            return kind is null ? null : ChoiceReader.Read(section, title, kind, problems);
        }
    }

    private long? Steps(YamlMapping train)
    {
        if (train[Keys.Steps.Name] is not { } node)
        {
            // A misspelt setting is not a missing one as well.
            var known = kinds.Training.Settings.Select(setting => setting.Name).Prepend(Keys.Steps.Name).ToList();
            if (train.Entries.All(entry => Spelling.Nearest(entry.Key.Text, known) != Keys.Steps.Name)) problems.Add(train.Mark, "train without 'steps'", Keys.Steps.Expectation);
            return null;
        }

        if (node.ToSettingValue() is { } value && Keys.Steps.Type!.Accepts(value)) return (long)(double)value.Content;
        problems.Add(node.Mark, $"train.steps is {node.Description}", Keys.Steps.Expectation);
        return null;
    }

    private ImmutableSortedSet<string> Series(TrainingSpec training, string cell)
    {
        var shape = kinds.Tasks[training.Task.Kind.Name].Shape(training.Task);
        var scores = shape.Splits.SelectMany(split => shape.HasAccuracy ? new[] { $"{split}.loss", $"{split}.accuracy" } : [$"{split}.loss"]);
        var series = StepLosses.Concat(scores).ToImmutableSortedSet(StringComparer.Ordinal).ToBuilder();
        foreach (var (name, mark) in observe.Measures)
        {
            var measure = kinds.Measures[name];
            if (measure.Obstacle(training) is { } obstacle) problems.Add(mark, $"{name} of {cell}: {obstacle}", "a measure that is defined for the run", once: true);
            else series.UnionWith(measure.Series(training));
        }

        return series.ToImmutable();
    }

    private void CheckSnapshots(TrainingSpec training, string cell)
    {
        if (observe.Snapshots is { } mark && TableSnapshots.Obstacle(training) is { } obstacle)
            problems.Add(mark, $"snapshots of {cell}: {obstacle}", "a run that has some", once: true);
    }

    private Observation Observation(string cell, long steps, ImmutableSortedSet<string> series)
    {
        var seen = events.SeenIn(series);
        foreach (var (name, mark) in (observe.Stop?.After ?? []).Add(observe.Memorised).Add(observe.Generalised))
        {
            if (events.Find(name) is { } spec && !seen.Contains(spec))
            {
                var others = NameList.Of([.. seen.Select(known => known.Name)]);
                problems.Add(mark, $"event {name} cannot happen in {cell}, which has no series {spec.Series}", $"one of {others}", once: true);
            }
        }

        var evaluations = Evaluations(steps);
        if (evaluations > Limits.Evaluations)
        {
            problems.Add(
                observe.Mark, $"{Limits.Figure(evaluations, "evaluations")} of {cell}", Limits.AtMost(Limits.Evaluations), once: true);
        }

        foreach (var spec in seen.Where(spec => spec.Hold > evaluations))
        {
            problems.Add(
                observe.Mark, FormattableString.Invariant($"{evaluations} evaluations of {cell}"),
                FormattableString.Invariant($"at least the {spec.Hold} that {spec.Name} must hold"), once: true);
        }

        return new Observation(
            steps, observe.Schedule, [.. observe.Measures.Select(measure => measure.Name)], seen,
            observe.Stop is { } stop ? new StopRule([.. stop.After.Select(item => item.Name)], stop.Extra) : null,
            new PhaseRule(observe.Memorised.Name, observe.Generalised.Name, observe.GrokkingRatio, observe.GrokkingDelay));
    }
}

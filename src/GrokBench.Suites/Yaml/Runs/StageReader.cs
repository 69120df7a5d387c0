using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml.Nodes;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>Reads the stages of a cell's training: what changes, and whether a run can go on with it.</summary>
internal sealed class StageReader(EventTable events, ProblemList problems)
{
    private const string Event = "event", Measure = "measure", Hold = "hold";

    private static readonly ImmutableArray<string> Sections = ["task", "optimiser", "train"];

    /// <summary>The section with the definitions of events in place of their names: a run is told by what it waits for.</summary>
    public YamlMapping WithEvents(YamlMapping train)
    {
        if (train.Find(TrainingStage.Setting) is not { Value: YamlSequence stages } entry) return train;
        return train.With(entry with { Value = new YamlSequence(stages.Mark, [.. stages.Items.Select(WithEvent)]) });
    }

    /// <summary>The training with its stages; null where (reported) one of them has a problem.</summary>
    /// <param name="spec">Without problems but for its stages.</param>
    /// <param name="train">The section in which they are written.</param>
    /// <param name="steps">The budget.</param>
    public TrainingSpec? Read(TrainingSpec spec, YamlMapping train, long steps)
    {
        if (train[TrainingStage.Setting] is not YamlSequence { Items.IsEmpty: false } list) return spec;
        var family = (IFamily)spec.Model.Kind;
        if (!family.HasStages)
        {
            problems.Add(list.Mark, "train.stages", $"none, as {family.Name} trains with the same data and optimiser from beginning to end");
            return null;
        }

        var stated = (ImmutableArray<SettingValue>)spec.Training[TrainingStage.Setting].Content;
        var (part, last, values) = (spec.WithoutStages(), 0L, ImmutableArray.CreateBuilder<SettingValue>());
        foreach (var (i, item) in list.Items.Cast<YamlMapping>().Index())
        {
            var (title, before) = (string.Create(CultureInfo.InvariantCulture, $"train.stages[{i + 1}]"), problems.Misses);
            var changes = Changes(item, title, part);
            last = CheckStart(item[TrainingStage.At]!, title, part, last, steps);
            if (changes is null || problems.Misses != before) return null;

            // With the values as their settings read them.
            var value = SettingValue.Mapping(((ImmutableSortedDictionary<string, SettingValue>)stated[i].Content).SetItems(changes));
            var (next, isFresh) = (part.With(changes), TrainingStage.Of(value).IsFresh);
            if (changes.IsEmpty && !isFresh)
            {
                problems.Add(item.Mark, $"no change in {title}", "a path with its new value, such as task.train: 120");
                return null;
            }

            if (!Fits(item, title, part, next, isFresh)) return null;
            part = next;
            values.Add(value);
        }

        return spec with { Training = spec.Training.With(TrainingStage.Setting, SettingValue.ListOf(values)) };
    }

    private YamlNode WithEvent(YamlNode stage)
    {
        if (stage is not YamlMapping mapping || mapping.Find(TrainingStage.At) is not { Value: YamlMapping at } entry) return stage;
        if (at[Event] is not YamlScalar name) return stage;
        if (events.Find(name.Text) is not { } known)
        {
            if (!events.Contains(name.Text)) problems.AddUnknown(name.Mark, Event, name.Text, "", events.Names);
            return mapping;
        }

        var stated = at.Without(Event);
        Add(Measure, known.Series);
        Add(known.Comparison == Comparison.AtLeast ? "at-least" : "at-most", known.Threshold.ToString(CultureInfo.InvariantCulture));
        if (stated[Hold] is null) Add(Hold, known.Hold.ToString(CultureInfo.InvariantCulture));
        return mapping.With(entry with { Value = stated });

        void Add(string key, string value) =>
            stated = stated.With(new YamlEntry(new YamlScalar(name.Mark, key, plain: true), new YamlScalar(name.Mark, value, plain: true)));
    }

    /// <summary>New values by path; null where (reported) a path or a value is none.</summary>
    private ImmutableSortedDictionary<string, SettingValue>? Changes(YamlMapping stage, string title, TrainingSpec part)
    {
        var (before, changes) = (problems.Misses, ImmutableSortedDictionary.CreateBuilder<string, SettingValue>(StringComparer.Ordinal));
        foreach (var (key, node) in stage.Entries.Where(entry => TrainingStage.Type.IsPath(entry.Key.Text)))
        {
            var known = Changeable(part).ToDictionary(pair => pair.Path, pair => pair.Setting, StringComparer.Ordinal);
            if (!known.TryGetValue(key.Text, out var setting)) problems.AddUnknown(key.Mark, "setting that can change", key.Text, $" in {title}", known.Keys);
            else if (ChoiceReader.Value(node, $"{title}.{key.Text}", setting.Type, problems) is { } value) changes[key.Text] = value;
        }

        return problems.Misses == before ? changes.ToImmutable() : null;
    }

    private static IEnumerable<(string Path, Setting Setting)> Changeable(TrainingSpec part) =>
        from section in Sections.Zip([part.Task, part.Optimiser, part.Training])
        from setting in section.Second.Kind.Settings
        where TrainingStage.CanChange(section.First, setting.Name)
        select ($"{section.First}.{setting.Name}", setting);

    /// <returns>The last stated step.</returns>
    private long CheckStart(YamlNode node, string title, TrainingSpec part, long last, long steps)
    {
        if (node.ToSettingValue()!.Content is double number)
        {
            var step = (long)number;
            if (step >= steps) Report("a step before the end, ", steps);
            else if (step <= last) Report("a step after the stage before, above ", last);
            return step;

            void Report(string expected, long bound) =>
                problems.Add(node.Mark, FormattableString.Invariant($"{title}.at is {step}"), FormattableString.Invariant($"{expected}{bound}"));
        }

        var (stated, shape) = ((YamlMapping)node, ((ITask)part.Task.Kind).Shape(part.Task));
        foreach (var (setting, expected) in EventStart.Check(stated.ToSettingValue()!, shape.Splits))
            problems.Add(stated[setting]?.Mark ?? stated.Mark, $"{title}.at.{setting} is {stated[setting]?.Description}", expected);
        return last;
    }

    /// <summary>Whether a run can go on from one part of training to the next.</summary>
    private bool Fits(YamlMapping stage, string title, TrainingSpec part, TrainingSpec next, bool isFresh)
    {
        var (task, family, optimiser) = ((ITask)next.Task.Kind, (IFamily)part.Model.Kind, (IOptimiser)next.Optimiser.Kind);
        if (!Agrees("task", next.Task, task.Check(next.Task))) return false;
        var shape = task.Shape(next.Task);
        if (!Agrees("task", next.Task, shape.CheckSize())) return false;
        if (!shape.IsLike(((ITask)part.Task.Kind).Shape(part.Task)))
        {
            problems.Add(stage.Mark, $"another dataset in {title}", "as many examples as before, with the same inputs, outputs and splits, of which other ones train");
            return false;
        }

        if (!(Agrees("train", next.Training, TrainingKind.Check(next.Training, shape))
            & Agrees("train", next.Training, family.CheckTraining(next.Training, shape))
            & Agrees("optimiser", next.Optimiser, optimiser.Check(next.Optimiser)))) return false;
        if (!Agrees("optimiser", next.Optimiser, family.CheckOptimiser(part.Model, shape, next.Optimiser))) return false;
        if (!Agrees("train", next.Training, family.CheckBatch(part.Model, shape, next.Training))) return false;
        var lacking = isFresh ? [] : Updates.StateNames(next.Optimiser).Except(Updates.StateNames(part.Optimiser)).ToImmutableArray();

        // Past gradients are kept in the order of the window that they fill.
        var reason = !lacking.IsEmpty ? $"the optimiser before does not keep {string.Join(", ", lacking)}"
            : !isFresh && stage["optimiser.slow"] is not null ? "optimiser.slow changes"
            : null;
        if (reason is null) return true;
        problems.Add(stage["optimiser.state"]?.Mark ?? stage.Mark, $"{title}.optimiser.state is kept, but {reason}", "fresh");
        return false;

        bool Agrees(string section, Choice choice, IEnumerable<SettingProblem> found)
        {
            var agrees = true;
            foreach (var (setting, expected) in found)
            {
                agrees = false;
                var value = setting == "kind" ? choice.Kind.Name : choice[setting].ToString();
                problems.Add(stage[$"{section}.{setting}"]?.Mark ?? stage.Mark, $"{title}.{section}.{setting} is {value}", expected);
            }

            return agrees;
        }
    }
}

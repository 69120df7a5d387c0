using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.RunTables;

/// <summary>A run as one suite asks for it and sees it: a row of <c>runs.csv</c>.</summary>
/// <param name="Fields">Texts by column; a column that is not there is empty.</param>
public sealed record RunRow(RunKey Key, ImmutableSortedDictionary<string, string> Fields)
{
    /// <summary>Columns that every table has, in their order; those of events and of settings follow.</summary>
    public static ImmutableArray<string> Columns { get; } =
    [
        "suite", "profile", "group", "cell", "seed", "standIn", "pilot", "status", "phase", "lastStep", "budget",
        "engine", "stack", "id", "digest", "path", "wallSeconds", "cpuSeconds",
    ];

    /// <param name="group">The group of the run's cell.</param>
    /// <param name="asked">The run as the suite asks for it.</param>
    /// <param name="store">Where it may be; names its folder and engine.</param>
    /// <param name="stored">What is there; null: nothing.</param>
    public static RunRow Of(RunGroup group, AskedRun asked, RunStore store, StoredRun? stored)
    {
        var (spec, run) = (asked.Spec, stored is null ? null : Coverage.Project(asked.Spec, stored, store.Measures));
        var fields = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        fields["suite"] = asked.Suite;
        fields["profile"] = asked.Profile;
        fields["group"] = group.Name;
        fields["cell"] = asked.Cell;
        fields["seed"] = Text(spec.Training.Seed);
        fields["standIn"] = group.StandIns.IsEmpty ? "false" : "true";
        fields["pilot"] = asked.IsPilot ? "true" : "false";
        fields["budget"] = Text(spec.Observation.Steps);
        fields["id"] = spec.Id.Text;
        fields["engine"] = Path.GetFileName(store.FolderOf(spec));
        foreach (var (path, value) in RunSettings.Of(spec.Training).Paths()) fields[path] = value.ToString();

        // A record that holds too little for this asker is not its run yet.
        var record = run?.Record ?? (stored is { Record.Status: RunStatus.Failed } ? stored.Record : null);
        fields["status"] = record is null ? "missing" : Word(record.Status);
        if (record is not null)
        {
            fields["path"] = Path.GetRelativePath(store.Root, store.FolderOf(spec)).Replace('\\', '/');
            fields["digest"] = record.Digest;
            fields["stack"] = Text(record.Provenance.Stack);
            fields["wallSeconds"] = Text(record.Provenance.WallSeconds);
            fields["cpuSeconds"] = double.IsNaN(record.Provenance.CpuSeconds) ? "" : Text(record.Provenance.CpuSeconds);
            fields["lastStep"] = Text(record.Steps);
        }

        if (run is not null)
        {
            fields["phase"] = PhaseClassifier.Classify(run.Curve, spec.Observation, run.Record.Status) is { } phase ? Word(phase) : "";
            fields["lastStep"] = Text(run.Curve.Steps[^1]);
        }

        foreach (var item in spec.Observation.Events) fields[ColumnOf(item)] = run?.Record.Events[item.Name].Held is { } step ? Text(step) : "";
        return new RunRow(new RunKey(asked.Suite, asked.Profile, asked.Cell, spec.Training.Seed, asked.IsPilot ? spec.Id.Text : ""), fields.ToImmutable());
    }

    /// <summary>An event's own name, unless a column of every table has it.</summary>
    private static string ColumnOf(EventSpec spec) => Columns.Contains(spec.Name, StringComparer.OrdinalIgnoreCase) ? $"event_{spec.Name}" : spec.Name;

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

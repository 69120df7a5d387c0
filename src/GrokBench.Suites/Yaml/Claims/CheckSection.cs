using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Runs;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>
/// The text of a check, for its kind to read. Every reader reports what is wrong where it stands; what it returns is to be used only
/// where it is not null, and a check only
/// where nothing was reported.
/// </summary>
public sealed class CheckSection
{
    private readonly Section section;
    private readonly YamlNode? over;
    private readonly CheckReader reader;

    /// <param name="over">The cells of the claim; null where it names none.</param>
    internal CheckSection(Section section, YamlNode? over, CheckReader reader) => (this.section, this.over, this.reader) = (section, section["over"] ?? over, reader);

    private ProblemList Problems => reader.Context.Problems;

    /// <summary>The cells of <c>over</c>, or of the claim.</summary>
    public Selection? Over()
    {
        if (over is not null) return reader.Selectors.Read(over);
        Problems.Add(section.Mark, $"{section.Title} without 'over', and none in its claim", "the name of a run group");
        return null;
    }

    public Selection? Cells(string key) => section[key] is { } node ? reader.Selectors.Read(node) : null;

    /// <param name="cells">Those of which it is read: every one must have it.</param>
    public Quantity? Quantity(string key, params ReadOnlySpan<Selection?> cells) => section[key] is { } node ? reader.Quantities.Read(node, Resolved(cells)) : null;

    /// <summary>The name of an event that every cell has.</summary>
    public string? Event(string key, params ReadOnlySpan<Selection?> cells)
    {
        if (section.Text(key) is not { Length: > 0 } name) return null;
        return reader.Quantities.Event(name, section[key]!.Mark, Resolved(cells)) ? name : null;
    }

    public string Text(string key) => section.Text(key);

    public double? Number(string key) => section.Number(key);

    public SettingValue? Value(string key) => section.Value(key);

    /// <summary><c>at-least</c> and <c>at-most</c>, of which one must be there.</summary>
    public (double? AtLeast, double? AtMost) Bounds()
    {
        var (atLeast, atMost) = (section.Number("at-least"), section.Number("at-most"));
        if (section["at-least"] is null && section["at-most"] is null)
        {
            Problems.Add(section.Mark, $"{section.Title} with neither at-least nor at-most", "one of them, or both");
        }
        else if (atLeast > atMost)
        {
            Problems.Add(section["at-most"]!.Mark, FormattableString.Invariant($"at-most {atMost} below at-least {atLeast}"), "bounds in order");
        }

        return (atLeast, atMost);
    }

    /// <summary>The setting of <c>across</c>, which all the selections sweep.</summary>
    public string? Axis(params ReadOnlySpan<Selection?> selections)
    {
        if (section.Text("across") is not { Length: > 0 } axis) return null;
        var swept = true;
        foreach (var selection in selections)
        {
            if (selection?.Group is not { } group || group.Axes.Contains(axis)) continue;
            Problems.AddUnknown(section["across"]!.Mark, "axis", axis, $" of {group.Name}", group.Axes);
            swept = false;
        }

        return swept ? axis : null;
    }

    /// <inheritdoc cref="AxisChecks.OneSeries"/>
    public void OneSeries(Selection? cells, string? axis, int least, bool positive)
    {
        if (cells is not null && axis is not null) AxisChecks.OneSeries(cells, axis, least, positive, Problems);
    }

    /// <summary>The selection is of one cell.</summary>
    public void SingleCell(Selection? cells) => AxisChecks.SingleCell(cells, Problems);

    /// <summary>
    /// The checks of a list, each with the cells of this one where it names none; null where (reported) there is a problem.
    /// </summary>
    public ImmutableArray<Check>? Checks(string key)
    {
        if (section[key] is not { } node) return null;
        if (node is not YamlSequence { Items.IsEmpty: false } list)
        {
            Problems.Add(node.Mark, $"{section.Title}.{key} is {node.Description}", "a list of at least one check");
            return null;
        }

        var parts = list.Items.Select((part, i) => reader.Read(part, FormattableString.Invariant($"{section.Title}.{key}[{i + 1}]"), over)).ToList();
        return parts.Contains(null) ? null : [.. parts.OfType<Check>()];
    }

    /// <summary>
    /// Neighbouring evaluations of the cells must lie closer together than a factor between two events, or equal times could look
    /// different by it.
    /// </summary>
    /// <param name="key">Where the factor is stated; the check itself where it is not.</param>
    public void Fineness(string key, double? factor, params ReadOnlySpan<Selection?> cells)
    {
        if (factor is not { } stated) return;
        foreach (var cell in Timed(cells, "")) Resolution.CheckFineness(stated, At(key), cell, Problems);
    }

    /// <summary>The latest time that an event can have, divided by the earliest that is not 0, must reach a factor.</summary>
    /// <inheritdoc cref="Fineness"/>
    public void Reach(string key, double? factor, string later, params ReadOnlySpan<Selection?> cells)
    {
        if (factor is not { } stated) return;
        foreach (var cell in Timed(cells, later)) Resolution.CheckReach(stated, later, At(key), cell, Problems);
    }

    /// <summary>Refuses a quantity that may be below 0 where values are compared by their ratio or logarithm.</summary>
    public void Positive(string key, Quantity? quantity)
    {
        if (quantity is { Signed: true }) Problem(key, $"{quantity.Text}, which may be below 0", "a quantity that is never below 0: values are compared by their ratio");
    }

    /// <summary>
    /// Refuses a quantity that the settings of the cells determine and that is the same in all of them: it says nothing of what
    /// differs.
    /// </summary>
    public void Varies(string key, Quantity? quantity, params ReadOnlySpan<Selection?> cells)
    {
        var values = Resolved(cells).Select(cell => quantity?.Determined(cell.Cell.Runs[0].Training)).Distinct().Take(2).ToList();
        if (values is [{ } only]) Problem(key, FormattableString.Invariant($"{quantity!.Text}, which is {only} in every cell"), "a quantity that can differ between them");
    }

    /// <summary>Refuses to hold a quantity against itself.</summary>
    public void Differ(string key, Quantity? quantity, Quantity? other)
    {
        if (quantity is not null && quantity.Text == other?.Text) Problem(
            key, $"{quantity.Text} against itself", "two quantities that differ");
    }

    /// <summary>Refuses to hold cells against themselves.</summary>
    public void Differ(Selection? cells, Selection? others)
    {
        if (cells is null || others is null || cells.Group is null || others.Group is null) return;
        if (cells.Cells.SequenceEqual(others.Cells)) Problem(others, $"{others.Selector} against itself", "other cells");
    }

    /// <summary>
    /// Refuses cells of two groups that have fewer seeds in common than a verdict needs, where each has as many. Cells of fewer, as a
    /// smoke test has them, are not meant to decide
    /// anything.
    /// </summary>
    /// <param name="least">Seeds that a verdict needs.</param>
    public void CommonSeeds(Selection? cells, Selection? others, int least)
    {
        if (cells?.Group is not { } group || others?.Group is not { } other || group.Seeds.Length < least || other.Seeds.Length < least) return;
        var common = group.Seeds.Intersect(other.Seeds).Count();
        if (common < least) Problem(others, $"{Limits.Figure(common, "seeds")} of {other.Name} that {group.Name} has too", FormattableString.Invariant($"at least {least}: runs of equal seeds are compared"));
    }

    /// <summary>Reports something that only the kind of check knows to be wrong.</summary>
    /// <param name="key">Where it stands; the check itself where the key is not stated.</param>
    public void Problem(string key, string found, string expected) => Problems.Add(At(key), found, expected);

    /// <inheritdoc cref="Problem(string, string, string)"/>
    public void Problem(Selection at, string found, string expected) => Problems.Add(at.Node.Mark, found, expected, once: true);

    private Mark At(string key) => section[key]?.Mark ?? section.Mark;

    /// <summary>One cell of all that are evaluated at the same steps, have as many runs and wait as long for an event.</summary>
    private static IEnumerable<ResolvedCell> Timed(ReadOnlySpan<Selection?> cells, string name) => Resolved(cells).DistinctBy(cell =>
    {
        var observation = cell.Cell.Runs[0].Observation;
        return (observation.Schedule, observation.Steps, cell.Cell.Runs.Length, observation.Events.FirstOrDefault(spec => spec.Name == name));
    });

    private static ImmutableArray<ResolvedCell> Resolved(ReadOnlySpan<Selection?> cells)
    {
        var all = ImmutableArray.CreateBuilder<ResolvedCell>();
        foreach (var selection in cells) all.AddRange(selection?.Resolved ?? []);
        return all.ToImmutable();
    }
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Nodes;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>Reads the check of a claim.</summary>
internal sealed class CheckReader(ClaimContext context)
{
    /// <summary>Cells that a slope needs (a least-squares line through fewer says little).</summary>
    private const int SlopeCells = 4;

    private readonly SelectorReader selectors = new(context);
    private readonly QuantityReader quantities = new(context);

    private ProblemList Problems => context.Problems;

    /// <param name="over">The cells of checks that name none; null where the claim names none either.</param>
    /// <returns>Null where (reported) there is a problem.</returns>
    public Check? Read(YamlNode node, string title, YamlNode? over)
    {
        var before = Problems.Misses;
        if (Section.Mapping(node, title, Problems) is not { } mapping) return null;
        var names = CheckKind.Known.Select(kind => kind.Name);
        if (mapping["kind"] is not YamlScalar kindName)
        {
            Problems.Add(mapping["kind"]?.Mark ?? mapping.Mark, $"{title} without 'kind'", $"one of {string.Join(", ", names)}");
            return null;
        }

        if (CheckKind.Known.FirstOrDefault(kind => kind.Name == kindName.Text) is not { } kind)
        {
            Problems.AddUnknown(kindName.Mark, "kind of check", kindName.Text, "", names);
            return null;
        }

        var section = Section.Open(mapping, title, kind.Keys, Problems)!;
        if (kind.Name == CheckKind.All) return All(section, section["over"] ?? over);

        var check = kind.Keys.Any(key => key.Name == "over") ? OverCells(kind.Name, section, section["over"] ?? over) : BetweenCells(kind.Name, section);
        return Problems.Misses == before ? check : null;
    }

    private AllCheck? All(Section section, YamlNode? over)
    {
        if (section["parts"] is not { } node) return null;
        if (node is not YamlSequence { Items.IsEmpty: false } list)
        {
            Problems.Add(node.Mark, $"{section.Title}.parts is {node.Description}", "a list of at least one check");
            return null;
        }

        var parts = list.Items.Select((part, i) => Read(part, FormattableString.Invariant($"{section.Title}.parts[{i + 1}]"), over)).ToList();
        return parts.Contains(null) ? null : new AllCheck([.. parts.OfType<Check>()]);
    }

    private Check? OverCells(string kind, Section section, YamlNode? over)
    {
        if (over is null) Problems.Add(section.Mark, $"{section.Title} without 'over', and none in its claim", "the name of a run group");
        var selection = over is null ? null : selectors.Read(over);
        var cells = selection?.Cells ?? [];
        return kind switch
        {
            CheckKind.Value => Threshold(section, selection, Quantity(section, "of", cells), null),
            CheckKind.Ratio => Threshold(section, selection, Quantity(section, "of", cells), Quantity(section, "to", cells)),
            CheckKind.Never => Never(section, selection),
            CheckKind.Phase => selection is null || section.Value("is") is not { } phases ? null : new PhaseCheck(selection.Selector, Named(phases)),
            CheckKind.Correlation => Correlation(section, selection, cells),
            CheckKind.IntraclassCorrelation => Intraclass(section, selection, Quantity(section, "of", cells)),
            CheckKind.Spread => Spread(section, selection, Quantity(section, "of", cells)),
            _ => Along(kind, section, selection, Quantity(section, "of", cells)),
        };
    }

    private Check? BetweenCells(string kind, Section section)
    {
        var other = kind == CheckKind.Greater ? "than" : "against";
        var (first, second) = (Cells(section, "in"), Cells(section, other));
        var cells = (first?.Cells ?? []).AddRange(second?.Cells ?? []);
        if (kind == CheckKind.Onset)
        {
            var (name, axis, factor) = (section.Text("event"), Axis(section, first, second), section.Number("at-most"));
            if (name.Length > 0) quantities.Event(name, section["event"]!.Mark, cells);
            foreach (var selection in new[] { first, second })
            {
                if (axis is not null && selection is not null) AxisChecks.OneSeries(selection, axis, 2, positive: true, Problems);
            }

            return first is null || second is null || axis is null || factor is null
                ? null : new OnsetCheck(first.Selector, second.Selector, axis, name, factor.Value);
        }

        var of = Quantity(section, "of", cells);
        AxisChecks.SingleCell(first, Problems);
        AxisChecks.SingleCell(second, Problems);
        var by = section.Number("factor") ?? 1;
        foreach (var cell in of is EventStep ? cells : []) Resolution.CheckFineness(by, section["factor"]?.Mark ?? section.Mark, cell, Problems);
        return first is null || second is null || of is null ? null : new PairedCheck(first.Selector, second.Selector, of, by);
    }

    private ThresholdCheck? Threshold(Section section, Selection? over, Quantity? of, Quantity? to)
    {
        var (atLeast, atMost) = Bounds(section);
        if (of is EventStep later && to is EventStep)
        {
            foreach (var cell in over?.Cells ?? [])
            {
                if (atLeast is { } least) Resolution.CheckFineness(least, section["at-least"]!.Mark, cell, Problems);
                if (atMost is { } most) Resolution.CheckFineness(most, section["at-most"]!.Mark, cell, Problems);
                if (atLeast is { } reach) Resolution.CheckReach(reach, later, section["at-least"]!.Mark, cell, Problems);
            }
        }

        return over is null || of is null ? null : new ThresholdCheck(over.Selector, of, to, atLeast, atMost);
    }

    private SpreadCheck? Spread(Section section, Selection? over, Quantity? of)
    {
        var (atLeast, atMost) = Bounds(section);
        return over is null || of is null ? null : new SpreadCheck(over.Selector, of, atLeast, atMost);
    }

    private IntraclassCheck? Intraclass(Section section, Selection? over, Quantity? of)
    {
        var atLeast = section.Number("at-least");
        if (over is { Cells.Length: 1 })
            Problems.Add(over.Node.Mark, $"one cell in {over.Selector}", "at least 2: groups of runs to tell from each other");
        if (over?.Cells.FirstOrDefault(cell => cell.Cell.Runs.Length == 1) is { } single)
            Problems.Add(over.Node.Mark, $"one seed in {single.Cell.Name}", "at least 2: runs to tell from each other within a group");
        return over is null || of is null || atLeast is null ? null : new IntraclassCheck(over.Selector, of, atLeast.Value);
    }

    private NeverCheck? Never(Section section, Selection? over)
    {
        var (positive, name) = (Cells(section, "while"), section.Text("event"));
        if (name.Length > 0) quantities.Event(name, section["event"]!.Mark, [.. over?.Cells ?? [], .. positive?.Cells ?? []]);
        return over is null || positive is null ? null : new NeverCheck(over.Selector, name, positive.Selector);
    }

    private CorrelationCheck? Correlation(Section section, Selection? over, ImmutableArray<Runs.ResolvedCell> cells)
    {
        var (of, with, (atLeast, atMost)) = (Quantity(section, "of", cells), Quantity(section, "with", cells), Bounds(section));
        return over is null || of is null || with is null ? null : new CorrelationCheck(over.Selector, of, with, atLeast, atMost);
    }

    private Check? Along(string kind, Section section, Selection? over, Quantity? of)
    {
        var axis = Axis(section, over);
        if (kind == CheckKind.Ordered)
        {
            if (over is not null && axis is not null) AxisChecks.OneSeries(over, axis, 2, positive: false, Problems);
            return over is null || of is null || axis is null ? null : new OrderedCheck(over.Selector, of, axis, section.Text("direction") == "increasing");
        }

        var (atLeast, atMost) = Bounds(section);
        if (over is not null && axis is not null) AxisChecks.OneSeries(over, axis, SlopeCells, kind == CheckKind.PowerLaw, Problems);
        return over is null || of is null || axis is null ? null : new SlopeCheck(over.Selector, of, axis, kind == CheckKind.PowerLaw, atLeast, atMost)
        {
            Quantile = section.Number("quantile") ?? 0.5,
        };
    }

    private Selection? Cells(Section section, string key) => section[key] is { } node ? selectors.Read(node) : null;

    private Quantity? Quantity(Section section, string key, ImmutableArray<Runs.ResolvedCell> cells) =>
        section[key] is { } node ? quantities.Read(node, cells) : null;

    /// <summary>The setting that all the selections sweep; null where (reported) one does not.</summary>
    private string? Axis(Section section, params ReadOnlySpan<Selection?> selections)
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

    private (double? AtLeast, double? AtMost) Bounds(Section section)
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

    private static ImmutableArray<Suites.Runs.Phase> Named(SettingValue phases) =>
        phases.Content is ImmutableArray<SettingValue> list ? [.. list.Select(item => Phases.Named((string)item.Content))] : [Phases.Named((string)phases.Content)];
}

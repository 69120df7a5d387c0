using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Text;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Runs;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>The text of a quantity, for its kind to read. Every reader reports what is wrong where it stands.</summary>
public sealed class QuantitySection
{
    private readonly Section section;
    private readonly ImmutableArray<ResolvedCell> cells;
    private readonly QuantityReader reader;
    private readonly ClaimContext context;

    /// <param name="cells">Those of which it is read.</param>
    internal QuantitySection(Section section, ImmutableArray<ResolvedCell> cells, QuantityReader reader, ClaimContext context) =>
        (this.section, this.cells, this.reader, this.context) = (section, cells, reader, context);

    private ProblemList Problems => context.Problems;

    public double? Number(string key) => section.Number(key);

    public string Text(string key) => section.Text(key);

    /// <summary>The name of a series that every cell has.</summary>
    public string Series(string key)
    {
        var name = section.Text(key);
        if (name.Length == 0 || cells.FirstOrDefault(cell => !cell.Series.Contains(name)) is not { } without) return name;
        var training = without.Cell.Runs[0].Training;
        var measure = context.Kinds.Measures.Values.FirstOrDefault(measure => measure.Obstacle(training) is null && measure.Series(training).Contains(name));
        var mark = section[key]!.Mark;
        if (measure is null) Problems.AddUnknown(mark, "series", name, $" of {without.Cell.Name}", without.Series, once: true);
        else Problems.Add(mark, $"series {name}, which is not observed in {without.Cell.Name}", $"{measure.Name} among its observe.measures", once: true);
        return name;
    }

    /// <summary>The name of an event that every cell has.</summary>
    public string Event(string key)
    {
        var name = section.Text(key);
        if (name.Length > 0) reader.Event(name, section[key]!.Mark, cells);
        return name;
    }

    /// <summary>The path of a setting that is a number in every cell.</summary>
    public string Setting(string key)
    {
        var path = section.Text(key);
        if (path.Length > 0 && cells.FirstOrDefault(cell => SettingPath.Number(cell.Cell.Runs[0].Training, path) is null) is { } without)
            Problems.Add(section[key]!.Mark, $"setting {TerminalText.Excerpt(path)} of {without.Cell.Name}", "the path of a setting that is a number there, such as task.train", once: true);
        return path;
    }

    /// <summary>A moment: start, end, an event, EVENT or end, SHARE of EVENT, or step NUMBER.</summary>
    public Anchor Moment(string key, Anchor byDefault)
    {
        const string orEnd = " or end", of = " of ", step = "step ";
        if (section.Text(key) is not { Length: > 0 } text) return byDefault;
        var mark = section[key]!.Mark;
        if (text == "start") return Anchor.Start;
        if (text == "end") return Anchor.End;
        if (text.StartsWith(step, StringComparison.Ordinal)) return Fixed(text[step.Length..], mark);
        if (text.Split(of) is [var share, var whole])
        {
            reader.Event(whole, mark, cells);
            var isNumber = double.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction);
            if (!isNumber || !(fraction > 0 && fraction < 1)) Problems.Add(
                mark, $"a share of {TerminalText.Excerpt(share)} of {TerminalText.Excerpt(whole)}", "a number above 0 and below 1");
            return new Anchor(whole, AtEnd: false, fraction);
        }

        var atEnd = text.EndsWith(orEnd, StringComparison.Ordinal);
        var name = atEnd ? text[..^orEnd.Length] : text;
        reader.Event(name, mark, cells);
        return new Anchor(name, atEnd);
    }

    /// <summary>Two moments, the first before the second as far as they tell.</summary>
    /// <param name="isStretch">Whether they must lie apart, as what is asked for changes between them.</param>
    public (Anchor From, Anchor To) Moments(string from, string to, bool isStretch)
    {
        var (first, last) = (Moment(from, Anchor.Start), Moment(to, Anchor.End));
        var (fromEnd, toStart) = (first == Anchor.End, last == Anchor.Start);
        var isTurned = first.Step > last.Step || (isStretch ? fromEnd || toStart : fromEnd && toStart);
        if (isTurned || (isStretch && first == last))
        {
            Problems.Add((section[from] ?? section[to])!.Mark, $"from {first} to {last}", isStretch ? "a moment and a later one" : "two moments in order");
        }

        return (first, last);
    }

    private Anchor Fixed(string text, Mark mark)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var step))
        {
            Problems.Add(mark, $"step {TerminalText.Excerpt(text)}", "step and an integer of at least 0");
        }
        else if (cells.FirstOrDefault(cell => cell.Cell.Runs[0].Observation.Steps < step) is { } shorter)
        {
            Problems.Add(
                mark, FormattableString.Invariant($"step {step} of {shorter.Cell.Name}, whose budget is {shorter.Cell.Runs[0].Observation.Steps} steps"),
                "a step that every run reaches", once: true);
        }

        return new Anchor(null, AtEnd: false, Step: step);
    }
}

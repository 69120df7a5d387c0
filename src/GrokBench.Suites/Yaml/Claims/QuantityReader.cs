using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Runs;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>Reads what is taken from a run, and checks that the runs have it.</summary>
internal sealed class QuantityReader(ClaimContext context)
{
    private const int DefaultWindow = 20;

    private static readonly string Expectation =
        $"an event, or a mapping with one of {string.Join(", ", QuantityForm.Known.Select(form => form.Name))}";

    private ProblemList Problems => context.Problems;

    /// <summary>Null where (reported) there is a problem.</summary>
    public Quantity? Read(YamlNode node, ImmutableArray<ResolvedCell> cells)
    {
        var before = Problems.Misses;
        var quantity = node switch
        {
            YamlScalar { IsNothing: false } name => Event(name.Text, name.Mark, cells) ? new EventStep(name.Text) : null,
            YamlMapping mapping => Mapping(mapping, cells),
            _ => null,
        };
        if (quantity is null && Problems.Misses == before) Problems.Add(node.Mark, $"a quantity is {node.Description}", Expectation);
        return Problems.Misses == before ? quantity : null;
    }

    /// <summary>Whether every cell has the event; reported where not.</summary>
    public bool Event(string name, Mark mark, ImmutableArray<ResolvedCell> cells)
    {
        if (!context.Events.Contains(name))
        {
            Problems.AddUnknown(mark, "event", name, "", context.Events.Names);
            return false;
        }

        if (context.Events.Find(name) is not { } spec || cells.FirstOrDefault(cell => !cell.Series.Contains(spec.Series)) is not { } without) return true;
        var others = string.Join(", ", without.Cell.Runs[0].Observation.Events.Select(known => known.Name));
        Problems.Add(mark, $"event {name} cannot happen in {without.Cell.Name}, which has no series {spec.Series}", $"one of {others}", once: true);
        return false;
    }

    private Quantity? Mapping(YamlMapping mapping, ImmutableArray<ResolvedCell> cells)
    {
        if (QuantityForm.Known.FirstOrDefault(form => mapping[form.Name] is not null) is not { } form) return null;
        var section = Section.Open(mapping, "quantity", form.Keys, Problems)!;
        if (form.Name == QuantityForm.Delay) return Delay(section, cells);
        if (form.Name == QuantityForm.Setting) return Setting(section, cells);
        var series = section.Text(form.Name);
        if (form.Name != QuantityForm.Spikes && series.Length > 0) Series(series, section[form.Name]!.Mark, cells);
        if (form.Name == QuantityForm.Measure) return section["at"] is null ? null : new ValueAt(series, Moment(section, "at", Anchor.End, cells));

        var (from, to) = (Moment(section, "from", Anchor.Start, cells), Moment(section, "to", Anchor.End, cells));
        return form.Name switch
        {
            QuantityForm.Highest => new Extreme(series, Highest: true, from, to),
            QuantityForm.Lowest => new Extreme(series, Highest: false, from, to),
            QuantityForm.Rate => new RateOfChange(series, from, to),
            QuantityForm.LogRate => new LogRate(series, from, to),
            QuantityForm.SteepestFall => new SteepestFall(series, from, to),
            QuantityForm.SecondRise => new SecondRise(series, from, to),
            QuantityForm.Growth => new Exponent(series, from, to),
            _ => new SpikeRatio((int)(section.Number("window") ?? DefaultWindow), from, to),
        };
    }

    private Delay? Delay(Section section, ImmutableArray<ResolvedCell> cells)
    {
        foreach (var key in new[] { QuantityForm.Delay, "after" })
        {
            if (section.Text(key) is { Length: > 0 } name) Event(name, section[key]!.Mark, cells);
        }

        return new Delay(section.Text(QuantityForm.Delay), section.Text("after"));
    }

    private SettingNumber Setting(Section section, ImmutableArray<ResolvedCell> cells)
    {
        var path = section.Text(QuantityForm.Setting);
        if (path.Length > 0 && cells.FirstOrDefault(cell => SettingPath.Number(cell.Cell.Runs[0].Training, path) is null) is { } without)
            Problems.Add(section[QuantityForm.Setting]!.Mark, $"setting {path} of {without.Cell.Name}", "the path of a setting that is a number there, such as task.train", once: true);
        return new SettingNumber(path);
    }

    private Anchor Moment(Section section, string key, Anchor byDefault, ImmutableArray<ResolvedCell> cells)
    {
        const string orEnd = " or end", of = " of ", step = "step ";
        if (section.Text(key) is not { Length: > 0 } text) return byDefault;
        if (text == "start") return Anchor.Start;
        if (text == "end") return Anchor.End;
        if (text.StartsWith(step, StringComparison.Ordinal)) return Fixed(text[step.Length..], section[key]!.Mark);
        if (text.Split(of) is [var share, var whole])
        {
            Event(whole, section[key]!.Mark, cells);
            var isNumber = double.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction);
            if (!isNumber || !(fraction > 0 && fraction < 1)) Problems.Add(section[key]!.Mark, $"a share of {share} of {whole}", "a number above 0 and below 1");
            return new Anchor(whole, AtEnd: false, fraction);
        }

        var atEnd = text.EndsWith(orEnd, StringComparison.Ordinal);
        var name = atEnd ? text[..^orEnd.Length] : text;
        Event(name, section[key]!.Mark, cells);
        return new Anchor(name, atEnd);
    }

    private Anchor Fixed(string text, Mark mark)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var step)) Problems.Add(mark, $"step {text}", "step and an integer of at least 0");
        return new Anchor(null, AtEnd: false, Step: step);
    }

    private void Series(string name, Mark mark, ImmutableArray<ResolvedCell> cells)
    {
        if (cells.FirstOrDefault(cell => !cell.Series.Contains(name)) is not { } without) return;
        var training = without.Cell.Runs[0].Training;
        var measure = context.Kinds.Measures.Values.FirstOrDefault(measure => measure.Obstacle(training) is null && measure.Series(training).Contains(name));
        if (measure is null) Problems.AddUnknown(mark, "series", name, $" of {without.Cell.Name}", without.Series, once: true);
        else Problems.Add(mark, $"series {name}, which is not observed in {without.Cell.Name}", $"{measure.Name} among its observe.measures", once: true);
    }
}

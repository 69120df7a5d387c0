using GrokBench.Models.Kinds;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Reports.Quantities;

/// <summary>A way to make one number of a series between two moments.</summary>
/// <param name="Name">The key that suites write.</param>
/// <param name="Meaning">One line for the editor schema.</param>
/// <param name="Phrase">In words: <c>highest test.loss</c>.</param>
/// <param name="Of">The number; NaN where it is not defined.</param>
public sealed record Reduction(string Name, string Meaning, Func<Reduced, string> Phrase, Func<Stretch, double> Of)
{
    /// <inheritdoc cref="Quantity.Signed"/>
    public bool Signed { get; init; }

    /// <summary>The one word that may stand for the series, where it is none that a run has by that name; null for a series.</summary>
    public string? Word { get; init; }

    /// <summary>Whether it has a <see cref="Reduced.Window"/>.</summary>
    public bool HasWindow { get; init; }

    /// <summary>Whether it needs two evaluations or more: of a single one it is NaN.</summary>
    public bool IsOfChange { get; init; }

    public bool Equals(Reduction? other) => other?.Name == Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>How suites write it: <c>{ highest: test.loss, from: t_mem, to: t_gen }</c>.</summary>
    public QuantityKind Kind => new Reader(this);

    private sealed class Reader(Reduction reduction) : QuantityKind(
    [
        new Key(reduction.Name, reduction.Meaning, reduction.Word is { } word ? SettingType.OneOf(word) : SettingType.Text, Required: true),
        .. reduction.HasWindow ? [Window] : Array.Empty<Key>(),
        new Key("from", "start, an event, SHARE of EVENT, or step NUMBER; start where not stated.", SettingType.Text),
        new Key("to", "end, an event, EVENT or end, SHARE of EVENT, or step NUMBER; end where not stated.", SettingType.Text),
    ])
    {
        private static readonly Key Window = new("window", "Evaluations that the running median looks back on; 20 where not stated.", SettingType.Integer(1));

        public override Quantity Read(QuantitySection text)
        {
            var series = reduction.Word is null ? text.Series(reduction.Name) : text.Text(reduction.Name);
            var (from, to) = text.Moments("from", "to", reduction.IsOfChange);
            return new Reduced(reduction, series, from, to)
            {
                Window = reduction.HasWindow ? (int)(text.Number(Window.Name) ?? Reduced.UsualWindow) : Reduced.UsualWindow,
            };
        }
    }
}

using System.Collections.Immutable;
using GrokBench.Reports.Html.Text;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Html.Views;

/// <summary>Seeds' values with their median and its interval, ready to be shown.</summary>
/// <param name="Seeds">In the order of the seeds; those of which nothing is known are left out.</param>
public sealed record Summary(ImmutableArray<Reading> Seeds, MedianInterval Interval)
{
    /// <summary>Null when nothing is known of any seed.</summary>
    public static Summary? Of(IEnumerable<Reading> values)
    {
        ImmutableArray<Reading> known = [.. values.Where(value => value != Reading.Unknown)];
        return known.IsEmpty ? null : new Summary(known, MedianInterval.Of(known));
    }

    /// <summary>The same of steps, which are whole.</summary>
    public static Summary? OfSteps(IEnumerable<Reading> values) => Of(values) is { } summary ? summary with { AreSteps = true } : null;

    public bool AreSteps { get; init; }

    public Reading Median => Interval.Median;

    /// <summary>"1385", "> 2000".</summary>
    public string MedianText => AreSteps ? NumberText.Step(Median) : NumberText.Known(Median);

    /// <summary>"1385 [1190, 1590]"; the median alone where there is one seed.</summary>
    public string Text => Seeds.Length == 1 ? MedianText : $"{MedianText} {NumberText.Interval(AreSteps ? Math.Ceiling(Interval.Low) : Interval.Low, Interval.High)}";

    /// <inheritdoc cref="Text"/>
    public static string Say(Summary? summary) => summary?.Text ?? NumberText.Short(double.NaN);
}

using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Reports.Html.Text;

namespace GrokBench.Reports.Html.Charts;

/// <summary>Equal distances for equal ratios. Values that are not positive lie on the low end, or in a place of their own below it.</summary>
public sealed class LogScale : Scale
{
    /// <summary>Distance of the place for zero below the lowest positive value, in decades, and of the axis's end below that.</summary>
    private const double ZeroGap = 0.25;

    /// <summary>Part of the range, in logarithms, to spare on each side of the values unless the caller says otherwise.</summary>
    private const double UsualSpare = 0.06;

    /// <summary>Decades from which only labelled ticks are drawn.</summary>
    private const double ManyDecades = 64;

    private readonly double low;
    private readonly double high;
    private readonly bool hasZero;

    /// <param name="withZero">Keeps a place for 0 left of the lowest value: step 0 of a run.</param>
    /// <exception cref="ArgumentException">The domain is empty, not positive, not finite, or so narrow that its ends have the same
    /// logarithm.</exception>
    public LogScale(double low, double high, double from, double to, bool withZero = false)
        : base(from, to)
    {
        if (!(low > 0) || !double.IsFinite(high) || Math.Log10(low) >= Math.Log10(high))
            throw new ArgumentException($"not a domain: {low} to {high}", nameof(low));
        this.low = Math.Log10(low) - (withZero ? ZeroGap : 0);
        this.high = Math.Log10(high);
        hasZero = withZero;

        // The smallest numbers of all are too few for nine digits of their own.
        Ticks = [.. MakeTicks(low, high).DistinctBy(tick => tick.Value)];
    }

    public override ImmutableArray<Tick> Ticks { get; }

    /// <summary>
    /// A scale around all positive finite values with a little to spare; at least a factor of four wide. Whatever the values are there is
    /// one: without any, from 0.1 to 10.
    /// </summary>
    /// <param name="spare">Part of the range, in logarithms, on each side.</param>
    public static LogScale Around(IEnumerable<double> values, double from, double to, double spare = UsualSpare)
    {
        var (low, high) = Extent.OfPositive(values) ?? (0.1, 10);

        // The ratio of the ends may lie beyond all numbers, as may the ends once they are widened; the powers do not.
        var margin = Math.Pow(high, spare) / Math.Pow(low, spare);
        var widen = Math.Max(margin, Math.Sqrt(Math.Max(1, 4 / (high / low))));
        return new LogScale(Math.Max(low / widen, double.Epsilon), Math.Min(high * widen, double.MaxValue), from, to);
    }

    protected override double Share(double value) => double.IsNaN(value) ? double.NaN : value <= 0 ? 0 : (Math.Log10(value) - low) / (high - low);

    /// <summary>
    /// Labels at powers of ten, thinned to nine at most; below two decades also at 2 and 5; unlabelled ticks between, unless there are very
    /// many.
    /// </summary>
    private IEnumerable<Tick> MakeTicks(double least, double most)
    {
        var decades = Math.Log10(most) - Math.Log10(least);
        var stride = Math.Max(1, (int)Math.Ceiling(decades / 8));
        if (hasZero) yield return new Tick(0, "0");
        for (var exponent = (int)Math.Floor(Math.Log10(least)); exponent <= Math.Log10(most); exponent++)
        {
            for (var digit = 1; digit <= 9; digit++)
            {
                var value = double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digit}e{exponent}"), CultureInfo.InvariantCulture);
                if (value < least * (1 - 1e-12) || value > most * (1 + 1e-12) || !double.IsFinite(value)) continue;
                var labelled = digit == 1 ? exponent % stride == 0 : decades < 2 && digit is 2 or 5 || decades < 0.5;
                if ((digit > 1 && decades > 8) || (!labelled && decades > ManyDecades)) continue;
                yield return new Tick(value, labelled ? Label(digit, exponent) : "");
            }
        }
    }

    private static string Label(int digit, int exponent) => exponent switch
    {
        >= 6 or <= -4 => (digit == 1 ? "" : NumberText.Count(digit) + "·") + "10" + Superscript(exponent),
        _ => NumberText.Short(double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digit}e{exponent}"), CultureInfo.InvariantCulture)),
    };

    private static string Superscript(int exponent) =>
        string.Concat(NumberText.Count(exponent).Select(letter => letter == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[letter - '0']));
}

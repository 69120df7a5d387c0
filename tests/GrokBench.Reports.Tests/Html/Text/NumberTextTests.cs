using GrokBench.Reports.Html.Text;
using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Html.Text;

internal sealed class NumberTextTests
{
    [TestCase(0, "0")]
    [TestCase(0.0189, "0.0189")]
    [TestCase(1.0 / 3, "0.333")]
    [TestCase(12.345, "12.3")]
    [TestCase(99.96, "100")]
    [TestCase(12345.6, "12346")]
    [TestCase(-4.6, "-4.6")]
    [TestCase(2_500_000, "2.5e6")]
    [TestCase(0.000012345, "1.23e-5")]
    [TestCase(double.Epsilon, "4.94e-324")]
    [TestCase(double.MaxValue, "1.8e308")]
    [TestCase(double.MinValue, "-1.8e308")]
    [TestCase(double.NegativeInfinity, "-∞")]
    [TestCase(double.NaN, "unknown")]
    [TestCase(double.PositiveInfinity, "∞")]
    public void Short_OfANumber_HasThreeDigits(double value, string expected) => Assert.That(NumberText.Short(value), Is.EqualTo(expected));

    [TestCase(Bound.None, "6000")]
    [TestCase(Bound.Above, "> 6000")]
    [TestCase(Bound.Below, "< 6000")]
    [TestCase(Bound.Unknown, "unknown")]
    public void Known_OfABound_SaysWhichSide(Bound bound, string expected) => Assert.That(NumberText.Known(6000, bound), Is.EqualTo(expected));

    [TestCase(300, 300, "300")]
    [TestCase(300, double.PositiveInfinity, "> 300")]
    [TestCase(299.5, double.PositiveInfinity, "≥ 300")]
    [TestCase(0.5, double.PositiveInfinity, "≥ 1")]
    [TestCase(299.5, 299.5, "300")]
    [TestCase(double.NegativeInfinity, double.PositiveInfinity, "unknown")]
    public void Step_OfWhatIsKnown_IsWhole(double low, double high, string expected) => Assert.That(NumberText.Step(new Reading(low, high)), Is.EqualTo(expected));

    [Test]
    public void Interval_WithAnOpenEnd_HasARoundBracketThere() => Assert.That(NumberText.Interval(24, double.PositiveInfinity), Is.EqualTo("[24, ∞)"));

    [TestCase(12.04, "12")]
    [TestCase(-0.04, "0")]
    [TestCase(7.25, "7.2")]
    public void Length_OfPixels_HasOneDecimal(double pixels, string expected) => Assert.That(NumberText.Length(pixels), Is.EqualTo(expected));

    [TestCase(3.21, "3.2 s")]
    [TestCase(90, "90 s")]
    [TestCase(312, "5.2 min")]
    [TestCase(12240, "3.4 h")]
    [TestCase(3.6e12, "1e9 h")]
    [TestCase(1e300, "2.78e296 h")]
    [TestCase(double.PositiveInfinity, "∞ h")]
    [TestCase(double.NaN, "unknown")]
    public void Duration_OfSeconds_ChoosesItsUnit(double seconds, string expected) => Assert.That(NumberText.Duration(seconds), Is.EqualTo(expected));
}

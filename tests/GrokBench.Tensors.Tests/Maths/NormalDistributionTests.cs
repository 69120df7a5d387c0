using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Tests.Maths;

internal sealed class NormalDistributionTests
{
    /// <summary>Against mpmath at 50 digits (by the asymptotic series at -1e8).</summary>
    [TestCase(-1e8, -5000000000000019.3, 100000000.00000001)]
    [TestCase(-200, -20006.21728089819, 200.00499975003124)]
    [TestCase(-38.5, -745.69527029041108, 38.525939096854494)]
    [TestCase(-20, -203.91715537109726, 20.049753068527851)]
    [TestCase(-8.3, -37.494217423748254, 8.4172139655036132)]
    [TestCase(-5, -15.064998393988726, 5.1865039671258421)]
    [TestCase(-3.7, -9.1352353718728765, 3.9404575210740387)]
    [TestCase(-2.5, -5.0816482772786905, 2.8227447976639073)]
    [TestCase(-1.41, -2.5348975322184283, 1.8624801230258731)]
    [TestCase(-1, -1.8410216450092635, 1.5251352761609812)]
    [TestCase(-0.5, -1.1759117615936186, 1.1410777703680645)]
    [TestCase(-0.1, -0.77615459273027333, 0.86261747153093614)]
    [TestCase(-1e-9, -0.69314718135782987, 0.79788456143948513)]
    [TestCase(0, -0.69314718055994531, 0.79788456080286536)]
    [TestCase(1e-9, -0.69314717976206075, 0.79788456016624558)]
    [TestCase(0.3, -0.48141016158848121, 0.61722085361273445)]
    [TestCase(0.9, -0.2034146097557469, 0.32610889376111955)]
    [TestCase(1.6, -0.0563579843039837, 0.11735162035468787)]
    [TestCase(2.75, -0.002984211568374192, 0.0091207401477598336)]
    [TestCase(4.2, -1.3345838071207066e-5, 5.894385440642676e-5)]
    [TestCase(6, -9.8658764552437573e-10, 6.0758828558176764e-9)]
    [TestCase(9.5, -1.0494515075362607e-21, 1.007793539430001e-20)]
    [TestCase(30, -4.9067139271481871e-198, 1.4736461348785475e-196)]
    public void LogCumulative_OfANumber_IsAccurateInBothTails(double z, double logarithm, double slope)
    {
        // The right tail is e^(-z²/2) times a smooth function, and the exponent has five roundings.
        var tolerance = z > 0 ? (20 + (2.5 * z * z)) / (1L << 53) : 2e-15;
        var found = NormalDistribution.LogCumulative(z);
        Assert.That(found.LogCumulative, Is.EqualTo(logarithm).Within(tolerance * Math.Abs(logarithm)));
        Assert.That(found.Slope, Is.EqualTo(slope).Within(tolerance * slope));
    }

    [Test]
    public void LogCumulative_FarOut_IsTheLimit()
    {
        Assert.That(NormalDistribution.LogCumulative(100), Is.EqualTo((0.0, 0.0)));
        Assert.That(NormalDistribution.LogCumulative(double.NaN).LogCumulative, Is.NaN);
    }

    [Test]
    public void Cumulative_OfANumber_AgreesWithItsLogarithmAndItsMirrorImage()
    {
        for (var z = -8.0; z <= 8; z += 0.37)
        {
            Assert.That(NormalDistribution.Cumulative(z), Is.EqualTo(SpecialFunctions.Exp(NormalDistribution.LogCumulative(z).LogCumulative)).Within(1e-15));
            Assert.That(NormalDistribution.Cumulative(z) + NormalDistribution.Cumulative(-z), Is.EqualTo(1).Within(1e-15));
        }
    }

    [TestCase(0, 0)]
    [TestCase(1e-20, 1e-20)]
    [TestCase(1e-9, 9.9999999950000000e-10)]
    [TestCase(-0.25, -0.28768207245178093)]
    [TestCase(1, 0.69314718055994531)]
    [TestCase(-1, double.NegativeInfinity)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    public void LogOnePlus_OfANumber_KeepsItsAccuracyNearZero(double x, double logarithm) =>
        Assert.That(SpecialFunctions.LogOnePlus(x), Is.EqualTo(logarithm).Within(double.IsFinite(logarithm) ? 3e-16 * Math.Abs(logarithm) : 0));

    [Test]
    public void Exp_OfASpan_HasTheBitsOfEachNumber([Range(0, 19)] int length)
    {
        double[] numbers = [.. Enumerable.Range(0, length).Select(i => (i * 1.7) - 15)];
        var span = (double[])numbers.Clone();
        SpecialFunctions.Exp(span.AsSpan());
        Assert.That(span, Is.EqualTo(numbers.Select(SpecialFunctions.Exp)));
    }
}

using GrokBench.Runner.Formatting;

namespace GrokBench.Runner.Tests.Formatting;

[SetCulture("ru-RU")]
public sealed class UnitsTests
{
    [TestCase(0, "0.0 s")]
    [TestCase(9.94, "9.9 s")]
    [TestCase(9.96, "10 s")]
    [TestCase(59.4, "59 s")]
    [TestCase(59.6, "1 min 0 s")]
    [TestCase(3599.4, "59 min 59 s")]
    [TestCase(7800, "2 h 10 min")]
    public void Duration_Seconds_HasTwoParts(double seconds, string text)
    {
        Assert.That(Units.Duration(seconds), Is.EqualTo(text));
    }

    [TestCase(0, "0.0 MiB")]
    [TestCase(1023L << 20, "1023.0 MiB")]
    [TestCase(1536L << 20, "1.5 GiB")]
    public void Memory_Bytes_HaveAUnitThatFits(long bytes, string text) => Assert.That(Units.Memory(bytes), Is.EqualTo(text));

    [Test]
    public void Accuracy_Undefined_IsADash()
    {
        Assert.That(Units.Accuracy(double.NaN), Is.EqualTo("-"));
        Assert.That(Units.Accuracy(0.98765), Is.EqualTo("0.988"));
    }
}

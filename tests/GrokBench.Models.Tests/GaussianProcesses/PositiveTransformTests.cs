using GrokBench.Models.GaussianProcesses;

namespace GrokBench.Models.Tests.GaussianProcesses;

internal sealed class PositiveTransformTests
{
    [Test]
    public void Raw_OfAnyValue_IsWhatTheValueComesFrom(
        [Values("exp", "softplus")] string word, [Values(1e-17, 1e-10, 0.99e-4, 1e-4, 0.005, 0.7, 30, 1e3)] double value)
    {
        var transform = PositiveTransform.Named(word);
        Assert.That(transform.Value(transform.Raw(value)), Is.EqualTo(value).Within(2e-12 * value));
    }
}

using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Tests.Maths;

internal sealed unsafe class LanesTests
{
    /// <summary>Halfway cases, subnormals, overflow and NaN among draws; nothing is written behind the last value.</summary>
    [Test]
    public void Round_AnyCount_IsTheNearestOfEach([Range(0, 67)] int count)
    {
        var draws = new RandomStream(1, "values");
        double[] special = [1 + Math.ScaleB(1, -24), 1 + (3 * Math.ScaleB(1, -24)), 1e-42, 1e-46, 3.5e38, -3.5e38, double.NegativeInfinity, double.NaN, -0.0];
        var values = Enumerable.Range(0, count).Select(i => i % 3 == 0 ? special[i / 3 % special.Length] : draws.Normal((ulong)i)).ToArray();
        float* singles = stackalloc float[count + 1];
        double* doubles = stackalloc double[count + 1];
        (singles[count], doubles[count]) = (7, 7);
        Lanes.Round(values, singles);
        Lanes.Round(values, doubles);
        Assert.That(new Span<float>(singles, count).ToArray(), Is.EqualTo(values.Select(value => (float)value)));
        Assert.That(new Span<double>(doubles, count).ToArray(), Is.EqualTo(values));
        Assert.That((singles[count], doubles[count]), Is.EqualTo((7, 7)));
    }
}

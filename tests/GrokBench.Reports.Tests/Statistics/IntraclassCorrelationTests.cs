using GrokBench.Reports.Statistics;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class IntraclassCorrelationTests
{
    /// <summary>At the ends of the interval the tail is 5 %; a bound that no correlation can miss refutes nothing.</summary>
    [Test]
    public void Below_AtTheEndsOfTheInterval_IsItsTail()
    {
        double[][] groups = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];
        var correlation = IntraclassCorrelation.Of(groups);

        Assert.That(correlation.Below(correlation.High), Is.EqualTo(0.05).Within(1e-9));
        Assert.That(correlation.Below(correlation.Low), Is.EqualTo(0.95).Within(1e-9));
        Assert.That(correlation.Below(-0.5), Is.EqualTo(1));
    }

    /// <summary>Six targets rated by four judges each: table 2 of Shrout and Fleiss 1979.</summary>
    private static readonly double[][] Ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];

    /// <summary>The paper prints 0.17 (mean squares 11.24 and 6.26); the R package psych prints it with a 95 % interval from -0.13 to 0.72.</summary>
    [Test]
    public void Of_ShroutAndFleiss_AsPrinted()
    {
        var correlation = IntraclassCorrelation.Of(Ratings, coverage: 0.95);

        Assert.That(correlation.Value, Is.EqualTo(0.17).Within(0.005));
        Assert.That(correlation.Low, Is.EqualTo(-0.13).Within(0.005));
        Assert.That(correlation.High, Is.EqualTo(0.72).Within(0.005));
    }

    [Test]
    public void Of_ShroutAndFleiss_MeanSquaresByHand() => Assert.That(
        IntraclassCorrelation.Of(Ratings).Value, Is.EqualTo((11.241667 - 6.263889) / (11.241667 + (3 * 6.263889))).Within(1e-6));

    [Test]
    public void Of_NothingWithinGroups_One()
    {
        var correlation = IntraclassCorrelation.Of([[1, 1], [2, 2], [3, 3]]);

        Assert.That((correlation.Value, correlation.Low, correlation.High), Is.EqualTo((1.0, 1.0, 1.0)));
    }

    [Test]
    public void Of_NothingBetweenGroups_Least() => Assert.That(IntraclassCorrelation.Of([[1, 2, 3], [1, 2, 3]]).Value, Is.EqualTo(-0.5).Within(1e-15));

    [Test]
    public void Of_AllEqual_NaN() => Assert.That(IntraclassCorrelation.Of([[2, 2], [2, 2]]).Value, Is.NaN);

    [Test]
    public void Of_UnequalSizes_Throws() => Assert.That(() => IntraclassCorrelation.Of([[1, 2], [1]]), Throws.ArgumentException);

    [Test]
    public void Of_OneGroup_Throws() => Assert.That(() => IntraclassCorrelation.Of([[1, 2]]), Throws.ArgumentException);

    /// <summary>A correlation has no unit, also where squares of the values lie beyond all numbers.</summary>
    [TestCase(1000)]
    [TestCase(-1000)]
    public void Of_ExtremeValues_IsThatOfOrdinaryOnes(int power) => Assert.That(
        IntraclassCorrelation.Of([.. Ratings.Select(group => group.Select(value => Math.ScaleB(value, power)).ToArray())]),
        Is.EqualTo(IntraclassCorrelation.Of(Ratings)));

    [Test]
    public void Of_AnInfiniteValue_NaN() => Assert.That(IntraclassCorrelation.Of([[1, double.PositiveInfinity], [2, 3]]).Value, Is.NaN);

    [Test]
    public void Of_AllZero_NaN() => Assert.That(IntraclassCorrelation.Of([[0, 0], [0, 0]]).Value, Is.NaN);
}

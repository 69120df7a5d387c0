using GrokBench.Suites.Records;

namespace GrokBench.Suites.Tests.Records;

public sealed class CurveDifferenceTests
{
    [Test]
    public void First_CommonStepsAgree_None() => Assert.That(
        First(Curves.Of(10, ("a", [1, double.NaN, 3]), ("mine", [1, 1, 1])), Curves.Of(20, ("a", [1, 3, 9]), ("theirs", [2, 2, 2]))), Is.Null);

    [Test]
    public void First_ValuesNotANumberInBoth_AreEqual() => Assert.That(First(Curves.Of(10, ("a", [1, double.NaN])), Curves.Of(10, ("a", [1, double.NaN]))), Is.Null);

    [Test]
    public void First_SeveralDiffer_IsTheFirstStepAndName() => Assert.That(
        First(Curves.Of(10, ("a", [1, 1, 2]), ("b", [1, 2, 1]), ("c", [1, double.NaN, 1])), Curves.Of(10, ("a", [1, 1, 1]), ("b", [1, 1, 1]), ("c", [1, 1, 1]))),
        Is.EqualTo(new CurveDifference(10, "b", 2, 1)));

    [Test]
    public void First_SeriesThatIsNotCompared_IsLeftOut() =>
        Assert.That(CurveDifference.First(Curves.Of(10, ("a", [1, 1])), Curves.Of(10, ("a", [1, 2])), _ => false), Is.Null);

    private static CurveDifference? First(Curve one, Curve other) => CurveDifference.First(one, other, _ => true);
}

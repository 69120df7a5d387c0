using GrokBench.Runner.Preparation;

namespace GrokBench.Runner.Tests.Preparation;

public sealed class HintTests
{
    private static readonly string[] Names = ["gromov-2023", "liu-2022", "liu-2023", "nanda-2023", "power-2022"];

    [TestCase("gromov", "; did you mean gromov-2023?")]
    [TestCase("Nanda", "; did you mean nanda-2023?")]
    [TestCase("nanda-2032", "; did you mean nanda-2023?")]
    [TestCase("liu", "; did you mean liu-2022 or liu-2023?")]
    [TestCase("wer-2022", "; did you mean power-2022?")]
    [TestCase("2023", "; did you mean gromov-2023 or liu-2023 or nanda-2023?")]
    [TestCase("li", "; there are gromov-2023, liu-2022, liu-2023, nanda-2023, power-2022")]
    [TestCase("barak", "; there are gromov-2023, liu-2022, liu-2023, nanda-2023, power-2022")]
    public void For_UnknownName_OffersTheNearestOrThoseThatHoldIt(string unknown, string hint) => Assert.That(Hint.For(unknown, Names), Is.EqualTo(hint));

    [Test]
    public void For_PartOfManyNames_ShowsAll() =>
        Assert.That(Hint.For("cell", ["cell-a", "cell-b", "cell-c", "cell-d", "cell-e"]), Is.EqualTo("; there are cell-a, cell-b, cell-c, cell-d, cell-e"));
}

using GrokBench.Runner.Answers;

namespace GrokBench.Runner.Tests.Answers;

public sealed class QuestionTests
{
    private static readonly Question Whole = new() { Suites = ["power-2022", "nanda-2023"], Files = ["suites/power-2022.yaml", "suites/nanda-2023.yaml"], Profile = "ci" };

    [Test]
    public void Covers_TheSameInAnotherOrderAndMore_Yes() =>
        Assert.That((Whole with { Suites = ["controls", "nanda-2023", "power-2022"] }).Covers(Whole, All), Is.True);

    [Test]
    public void Covers_FewerSuites_OnlyOnceTheOthersAreGone()
    {
        var one = Whole with { Suites = ["power-2022"] };
        Assert.Multiple(() =>
        {
            Assert.That(one.Covers(Whole, All), Is.False);
            Assert.That(one.Covers(Whole, (name, file) => name != "nanda-2023" || file != "suites/nanda-2023.yaml"), Is.True, "it was renamed or deleted");
        });
    }

    [Test]
    public void Covers_ASelection_OnlyTheSame()
    {
        var selected = Whole with { Only = ["C1", "C2"], Seeds = "2" };
        Assert.Multiple(() =>
        {
            Assert.That(selected.Covers(Whole, All), Is.False);
            Assert.That(Whole.Covers(selected, All), Is.True);
            Assert.That((selected with { Only = ["C2", "C1"] }).Covers(selected, All), Is.True);
            Assert.That((selected with { Only = ["C1"] }).Covers(selected, All), Is.False);
            Assert.That((selected with { Seeds = "3" }).Covers(selected, All), Is.False);
            Assert.That((selected with { Cells = ["addition"] }).Covers(selected, All), Is.False);
        });
    }

    [Test]
    public void Covers_AnotherProfile_No() => Assert.That((Whole with { Profile = "smoke" }).Covers(Whole, All), Is.False);

    private static bool All(string name, string? file) => true;
}

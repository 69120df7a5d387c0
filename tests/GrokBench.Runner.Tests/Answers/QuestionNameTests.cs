using GrokBench.Runner.Answers;

namespace GrokBench.Runner.Tests.Answers;

public sealed class QuestionNameTests
{
    private static readonly Question Tiny = new() { Suites = ["tiny"], Profile = "ci" };

    [Test]
    public void Of_PlainNames_IsReadable()
    {
        Assert.Multiple(() =>
        {
            Assert.That(QuestionName.Of(Tiny), Is.EqualTo("tiny,ci"));
            Assert.That(QuestionName.Of(Tiny with { Suites = ["tiny", "long"], Only = ["T1", "T2"], Seeds = "2" }), Is.EqualTo("tiny+long,ci,only=T1+T2,seeds=2"));
        });
    }

    [Test]
    public void Of_CellsThatDifferInPunctuation_AreSafeAndDifferent()
    {
        string[] names = [.. new[] { "a[task.operation=x+y]", "a[task.operation=x-y]", "a[task.operation=x*y]" }.Select(cell => QuestionName.Of(Tiny with { Cells = [cell] }))];

        Assert.That(names, Is.Unique);
        Assert.That(names, Has.All.Match(@"\Atiny,ci,cell=a-task\.operation=x[-+]y-?-[0-9a-f]{8}\z"));
    }

    [Test]
    public void Of_NamesThatHoldSeparators_Differ()
    {
        Question[] questions =
        [
            Tiny with { Suites = ["a", "b"] }, Tiny with { Suites = ["a+b"] },
            Tiny with { Suites = ["a"], Only = ["T1"] }, Tiny with { Suites = ["a,ci,only=T1"] },
            Tiny with { Set = ["task.x=1", "task.y=2"] }, Tiny with { Set = ["task.x=1,task.y=2"] },
        ];

        Assert.That(questions.Select(QuestionName.Of), Is.Unique);
    }

    [Test]
    public void Of_ManySuitesOrALongSelection_IsShortAndDiffers()
    {
        var many = Tiny with { Suites = ["a", "b", "c", "d"], Only = ["C1"] };
        var cells = Tiny with { Cells = [new string('a', 200), "b"] };
        Assert.Multiple(() =>
        {
            Assert.That(QuestionName.Of(many), Does.Match(@"\A4-suites,ci,only=C1-[0-9a-f]{8}\z"));
            Assert.That(QuestionName.Of(many with { Suites = ["a", "b", "c", "e"] }), Is.Not.EqualTo(QuestionName.Of(many)));
            Assert.That(QuestionName.Of(cells), Has.Length.LessThanOrEqualTo(70));
            Assert.That(QuestionName.Of(cells with { Cells = [new string('a', 200), "c"] }), Is.Not.EqualTo(QuestionName.Of(cells)));
        });
    }
}

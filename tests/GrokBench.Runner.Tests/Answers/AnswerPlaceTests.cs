using GrokBench.Runner.Answers;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Answers;

public sealed class AnswerPlaceTests
{
    private static readonly Question Narrow = new() { Suites = ["tiny"], Profile = "ci", Only = ["T1"] };

    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void Of_EmptyFolder_IsTheFolder() => Assert.That(Place(Narrow), Is.EqualTo(new AnswerPlace(folder.Path, null)));

    [Test]
    public void Of_OutcomeWithoutAQuestion_TakesItsClaimsForWholeSuites()
    {
        Write("""{ "schema": 1, "profile": "ci", "claims": { "tiny": { "T1": "refuted" }, "gone": {} } }""");
        File.WriteAllText(Path.Combine(folder.Path, "tiny.yaml"), "");

        Assert.Multiple(() =>
        {
            Assert.That(Place(Narrow).Part, Is.EqualTo("parts/tiny,ci,only=T1"));
            Assert.That(Place(Narrow).Folder, Is.EqualTo(Path.Combine(folder.Path, "parts", "tiny,ci,only=T1")));
            Assert.That(Place(Narrow with { Only = [] }).Part, Is.Null, "the whole of the one suite that still exists");
        });
    }

    [TestCase("")]
    [TestCase("not JSON")]
    [TestCase("""{ "schema": 1, "claims": null }""")]
    [TestCase("""{ "question": { "suites": 3 } }""")]
    public void Of_OutcomeThatTellsNothing_IsTheFolder(string outcome)
    {
        Write(outcome);

        Assert.That(Place(Narrow).Part, Is.Null);
    }

    private AnswerPlace Place(Question question) => AnswerPlace.Of(question, folder.Path, folder.Path);

    private void Write(string outcome) => File.WriteAllText(Path.Combine(folder.Path, "outcome.json"), outcome);
}

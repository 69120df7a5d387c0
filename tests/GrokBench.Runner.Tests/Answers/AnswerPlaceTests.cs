using System.Text.Json;
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
        Write("""{ "schema": 1, "profile": "ci", "claims": { "tiny": { "T1": "refuted" }, "other": {} } }""");

        Assert.Multiple(() =>
        {
            Assert.That(Place(Narrow).Part, Is.EqualTo("parts/tiny,ci,only=T1"));
            Assert.That(Place(Narrow).Folder, Is.EqualTo(Path.Combine(folder.Path, "parts", "tiny,ci,only=T1")));
            Assert.That(Place(Narrow with { Only = [] }).Part, Is.EqualTo("parts/tiny,ci"), "nothing tells that the other suite is gone");
            Assert.That(Place(Narrow with { Suites = ["tiny", "other"], Only = [] }).Part, Is.Null);
        });
    }

    [Test]
    public void Of_SuiteOfTheOldAnswerLeftOut_TakesItsPlaceOnlyOnceTheSuiteIsGone()
    {
        var (there, deleted, elsewhere) = (Path.Combine(folder.Path, "there.yaml"), Path.Combine(folder.Path, "deleted.yaml"), Path.Combine(folder.Path, "unmounted", "other.yaml"));
        File.WriteAllText(there, "");
        string? PartBeside(string file)
        {
            Write(JsonSerializer.Serialize(new { question = new { suites = new[] { "tiny", "other" }, files = new[] { "/tiny.yaml", file }, profile = "ci" } }));
            return Place(Narrow with { Only = [] }).Part;
        }

        Assert.Multiple(() =>
        {
            Assert.That(PartBeside(deleted), Is.Null);
            Assert.That(PartBeside(there), Is.EqualTo("parts/tiny,ci"));
            Assert.That(PartBeside(elsewhere), Is.EqualTo("parts/tiny,ci"), "its folder is not there either");
            Assert.That(PartBeside("suites/other.yaml"), Is.EqualTo("parts/tiny,ci"), "the folder that this path begins at is not known");
            File.WriteAllText(Path.Combine(folder.Path, "other.yaml"), "");
            Assert.That(PartBeside(deleted), Is.EqualTo("parts/tiny,ci"), "it was moved to the folder of suites");
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

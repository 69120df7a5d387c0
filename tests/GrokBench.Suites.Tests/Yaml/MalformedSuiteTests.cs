using GrokBench.Suites.Yaml;

namespace GrokBench.Suites.Tests.Yaml;

/// <summary>Every file of the folder Malformed gives exactly the messages of the file beside it.</summary>
public sealed class MalformedSuiteTests
{
    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Yaml", "Malformed");

    private static IEnumerable<string> Names =>
        Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Names))]
    public void Read_MalformedSuite_ReportsExactlyTheExpectedProblems(string name)
    {
        var file = name + ".yaml";
        var reading = SuiteReader.Parse(file, File.ReadAllText(Path.Combine(Folder, file)), "ci", ToyKinds.Vocabulary);
        var problems = string.Concat(reading.Problems.Select(problem => $"{problem}\n"));
        Assert.Multiple(() =>
        {
            Assert.That(problems, Is.EqualTo(File.ReadAllText(Path.Combine(Folder, name + ".expected"))));
            Assert.That(reading.Suites, Is.Empty);
        });
    }

    [Test]
    public void Names_OfTheFolder_AreAtLeastTwenty() => Assert.That(Names.Count(), Is.GreaterThanOrEqualTo(20));
}

using System.Globalization;
using GrokBench.Suites.Tests.Fakes;
using GrokBench.Suites.Yaml;

namespace GrokBench.Suites.Tests.Yaml;

public sealed class SuiteReaderTests
{
    private const string Runs = """
        runs:
          addition: { task: { train: 0.25 } }
        """;

    [Test]
    public void Parse_Suite_GivesNamesAndPaper()
    {
        var suite = ToySuite.Read("""
            suite: toy
            paper: { title: A title, authors: A and B, year: 2022, arxiv: "2201.02177", summary: It says so. }
            theories: [circuit-formation, slingshot]

            """ + ToySuite.Head.Split('\n', 3)[2] + Runs + ToySuite.NoClaims);

        Assert.Multiple(() =>
        {
            Assert.That((suite.Name, suite.File, suite.Profile), Is.EqualTo(("toy", "toy.yaml", "ci")));
            Assert.That(suite.Paper, Is.EqualTo(new Paper("A title", "A and B", 2022, "2201.02177", "It says so.")));
            Assert.That(suite.Theories, Is.EqualTo(new[] { "circuit-formation", "slingshot" }));
            Assert.That(suite.Claims, Is.Empty);
        });
    }

    [Test]
    public void Parse_UnderAnotherCulture_ReadsAndWritesNumbersTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru-RU");
        try
        {
            var problems = ToySuite.Problems(ToySuite.Head + "runs:\n  addition: { task: { train: 1.5 } }" + ToySuite.NoClaims);

            Assert.That(ToySuite.ReadRuns(Runs).Groups[0].Cells[0].Runs[0].Training.Task.Number("train"), Is.EqualTo(0.25));
            Assert.That(problems, Is.EqualTo(new[] { "10:30: task.train is 1.5, expected a number above 0 and at most 1" }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Parse_UnknownProfile_Throws() =>
        Assert.That(() => SuiteReader.Parse("toy.yaml", "", "huge", ToyKinds.Vocabulary), Throws.ArgumentException.With.Message.Contains("smoke, ci, paper"));

    /// <summary>Whatever an interrupted edit leaves behind is reported, never thrown.</summary>
    [Test]
    public void Parse_EveryBeginningOfASuite_ReadsOrReports()
    {
        var text = ToySuite.Head + Runs + """

            claims:
              C1: { title: "Late", says: 'Late.', source: Fig. 1, strength: strong, over: addition, check: { kind: value, of: { highest: test.loss, to: t_gen }, at-most: 2 } }
            """;
        var silent = Enumerable.Range(0, text.Length)
            .Select(length => SuiteReader.Parse("toy.yaml", text[..length], "ci", ToyKinds.Vocabulary))
            .Count(reading => reading.Suites.IsEmpty == reading.Problems.IsEmpty);

        Assert.That(silent, Is.Zero);
        Assert.That(ToySuite.Read(text).Claims, Has.Length.EqualTo(1));
    }

    [Test]
    public void Read_SeveralFiles_GivesTheGoodSuitesAndAllProblems()
    {
        using var folder = new TemporaryFolder();
        string Write(string name, string text)
        {
            var path = Path.Combine(folder.Path, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return path;
        }

        var good = Write("toy.yaml", ToySuite.Head + Runs + ToySuite.NoClaims);
        var again = Write(Path.Combine("again", "toy.yaml"), ToySuite.Head + Runs + ToySuite.NoClaims);
        var bad = Write("bad.yaml", "suite: bad\npaper: { title: Bad }\nruns: {}\nclaims: {}\n");
        var missing = Path.Combine(folder.Path, "missing.yaml");

        var reading = SuiteReader.Read([good, missing, bad, again], "ci", ToyKinds.Vocabulary);

        Assert.Multiple(() =>
        {
            Assert.That(reading.Suites.Select(suite => suite.File), Is.EqualTo(new[] { good }));
            Assert.That(reading.Problems.Select(problem => problem.ToString()), Is.EqualTo(new[]
            {
                $"{missing}:1:1: no such file, expected a suite file that can be read",
                $"{bad}:3:7: runs is empty, expected at least one run group",
                $"{again}:1:1: a second suite toy, expected suites of different names (the first is in {good})",
            }));
        });
    }
}

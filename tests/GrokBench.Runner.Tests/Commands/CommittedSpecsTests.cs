using System.Text;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>
/// What is verified is rebuilt from <c>spec.json</c> alone: it leads back to the run for every run of every committed suite.
/// </summary>
public sealed class CommittedSpecsTests
{
    private static string[] Suites => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "suites"), "*.yaml");

    private static IEnumerable<string> Names => Suites.Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Names))]
    public void Read_SpecOfACommittedRun_HasTheSameRunId(string name)
    {
        var runs = (from profile in (string[])["smoke", "ci", "paper"]
                    from suite in SuiteReader.Read([Suites.Single(file => Path.GetFileNameWithoutExtension(file) == name)], profile,
                        ClaimCatalogue.Vocabulary).Suites
                    from @group in suite.Groups
                    from cell in @group.Cells
                    from run in cell.Runs
                    select run).DistinctBy(run => run.Id).ToArray();

        Assert.That(runs, Is.Not.Empty);
        foreach (var run in runs)
            Assert.That(RunId.Of(SpecFile.Read(Encoding.UTF8.GetBytes(CanonicalSpec.Write(run.Training)))), Is.EqualTo(run.Id));
    }
}

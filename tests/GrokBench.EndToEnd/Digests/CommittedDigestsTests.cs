using System.Collections.Immutable;
using GrokBench.EndToEnd.CommandLine;
using GrokBench.Models;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;
using GrokBench.Suites.Yaml;

namespace GrokBench.EndToEnd.Digests;

/// <summary>A change of bits is seen in the commit that makes it: results/reference/digests.json changes with it.</summary>
public sealed class CommittedDigestsTests
{
    /// <summary>Set to 1 by <c>make digests</c>.</summary>
    private const string Rewrite = "GROKBENCH_REWRITE_DIGESTS";

    private static readonly string Suite = GrokBenchProcess.Suite("digests");
    private static readonly string Committed = Path.Combine(Repository.Path, "results", "reference", "digests.json");

    /// <summary>But for tasks whose files a machine may lack: their stand-ins are here.</summary>
    private static IKind[] Kinds =>
        [.. Catalogue.Tasks.Values.Where(task => task is not IFileTask), .. KindsOfTraining];

    /// <summary>Of tasks the kinds suffice, as their datasets have checksums of their own.</summary>
    private static IKind[] KindsOfTraining =>
        [.. Catalogue.Families.Values, .. Catalogue.Optimisers.Values, .. Catalogue.Losses.Values, Catalogue.Training];

    [Test]
    public void Run_CommittedSuite_HasTheCommittedBits()
    {
        using var folder = new TemporaryFolder();
        var ended = GrokBenchProcess.Run("run", Suite, "--out", folder.Path, "--quiet");
        Assert.That(ended.Code, Is.Zero, ended.Errors);
        var found = DigestList.OfResults(Suite, folder.Path);

        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Committed)!);
            File.WriteAllText(Committed, found.Write());
            Assert.Pass($"{Committed} is rewritten");
        }

        var differences = DigestList.Differences(DigestList.Parse(File.ReadAllText(Committed)), found);
        if (differences.Count == 0) return;
        Assert.Fail($"""
            Not as results/reference/digests.json has it:
              {string.Join("\n  ", differences)}
            Each run's settings are in tests/GrokBench.EndToEnd/Suites/digests.yaml.
            If bits were not meant to change, something broke the determinism contract, or changed what is computed: docs/determinism.md.
            If they were: raise the version of what changed (CpuEngine.Version, or the Version of the task, model, optimiser, loss or training
            section), say why in CHANGELOG.md, and run make digests.
            """);
    }

    [Test]
    public void Suite_UsesEveryKindThatDecidesBits([ValueSource(nameof(Kinds))] IKind kind)
    {
        Assert.That(Choices().Any(choice => choice.Kind == kind), $"{Path.GetFileName(Suite)} has no run with {kind.Name}; add one, then make digests");
    }

    /// <summary>A setting that several kinds share counts once. Of a mapping's words those count that a suite must state.</summary>
    [Test]
    public void Suite_UsesEveryWordOfEverySetting([ValueSource(nameof(KindsOfTraining))] IKind kind)
    {
        var used = Choices().SelectMany(
            choice => choice.Kind.Settings.SelectMany(setting => Words(choice[setting.Name]).Select(word => (setting, word))));
        var all = kind.Settings.SelectMany(setting => Words(setting.Type).Select(word => (setting, word)));
        var missing = all.Except(used).Select(pair => $"{pair.setting.Name}: {pair.word}");

        Assert.That(
            missing, Is.Empty, $"{Path.GetFileName(Suite)} never uses these settings of {kind.Name}; add them to a run, then make digests");
    }

    private static IEnumerable<Choice> Choices() => Runs().Select(run => run.Training)
        .SelectMany(training => new[] { training.Task, training.Model, training.Optimiser, training.LossChoice, training.Training });

    private static IEnumerable<RunSpec> Runs() =>
        SuiteReader.Read([Suite], "ci", ClaimCatalogue.Vocabulary).Suites.Single().Groups.SelectMany(group => group.Cells).SelectMany(cell => cell.Runs);

    private static IEnumerable<string> Words(SettingType type) => type switch
    {
        ChoiceType choice => choice.Words,
        FlagType => ["true", "false"],
        ListType list => Words(list.Element),
        UnionType union => union.Types.SelectMany(Words),
        MappingType mapping => mapping.Entries.Where(entry => entry.Required).SelectMany(entry => Words(entry.Type)),
        _ => [],
    };

    private static IEnumerable<string> Words(SettingValue value) => value.Content switch
    {
        ImmutableArray<SettingValue> items => items.SelectMany(Words),
        ImmutableSortedDictionary<string, SettingValue> entries => entries.Values.SelectMany(Words),
        _ => [value.ToString()],
    };
}

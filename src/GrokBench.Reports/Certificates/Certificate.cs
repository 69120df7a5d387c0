using System.Collections.Immutable;
using GrokBench.Reports.Html.Views;
using GrokBench.Reports.Summaries;
using GrokBench.Suites;

namespace GrokBench.Reports.Certificates;

/// <summary>What a certificate says of a suite: all files of it are pure functions of this.</summary>
/// <param name="Report">The suite as it was judged.</param>
/// <param name="Decided">When.</param>
/// <param name="Judge">The program that judged.</param>
/// <param name="SuiteFile">What was asked.</param>
/// <param name="Outputs">What was answered, the verdicts first.</param>
public sealed record Certificate(
    SuiteReport Report, DateTimeOffset Decided, StoredEnvironment Judge, CertificateFile SuiteFile, ImmutableArray<CertificateFile> Outputs)
{
    public const string Page = "certificate.html";
    public const string Codecheck = "codecheck.yml";
    public const string Statement = "statement.json";
    public const string Citation = "CITATION.cff";
    public const string Crate = "ro-crate-metadata.json";

    public Suite Suite => Report.Suite;

    public Paper Paper => Report.Suite.Paper;

    /// <summary>Address of the publication; null where it has none on arXiv.</summary>
    public string? Reference => Paper.Arxiv.Length > 0 ? $"https://arxiv.org/abs/{Paper.Arxiv}" : null;

    /// <summary>As far as the suite names them; empty for a suite without a publication.</summary>
    public ImmutableArray<string> Authors =>
        [.. Paper.Authors.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The trainings behind the verdicts, each once.</summary>
    public ImmutableArray<RunSummary> Runs => [.. RunDigest.Distinct(Report.Runs)];

    /// <summary>
    /// The same as far as each cell watches them: a training that two cells watch for different times is there once for each.
    /// </summary>
    public ImmutableArray<RunSummary> Trajectories =>
        [.. Report.Runs.DistinctBy(run => (run.Id, run.Digest)).OrderBy(run => run.Id, StringComparer.Ordinal).ThenBy(run => run.LastStep)
            .ThenBy(run => run.Digest, StringComparer.Ordinal)];

    /// <summary>Of all of them together.</summary>
    public string RunsDigest => RunDigest.Of(Report.Runs);

    /// <summary>The builds that trained, each once.</summary>
    public ImmutableArray<TrainingBuild> Builds =>
        [.. Runs.Select(run => TrainingBuild.Of(run.Provenance)).Distinct().OrderBy(build => build.ToString(), StringComparer.Ordinal)];

    /// <summary>Identities of the engines that trained.</summary>
    public ImmutableArray<string> Engines => [.. Runs.Select(run => run.Engine).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What the runs were trained on, each data set once under the first run that read it.</summary>
    public ImmutableArray<(string Name, string Digest)> Datasets =>
    [
        .. from run in Report.Runs.DistinctBy(run => run.Provenance.DatasetChecksum)
           let data = run.Provenance.Data ?? "drawn from the seed"
           select (FormattableString.Invariant($"{data}, {run.Cell} seed {run.Seed}"), run.Provenance.DatasetChecksum),
    ];

    /// <summary>How many of its claims have which verdict, in a sentence.</summary>
    public string Summary => Outcome.Counts(Report.Claims);
}

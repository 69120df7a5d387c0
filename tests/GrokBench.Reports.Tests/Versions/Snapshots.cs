using System.Collections.Immutable;
using System.Globalization;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Versions;

namespace GrokBench.Reports.Tests.Versions;

/// <summary>Made-up results of versions. Runs are evaluated every twentieth part of a step's size and end at step 10,000.</summary>
internal static class Snapshots
{
    public const long Budget = 10_000;

    public const string Processor = "Abacus 9";

    public static Snapshot Of(params SuiteSnapshot[] suites) => new(
        "made up", new SnapshotOrigin("0.1.0", "c0ffee", "ci", "cpu-4-0123456789abcdef", "AVX2", ".NET 10", "Linux", "2026-01-02T03:04:05+00:00"),
        [.. suites.OrderBy(suite => suite.Name, StringComparer.Ordinal)]);

    public static SuiteSnapshot Suite(string name, params RunSnapshot[][] cells) =>
        new(name, [], [], [.. cells.SelectMany(cell => cell).OrderBy(run => run.Cell, StringComparer.Ordinal).ThenBy(run => run.Seed)]);

    /// <param name="bits">Names what the trajectories are: two cells of one name and of equal bits have equal digests.</param>
    /// <param name="times">A seed's t_gen each; null: censored.</param>
    public static RunSnapshot[] Cell(string name, string bits, params long?[] times) => [.. times.Select((time, seed) => Run(name, (ulong)seed, bits, time))];

    public static RunSnapshot Run(string cell, ulong seed, string bits, long? time)
    {
        var digest = string.Create(CultureInfo.InvariantCulture, $"{bits}{cell}{seed}");
        digest = string.Concat(digest.Select(letter => ((int)letter).ToString("x2", CultureInfo.InvariantCulture))).PadRight(64, '0')[..64];
        return new RunSnapshot(
            cell, seed, string.Create(CultureInfo.InvariantCulture, $"id-{cell}-{seed}"), "cpu-4-0123456789abcdef", digest, IsStandIn: false, IsControl: false, "complete",
            Budget, Budget, 2.5, Processor, "c0ffee", "50",
            ImmutableSortedDictionary.Create<string, Reading>(StringComparer.Ordinal).Add("t_mem", new Reading(10, 11))
                .Add("t_gen", time is { } step ? new Reading(step * 0.95, step) : Reading.MoreThan(Budget)),
            ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add("train.loss", 1.0 / 3).Add("test.loss", double.NaN),
            [(0, "0000000000000000"), (Budget, digest[..RunSnapshot.DigestLength])],
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("optimiser.learning-rate", "0.001").Add("task.version", "1"));
    }

    public static ClaimSnapshot Claim(string id, Verdict? verdict) => new(id, verdict, [new EstimateSnapshot("t_gen, a \"cell\"", 1.0 / 3, double.NegativeInfinity, 7)]);
}

using System.Collections.Immutable;

namespace GrokBench.Reports.Summaries;

/// <summary>What <c>verdicts.json</c> says of each claim; the numbers behind it are left there.</summary>
/// <param name="Environment">Of the program that judged.</param>
public sealed record StoredVerdicts(
    string Profile, DateTimeOffset Generated, bool Pilot, StoredEnvironment Environment, ImmutableArray<StoredSuite> Suites);

/// <param name="Commit">Empty where it was not built from a repository.</param>
public sealed record StoredEnvironment(string Version, string Commit);

/// <param name="Arxiv">Empty where the suite is about no publication.</param>
public sealed record StoredSuite(string Suite, string Title, string Arxiv, ImmutableArray<StoredClaim> Claims);

/// <param name="Verdict">In words; null for a claim that gets none.</param>
public sealed record StoredClaim(string Id, string Title, string? Verdict, string Sentence, ImmutableArray<string> StandIns);

using System.Collections.Immutable;

namespace GrokBench.Reports.Summaries;

/// <summary>What <c>verdicts.json</c> says of each claim; the numbers behind it are left there.</summary>
public sealed record StoredVerdicts(DateTimeOffset Generated, bool Pilot, ImmutableArray<StoredSuite> Suites);

/// <param name="Arxiv">Empty where the suite is about no publication.</param>
public sealed record StoredSuite(string Suite, string Title, string Arxiv, ImmutableArray<StoredClaim> Claims);

/// <param name="Verdict">In words; null for a claim that gets none.</param>
public sealed record StoredClaim(string Id, string Title, string? Verdict, string Sentence, ImmutableArray<string> StandIns);

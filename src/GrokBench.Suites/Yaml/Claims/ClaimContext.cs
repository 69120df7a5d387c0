using System.Collections.Immutable;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Runs;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>What the claims of a suite may speak about under one profile.</summary>
/// <param name="Groups">Null for a group that has a problem of its own: what claims say of it is then not checked.</param>
/// <param name="Swept">Every value that an axis of a group takes under any profile that trains it, by group and axis; once for each profile.</param>
/// <param name="Claims">What claims can be made of.</param>
internal sealed record ClaimContext(
    ImmutableArray<(string Name, ResolvedGroup? Group)> Groups, ILookup<(string Group, string Axis), SweptValue> Swept, EventTable Events, KnownKinds Kinds,
    ClaimKinds Claims, ProblemList Problems);

namespace GrokBench.Suites.RunTables;

/// <summary>Which run of which suite: a row's name.</summary>
public readonly record struct RunKey(string Suite, string Cell, ulong Seed);

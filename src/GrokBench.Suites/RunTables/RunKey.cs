namespace GrokBench.Suites.RunTables;

/// <summary>Which run of which suite: a row's name.</summary>
/// <param name="IsPilot">See <see cref="RunGroup.IsPilot"/>: a pilot of a cell is another run than the cell's own.</param>
public readonly record struct RunKey(string Suite, string Cell, ulong Seed, bool IsPilot = false);

namespace GrokBench.Suites.RunTables;

/// <summary>Which run of which suite in which profile: a row's name.</summary>
/// <param name="Pilot">The run id of a pilot (<see cref="RunGroup.IsPilot"/>): pilots of one cell differ in settings. Empty for the cell's own run, whatever settings it has now.</param>
public readonly record struct RunKey(string Suite, string Profile, string Cell, ulong Seed, string Pilot = "")
{
    public bool IsPilot => Pilot.Length > 0;
}

using GrokBench.Suites.Records;

namespace GrokBench.Reports.Certificates;

/// <summary>A program and the machine that it trained on.</summary>
/// <param name="Commit">Empty where it was not built from a repository.</param>
/// <param name="Dirty">Whether its work tree differed from the commit; null where that is not known.</param>
/// <param name="Sources">SHA-256 of the sources that decide bits; null in records of earlier versions.</param>
public sealed record TrainingBuild(
    string Version, string Commit, bool? Dirty, string? Sources, string InstructionSet, string Runtime, string OperatingSystem)
{
    public static TrainingBuild Of(Provenance provenance) => new(
        provenance.Version, provenance.Commit, provenance.Dirty, provenance.Sources, provenance.InstructionSet, provenance.Runtime,
        provenance.OperatingSystem);
}

using GrokBench.Reports.Quantities;
using GrokBench.Reports.Readings;
using GrokBench.Reports.Statistics;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Judging;

/// <summary>What a claim reads of one seed of a cell.</summary>
/// <param name="byQuantity">Null where the run is missing.</param>
public sealed class SeedReadings(ulong seed, IReadOnlyDictionary<string, ReadingRow>? byQuantity)
{
    public ulong Seed => seed;

    public bool IsMissing => byQuantity is null;

    /// <summary>Null where the run is missing, or where the phase cannot be told.</summary>
    public Phase? Phase => Read(RunPhase.Instance) is { } reading ? RunPhase.Of(reading) : null;

    /// <summary>Null where the run is missing.</summary>
    /// <exception cref="KeyNotFoundException">The check does not say that it reads the quantity.</exception>
    public Reading? Read(Quantity quantity) => byQuantity is null ? null : byQuantity[quantity.Text].Reading;

    /// <summary>The quantity, or its ratio to another.</summary>
    public Reading? Read(Quantity quantity, Quantity? to) =>
        Read(quantity) is not { } reading ? null : to is null ? reading : reading / Read(to)!.Value;

    /// <summary>The seed as evidence of a number.</summary>
    public SeedEvidence Show(Reading? value, bool? holds)
    {
        var row = byQuantity?.Values.First();
        var known = value ?? Reading.Unknown;
        return new SeedEvidence(seed, row?.Run, row?.Digest, known.Value, known.Bound, value is null ? null : holds);
    }
}

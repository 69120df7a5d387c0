namespace GrokBench.Suites.Records;

/// <summary>A run as it lies in the store, perhaps longer and evaluated more often than any one observer asked.</summary>
/// <param name="Curve">Empty for a failed run.</param>
public sealed record StoredRun(RunRecord Record, Curve Curve)
{
    /// <summary>
    /// SHA-256 (hexadecimal) of the bytes of the record's file, by which a checkpoint names the record that it is to replace; empty where
    /// it was never written.
    /// </summary>
    public string FileDigest { get; init; } = "";
}

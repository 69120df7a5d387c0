namespace GrokBench.Suites.Records;

/// <summary>Names of the files in a run's folder, and of the folder of all runs.</summary>
public static class RunFiles
{
    /// <summary>In the result folder.</summary>
    public const string Runs = "runs";

    public const string Spec = "spec.json";
    public const string Record = "record.json";
    public const string Curve = "curve.csv";

    /// <summary>A new result on its way into the places of <see cref="Record"/> and <see cref="Curve"/>.</summary>
    public const string NextRecord = "record.next.json";
    public const string NextCurve = "curve.next.csv";

    /// <summary>A record that contradicts the one in <see cref="Record"/>, and its curve.</summary>
    public const string Deviating = "deviating.json";
    public const string DeviatingCurve = "deviating.csv";
    public const string Checkpoint = "checkpoint.bin";
    public const string Lock = "lock";
}

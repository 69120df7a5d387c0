using GrokBench.Runner.Execution;
using GrokBench.Runner.Formatting;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Commands;

/// <summary>Counts reused records that another code may have made, to say so once. Safe to use from several threads.</summary>
/// <param name="sources">Of this build, see <see cref="Build.Sources"/>.</param>
internal sealed class OtherSources(string sources)
{
    private const string Advice = ": --again trains again and compares";

    private int other, silent;

    public void Note(RunRecord reused)
    {
        if (reused.Provenance.Sources is null) Interlocked.Increment(ref silent);
        else if (reused.Provenance.Sources != sources) Interlocked.Increment(ref other);
    }

    /// <summary>A line; null where every record is of these sources.</summary>
    public string? Text => (other, silent) switch
    {
        (0, 0) => null,
        (_, 0) => $"{Reused(other)} of other sources than this build{Advice}",
        (0, _) => $"{Reused(silent)} of sources that the records, of schema 1, do not tell{Advice}",
        _ => $"{Reused(other)} of other sources than this build, and {Units.Number(silent)} of sources that the records, of schema 1, do not tell{Advice}",
    };

    private static string Reused(int count) => $"{Units.Count(count, "reused run is", "reused runs are")}";
}

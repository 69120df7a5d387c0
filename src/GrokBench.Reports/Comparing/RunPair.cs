using System.Collections.Immutable;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Versions;
using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Comparing;

/// <summary>A run of one cell and seed, with one run id, in two versions.</summary>
public sealed record RunPair(RunSnapshot Newer, RunSnapshot Older)
{
    /// <summary>The event whose times are compared.</summary>
    public const string Generalises = "t_gen";

    /// <summary>The first step of both digest chains at which they differ; null where they agree as far as both go.</summary>
    public long? FirstDifference { get; } = Difference(Newer.Trajectory, Older.Trajectory);

    public bool SameBits => FirstDifference is null;

    /// <summary>Whether the newer run generalises; null where it is not watched for that.</summary>
    public bool? NewerGeneralises => Time(Newer) is { } time ? time.Exact : null;

    /// <summary>Likewise of the older one.</summary>
    public bool? OlderGeneralises => Time(Older) is { } time ? time.Exact : null;

    /// <summary>
    /// The newer run alone generalises, and by then the older one, with other bits, had not. A run that was watched for less time than the
    /// other one took, and did not diverge, tells nothing.
    /// </summary>
    public bool IsGained => !SameBits && GeneralisesAlone(Newer, Older);

    /// <summary>Likewise the older one.</summary>
    public bool IsLost => !SameBits && GeneralisesAlone(Older, Newer);

    /// <summary>
    /// ln(t_gen newer / t_gen older), as far as it is known: a bound where one is censored, unknown where both are. Null where one is not
    /// watched for it. Of runs with the same bits it is 0, however long each was watched.
    /// </summary>
    public Reading? LogRatio
    {
        get
        {
            if (Time(Newer) is not { } newer || Time(Older) is not { } older) return null;
            if (SameBits) return newer.Exact && older.Exact ? Reading.Exactly(0) : Reading.Unknown;
            var ratio = newer / older;
            return new Reading(ratio.Low > 0 ? SpecialFunctions.Log(ratio.Low) : double.NegativeInfinity, SpecialFunctions.Log(ratio.High));
        }
    }

    /// <summary>
    /// Core-seconds per step, newer over older; null where a time is not told or the processors are not known to be of one model.
    /// </summary>
    public double? CostRatio => Newer.Processor.Length > 0 && Newer.Processor == Older.Processor && PerStep(Newer) is { } newer
        && PerStep(Older) is { } older
        ? newer / older
        : null;

    /// <summary>The evaluation at which the event held, or more than the last.</summary>
    internal static Reading? Time(RunSnapshot run) => run.TimeOf(Generalises);

    private static bool GeneralisesAlone(RunSnapshot one, RunSnapshot other) =>
        Time(one) is { Exact: true } time && Time(other) is { Exact: false } bound && (bound.Low >= time.High || other.HasDiverged);

    private static double? PerStep(RunSnapshot run) => run.CoreSeconds > 0 && run.Trained > 0 ? run.CoreSeconds / run.Trained : null;

    private static long? Difference(ImmutableArray<(long Step, string Digest)> newer, ImmutableArray<(long Step, string Digest)> older)
    {
        var digests = older.ToDictionary(link => link.Step, link => link.Digest);
        foreach (var (step, digest) in newer)
        {
            if (digests.TryGetValue(step, out var other) && other != digest) return step;
        }

        return null;
    }
}

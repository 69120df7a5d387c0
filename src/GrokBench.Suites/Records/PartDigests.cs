using System.Collections.Immutable;
using System.Text;
using GrokBench.Models.Learning;

namespace GrokBench.Suites.Records;

/// <summary>
/// Digests of the parts of a state, link by link beside <see cref="TrajectoryDigest"/>. They name the tensor in which two trainings part,
/// and are no part of the chain.
/// </summary>
/// <param name="parts">In the order of the state, without overlap; none where the learner does not name them.</param>
internal sealed class PartDigests(ImmutableArray<StatePart> parts)
{
    private readonly ImmutableArray<StringBuilder> digests = [.. parts.Select(_ => new StringBuilder())];

    /// <summary>What is known so far.</summary>
    public ImmutableArray<PartDigest> Digests => [.. parts.Zip(digests, (part, text) => new PartDigest(part.Name, text.ToString()))];

    /// <summary>
    /// Goes on from the links that were made before an interruption. Where a checkpoint does not tell all of them, as those of earlier
    /// versions of this program do not, none are kept.
    /// </summary>
    /// <param name="links">How many links there are.</param>
    public static PartDigests From(ImmutableArray<StatePart> parts, ImmutableArray<PartDigest> before, int links)
    {
        if (links == 0) return new PartDigests(parts);
        if (!before.Select(part => part.Name).SequenceEqual(parts.Select(part => part.Name))
            || before.Any(part => Split(part).Length != links))
            return new PartDigests([]);
        var result = new PartDigests(parts);
        foreach (var (text, part) in result.digests.Zip(before)) text.Append(part.Digests);
        return result;
    }

    /// <summary>Where the state of the next link is to be written to; its parts are known once that is disposed of.</summary>
    public Stream Next() => parts.IsEmpty
        ? Stream.Null
        : new PartStream(parts, (i, digest) => digests[i].Append(digests[i].Length == 0 ? "" : " ").Append(digest));

    /// <summary>
    /// Names of the parts of two records that differ at a link, in the order of the first; none where one of the records does not tell.
    /// </summary>
    /// <param name="step">Of a link that both have.</param>
    public static ImmutableArray<string> Differing(RunRecord one, RunRecord other, long step)
    {
        var theirs = other.Parts.ToDictionary(part => part.Name);
        var (here, there) = (IndexOf(one, step), IndexOf(other, step));
        return [.. one.Parts.Where(part => theirs.TryGetValue(part.Name, out var same) && At(part, here) != At(same, there))
            .Select(part => part.Name)];
    }

    private static int IndexOf(RunRecord record, long step) => record.Trajectory.TakeWhile(point => point.Step < step).Count();

    private static string? At(PartDigest part, int link) => Split(part).ElementAtOrDefault(link);

    private static string[] Split(PartDigest part) => part.Digests.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

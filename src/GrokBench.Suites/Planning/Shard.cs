using System.Globalization;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Planning;

/// <summary>
/// One of some parts of a plan, for machines that share nothing while they train. A run's shard depends on its id and the number of shards
/// alone: not on the other runs, the machine or the order in which shards are trained. Each run is in exactly one.
/// </summary>
/// <param name="Number">From 1 to <paramref name="Count"/>.</param>
/// <param name="Count">At least 1.</param>
public readonly record struct Shard(int Number, int Count)
{
    /// <summary>Of <c>K/N</c>, as typed: <c>2/8</c>. Null where it is not that.</summary>
    public static Shard? Parse(string text) =>
        text.Split('/') is [var number, var count] && Whole(number) is { } k && Whole(count) is { } n && k >= 1 && k <= n
            ? new Shard(k, n) : null;

    /// <summary>Whether it is the run's own: the id, which is a uniform hash, modulo the number of shards.</summary>
    public bool Holds(RunId id) =>
        ulong.Parse(id.Text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) % (ulong)Count == (ulong)(Number - 1);

    public override string ToString() => FormattableString.Invariant($"{Number}/{Count}");

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GrokBench.Runner.Verifying;

/// <summary>
/// A random sample that can be drawn again. Runs of a stratum stand in the order of SHA-256(seed, run id), strata in that of
/// SHA-256(seed, name); each stratum in turn gives its next run until there are enough. So all strata have the same number of runs, as far
/// as they have as many; a larger sample holds the smaller one of the same seed; and no run is preferred, as long as the seed is chosen
/// without regard to the runs.
/// </summary>
internal static class Sample
{
    /// <param name="count">How many to choose; all of them where there are fewer.</param>
    /// <param name="seed">Of the choice.</param>
    /// <param name="stratum">An item's stratum.</param>
    /// <param name="key">What an item is known by, different for each.</param>
    /// <returns>In the order of the strata by name, and as drawn within each.</returns>
    public static ImmutableArray<T> Of<T>(IEnumerable<T> items, int count, int seed, Func<T, string> stratum, Func<T, string> key)
    {
        var strata = items.GroupBy(stratum, StringComparer.Ordinal).OrderBy(members => Draw(seed, members.Key), StringComparer.Ordinal)
            .ToArray();
        var places = strata.SelectMany((members, number) => members.OrderBy(item => Draw(seed, key(item)), StringComparer.Ordinal)
            .Select((item, round) => (Item: item, Round: round, Stratum: number)));
        var drawn = places.OrderBy(place => place.Round).ThenBy(place => place.Stratum).Select(place => place.Item).Take(count);
        return [.. drawn.GroupBy(stratum, StringComparer.Ordinal).OrderBy(members => members.Key, StringComparer.Ordinal)
            .SelectMany(members => members)];
    }

    private static string Draw(int seed, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}\n{key}"))));
}

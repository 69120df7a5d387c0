namespace GrokBench.Suites.Yaml.Nodes;

/// <summary>Finds what a misspelt name was meant to be.</summary>
public static class Spelling
{
    /// <summary>Letters of the longest names that are compared: what is longer is none of this program's, and takes long.</summary>
    private const int LongestCompared = Limits.NameLength;

    /// <summary>
    /// The known name with the fewest single-letter edits, the first of several; null when none is within a third of the word's length,
    /// and for names of more than <see cref="Limits.NameLength"/> letters.
    /// </summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        if (name.Length > LongestCompared) return null;
        var (best, least) = ((string?)null, Math.Max(1, name.Length / 3) + 1);
        foreach (var candidate in known)
        {
            // As many letters as one is longer than the other are inserted at least.
            if (Math.Abs(candidate.Length - name.Length) >= least) continue;
            var distance = Distance(name, candidate);
            if (distance < least) (best, least) = (candidate, distance);
        }

        return best;
    }

    /// <summary>
    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other (optimal string alignment), case
    /// ignored.
    /// </summary>
    private static int Distance(string from, string to)
    {
        var (a, b) = (from.ToLowerInvariant(), to.ToLowerInvariant());
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) cost[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) cost[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replaced, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[a.Length, b.Length];
    }
}

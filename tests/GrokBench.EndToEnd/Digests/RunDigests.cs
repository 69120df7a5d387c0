namespace GrokBench.EndToEnd.Digests;

/// <summary>What a run's record says of its bits. Every digest is cut to its first 16 hexadecimal digits.</summary>
/// <param name="Id">The run id: hashes settings, seed and the versions of the kinds.</param>
/// <param name="Dataset">Of the examples and splits.</param>
/// <param name="States">The trajectory digest, by step.</param>
/// <param name="Series">By name.</param>
internal sealed record RunDigests(
    string Id, string Dataset, string Status, SortedDictionary<long, string> States, SortedDictionary<string, string> Series)
{
    /// <summary>Where the bits of a run first differ from the expected ones, in words; null when they are the same.</summary>
    public static string? Difference(RunDigests expected, RunDigests found)
    {
        if (expected.Id != found.Id) return "it is another run: its settings, or the version of its task, model, optimiser or training section, changed";
        if (expected.Dataset != found.Dataset) return "its dataset changed, and with it everything else";
        var moved = found.States.Keys.Where(step => expected.States.TryGetValue(step, out var digest) && digest != found.States[step]).ToArray();
        if (moved is [0, ..]) return "it differs from its start on: the initial parameters changed, or what a state consists of";
        if (moved is [var first, ..])
        {
            var last = found.States.Keys.Last(step => step < first && expected.States.ContainsKey(step));
            return FormattableString.Invariant($"its state differs from step {first} on, and is equal at step {last}");
        }

        if (!expected.States.Keys.SequenceEqual(found.States.Keys) || expected.Status != found.Status)
            return $"it ends {Ending(found)} in place of {Ending(expected)}";
        var names = expected.Series.Keys.Union(found.Series.Keys).Order(StringComparer.Ordinal);
        var read = names.Where(name => expected.Series.GetValueOrDefault(name) != found.Series.GetValueOrDefault(name)).ToArray();
        return read.Length == 0 ? null : $"its states are equal, but not what was read from them: {string.Join(", ", read)}";
    }

    private static string Ending(RunDigests run) => FormattableString.Invariant($"{run.Status} at step {run.States.Keys.Last()}");
}

using System.Collections.Immutable;
using GrokBench.Suites;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Runner.Preparation;

/// <summary>
/// Decides for each suite whether its runs are on the data that it asks for or on stand-ins. What is only judged is judged by what the store holds, whatever
/// files the machine has that reads it.
/// </summary>
/// <param name="notice">Told of every suite that is on stand-ins, and why.</param>
internal sealed class DataChoice(RunStore store, Purpose purpose, bool again, Action<string> notice)
{
    /// <summary>The suite as asked for, or with stand-ins placed.</summary>
    /// <exception cref="InvalidDataException">A file that is to be trained on is not what it should be. The message names it.</exception>
    /// <exception cref="IOException">Such a file cannot be read.</exception>
    public Suite Of(Suite suite)
    {
        if (StandIns.FileRuns(suite).IsEmpty) return suite;
        var placed = StandIns.Place(suite);
        var names = string.Join(", ", placed.Groups.SelectMany(group => group.StandIns).Distinct());
        if (purpose != Purpose.Predict && !again && Stored(suite, placed) is { } stored)
        {
            if (stored == placed) notice($"{suite.Name}: the records are of stand-ins ({names}), and every result says (stand-in)");
            return stored;
        }

        var missing = StandIns.Missing(suite);
        if (!missing.IsEmpty)
        {
            notice($"{suite.Name}: {string.Join("; ", missing)}; the suite is on stand-ins throughout ({names}), and every result says (stand-in). grokbench data downloads the files");
            return placed;
        }

        if (purpose == Purpose.Train) StandIns.Load(suite);
        return suite;
    }

    /// <summary>
    /// To judge: the one of which the store has more finished runs, or else more failed ones; what was asked for if it has as many of both. To train: only what
    /// was asked for, and only if nothing of it is left to be trained. Null when the store does not decide.
    /// </summary>
    private Suite? Stored(Suite suite, Suite placed)
    {
        var asked = StandIns.FileRuns(suite);
        var found = Held(asked);
        if (found.Finished == asked.Length) return suite;
        if (purpose == Purpose.Train) return null;
        var standing = Held([.. asked.Select(StandIns.For)]);
        return standing.CompareTo(found) > 0 ? placed : found.Records > 0 ? suite : null;
    }

    /// <returns>How many of the runs have a record of a finished run, and how many have any.</returns>
    private (int Finished, int Records) Held(ImmutableArray<RunSpec> runs) => (store.Load(runs).Count, runs.Count(run => store.Read(run).Value is not null));
}

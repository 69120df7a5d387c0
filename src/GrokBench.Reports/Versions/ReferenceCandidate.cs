using System.Text.Json;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Versions;

/// <summary>A result that is to become a reference: of whole suites, with nothing that failed.</summary>
public static class ReferenceCandidate
{
    private const string OutcomeFile = "outcome.json";

    /// <exception cref="InvalidDataException">It is not fit to be a reference. The message says why.</exception>
    /// <exception cref="StoreException">A file cannot be read.</exception>
    public static Snapshot Read(string folder)
    {
        var answer = Answer.Read(folder);
        if (answer.IsPilot) throw Unfit("its runs are pilots, with settings or seeds that are not the suites' own");
        if (answer.Troubles > 0) throw Unfit(
            FormattableString.Invariant($"of its runs and the parts of its report, {answer.Troubles} failed"));
        var asked = Asked(Path.Combine(folder, OutcomeFile));
        var snapshot = ResultFolder.Read(folder);
        var there = snapshot.Suites.SelectMany(suite => suite.Runs).Select(run => run.Id).Distinct().Count();
        if (there != asked) throw Unfit(FormattableString.Invariant($"{there} of the {asked} runs that were asked for are finished"));
        var programs = snapshot.Suites.SelectMany(suite => suite.Runs).Select(run => run.Sources).Distinct().Count();
        if (programs > 1) throw Unfit(FormattableString.Invariant(
            $"its runs were trained by {programs} states of the sources that decide bits, so they are of no one version"));
        if (SemanticVersion.Parse(snapshot.Origin.Version) is null) throw Unfit(
            $"it is of version '{snapshot.Origin.Version}', which is no semantic version");
        return snapshot;

        int Asked(string path)
        {
            var bytes = AtomicFile.Read(path) ?? throw new InvalidDataException(
                $"{path} is missing; expected a result folder, which bench, check and report fill");
            try
            {
                using var document = JsonDocument.Parse(bytes);
                var (root, question) = (document.RootElement, document.RootElement.GetProperty("question"));
                if (root.GetProperty("exitCode") is not { ValueKind: JsonValueKind.Number } code || code.GetInt32() != 0)
                    throw Unfit($"its last command did not come to a good end: {root.GetProperty("outcome").GetString()}");
                string[] lists = ["only", "cells", "set"];
                if (lists.FirstOrDefault(list => question.GetProperty(list).GetArrayLength() > 0) is { } selected) throw Unfit(
                    $"it answers a part of the suites, selected by {selected}");
                if (question.GetProperty("seeds").ValueKind != JsonValueKind.Null) throw Unfit(
                    "it answers a part of the suites, selected by seeds");
                return root.GetProperty("runs").GetProperty("asked").GetInt32();
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new InvalidDataException($"{path} is unusable: {exception.Message}", exception);
            }
        }

        InvalidDataException Unfit(string reason) =>
            new($"{folder} is not fit to be a reference: {reason}; expected a finished bench of whole suites");
    }
}

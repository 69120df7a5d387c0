using System.Collections.Immutable;
using GrokBench.Runner.Answers;
using GrokBench.Runner.Formatting;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Screens;
using GrokBench.Runner.Verifying;
using GrokBench.Suites.Records;
using GrokBench.Suites.Text;
using GrokBench.Tensors.Engines;

namespace GrokBench.Runner.Commands;

/// <summary><c>dispute</c>: says where the records of two folders part, and trains to that point to say which of them this machine agrees with.</summary>
internal static class DisputeVerb
{
    public static ExitCode Execute(VerifyRequest request, Host host)
    {
        using var interruption = new Interruption(host.Complain, request.Scratch is null ? "what is under way is dropped" : "every run stops after its present step and keeps a checkpoint");
        return Execute(request, host, interruption.Token);
    }

    /// <param name="stop">Ends every run at its next step.</param>
    internal static ExitCode Execute(VerifyRequest request, Host host, CancellationToken stop)
    {
        try
        {
            return Mistake(request) is { } mistake ? Refuse(mistake, host) : Compare(request, host, stop);
        }
        catch (Exception exception) when (exception is StoreException or EngineException or IOException or UnauthorizedAccessException)
        {
            host.Complain(exception.Message);
            return ExitCode.Failed;
        }
    }

    private static string? Mistake(VerifyRequest request)
    {
        string[] folders = [request.Folder, request.Other];
        if (folders.FirstOrDefault(folder => !Directory.Exists(Path.Combine(folder, RunFiles.Runs))) is { } empty)
            return $"there are no records in {empty}; expected a result folder, which bench or run makes";
        return request.Scratch is { } scratch && folders.Any(folder => ScratchFolder.IsWithin(scratch, folder))
            ? $"--scratch is {scratch}, which is in a folder that is compared; expected another folder"
            : null;
    }

    private static ExitCode Refuse(string mistake, Host host)
    {
        host.Complain(mistake);
        return ExitCode.BadInput;
    }

    private static ExitCode Compare(VerifyRequest request, Host host, CancellationToken stop)
    {
        var (mine, theirs) = (Candidates.In(request.Folder), Candidates.In(request.Other));
        var failures = (from candidate in mine.Concat(theirs) where candidate.Found.Problem is not null select (candidate.Title, candidate.Found.Problem)).ToList();
        var others = theirs.Where(candidate => candidate.Found.IsFinished).ToDictionary(candidate => (candidate.Found.Id, candidate.Found.Engine), candidate => candidate.Found);
        var shared = mine.Where(candidate => candidate.Found.IsFinished && others.ContainsKey((candidate.Found.Id, candidate.Found.Engine)))
            .Select(candidate => (Candidate: candidate, Other: others[(candidate.Found.Id, candidate.Found.Engine)])).ToArray();
        ImmutableArray<Dispute> disputes = [.. shared.Select(pair => Between(pair.Candidate, pair.Other, failures)).OfType<Dispute>()];
        host.Say($"{Units.Count(shared.Length, "finished run")} in both {request.Folder} (A) and {request.Other} (B), {Units.Number(disputes.Length)} of which {(disputes.Length == 1 ? "differs" : "differ")}");
        foreach (var dispute in disputes)
            host.Say(TerminalText.Line($"differs  {dispute.Candidate.Title} at step {Units.Number(dispute.Difference.Step)}: {DifferenceText.Of(dispute.Difference, "in A", "in B")}"));
        var result = disputes.IsEmpty ? null : Settle(request, disputes, failures, host, stop);
        foreach (var (title, problem) in failures) host.Say(TerminalText.Line($"failed   {title}: {problem}"));
        var ending = EndingOf(shared.Length, disputes.Length, failures.Count, result);
        host.Say(ClosingScreen.LastLine(ending));
        return ending.Code;
    }

    private static Dispute? Between(Candidate candidate, FoundRecord other, List<(string Title, string Problem)> failures)
    {
        if (Dispute.IsPlain(candidate.Found.Record!, other.Record!)) return null;
        var (one, two) = (candidate.Found.Read(), other.Read());
        if (one.Value is not null && two.Value is not null) return Dispute.Between(candidate, one.Value, two.Value);
        failures.Add((candidate.Title, one.Problem ?? two.Problem ?? "its record is gone"));
        return null;
    }

    /// <summary>Trains runs to where their records part, and says with which of the two this machine agrees.</summary>
    /// <returns>Null where none can be trained here.</returns>
    private static RepetitionResult? Settle(VerifyRequest request, ImmutableArray<Dispute> disputes, List<(string Title, string Problem)> failures, Host host, CancellationToken stop)
    {
        var repeater = new Repeater(request.Bench, host);
        var open = ImmutableArray.CreateBuilder<Dispute>();
        foreach (var dispute in disputes)
        {
            if (repeater.Repeatable.Obstacle(dispute.Candidate.Found) is { } obstacle) host.Say(TerminalText.Line($"open     {dispute.Candidate.Title}: it cannot be trained here: {obstacle}"));
            else open.Add(dispute);
        }

        var chosen = Sample.Of(open, request.Sample, request.Seed, dispute => dispute.Candidate.Suites[0], dispute => dispute.Candidate.Found.Id.Text);
        if (chosen.IsEmpty) return null;
        var prepared = chosen.Select(dispute => (Dispute: dispute, Run: repeater.Repeatable.Of(dispute.Candidate, dispute.One.Until(dispute.Until)))).ToArray();
        failures.AddRange(from item in prepared where item.Run.Problem is not null select (item.Dispute.Candidate.Title, item.Run.Problem));
        ImmutableArray<(Dispute Dispute, Repetition Run)> settled = [.. from item in prepared where item.Run.Value is not null select (item.Dispute, item.Run.Value)];
        if (settled.IsEmpty) return null;
        ImmutableArray<Repetition> runs = [.. settled.Select(item => item.Run)];
        var choice = chosen.Length == open.Count ? "all that can be" : $"chosen with --seed {Units.Number(request.Seed)}";
        host.Say($"Training {Units.Count(runs.Length, "run")} to that step, {choice}: {repeater.Prediction(runs)}");
        using var scratch = new ScratchFolder(request.Scratch);
        var result = repeater.Train(runs, scratch, stop);
        foreach (var (dispute, run) in settled)
        {
            if (result.FailureOf(run.Asked.Spec.Id) is { } failure) failures.Add((dispute.Candidate.Title, failure));
            if (result.Repeated.TryGetValue(run.Asked.Spec.Id, out var repeated))
                host.Say($"settled  {dispute.Candidate.Title}: to step {Units.Number(repeated.Run.Record.Steps)} this machine agrees with {Word(dispute.SideOf(repeated.Run))}");
        }

        return result;
    }

    private static string Word(Side side) => side switch
    {
        Side.One => "A",
        Side.Other => "B",
        Side.Neither => "neither",
        _ => "both: this build does not compute what they differ in",
    };

    private static Ending EndingOf(int shared, int differing, int failures, RepetitionResult? result)
    {
        var counts = $"{Units.Number(differing)} of {Units.Count(shared, "shared run")} {(differing == 1 ? "differs" : "differ")}";
        if (result is { Training.Interrupted: true }) return new Ending(ExitCode.Interrupted, $"interrupted: {counts}");
        if (failures > 0 || result?.Training.Breakdown is not null) return new Ending(ExitCode.Failed, $"{counts}, {Units.Number(failures)} failed");
        if (shared == 0) return new Ending(ExitCode.NothingMatched, "the folders share no finished run of the same engine");
        return differing > 0 ? new Ending(ExitCode.Worse, counts) : new Ending(ExitCode.Success, counts);
    }
}

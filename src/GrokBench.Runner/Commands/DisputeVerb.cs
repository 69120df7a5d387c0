using System.Collections.Immutable;
using GrokBench.Runner.Answers;
using GrokBench.Runner.Formatting;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Screens;
using GrokBench.Runner.Verifying;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Text;
using GrokBench.Tensors.Engines;

namespace GrokBench.Runner.Commands;

/// <summary>
/// <c>dispute</c>: says where the records of two folders part, and trains to that point to say which of them this machine agrees with.
/// </summary>
internal static class DisputeVerb
{
    public static ExitCode Execute(VerifyRequest request, Host host)
    {
        using var interruption = new Interruption(host.Complain, request.WhenInterrupted);
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
        var unusable = mine.Concat(theirs).Where(candidate => candidate.Found.Problem is not null);
        var failures = unusable.Select(candidate => (candidate.Title, candidate.Found.Problem!)).ToList();
        var others = theirs.Where(candidate => candidate.Found.IsFinished).ToDictionary(Key, candidate => candidate.Found);
        var shared = mine.Where(candidate => candidate.Found.IsFinished && others.ContainsKey(Key(candidate)))
            .Select(candidate => (Candidate: candidate, Other: others[Key(candidate)])).ToArray();
        ImmutableArray<Dispute> disputes = [.. shared.Select(pair => Between(pair.Candidate, pair.Other, failures)).OfType<Dispute>()];
        var differ = $"{Units.Number(disputes.Length)} of which {(disputes.Length == 1 ? "differs" : "differ")}";
        host.Say($"{Units.Count(shared.Length, "finished run")} in both {request.Folder} (A) and {request.Other} (B), {differ}");
        foreach (var (candidate, _, _, difference) in disputes)
        {
            var text = DifferenceText.Of(difference, "in A", "in B");
            host.Say($"differs  {candidate.Title} at step {Units.Number(difference.Step)}: {text}");
        }

        var result = disputes.IsEmpty ? null : Settle(request, disputes, failures, host, stop);
        foreach (var (title, problem) in failures) host.Say(TerminalText.Line($"failed   {title}: {problem}"));
        var ending = EndingOf(shared.Length, disputes.Length, failures.Count, result);
        host.Say(ClosingScreen.LastLine(ending));
        return ending.Code;
    }

    /// <summary>What two records must have in common to be comparable; of stacks of different sizes nothing is promised.</summary>
    private static (RunId Id, EngineIdentity Engine, int Stack) Key(Candidate candidate) =>
        (candidate.Found.Id, candidate.Found.Engine, candidate.Found.Record!.Provenance.Stack);

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
    private static RepetitionResult? Settle(
        VerifyRequest request, ImmutableArray<Dispute> disputes, List<(string Title, string Problem)> failures, Host host,
        CancellationToken stop)
    {
        var repeater = new Repeater(request.Bench, host);
        var open = ImmutableArray.CreateBuilder<Dispute>();
        foreach (var dispute in disputes)
        {
            if (repeater.Repeatable.Obstacle(dispute.Candidate.Found) is not { } obstacle) open.Add(dispute);
            else host.Say(TerminalText.Line($"open     {dispute.Candidate.Title}: it cannot be trained here: {obstacle}"));
        }

        var chosen = Sample.Of(
            open, request.Sample, request.Seed, dispute => dispute.Candidate.Suites[0], dispute => dispute.Candidate.Found.Id.Text);
        var settled = ImmutableArray.CreateBuilder<(Dispute Dispute, Repetition Run)>();
        foreach (var dispute in chosen)
        {
            var (run, problem) = repeater.Repeatable.Of(dispute.Candidate, dispute.One.Until(dispute.Until));
            if (run is not null) settled.Add((dispute, run));
            else failures.Add((dispute.Candidate.Title, problem!));
        }

        if (settled.Count == 0) return null;
        ImmutableArray<Repetition> runs = [.. settled.Select(item => item.Run)];
        var choice = chosen.Length == open.Count ? "all that can be" : $"chosen with --seed {Units.Number(request.Seed)}";
        host.Say($"Training {Units.Count(runs.Length, "run")} to that step, {choice}: {repeater.Prediction(runs)}");
        using var scratch = new ScratchFolder(request.Scratch);
        var result = repeater.Train(runs, scratch, stop);
        foreach (var (dispute, run) in settled)
        {
            if (result.FailureOf(run.Asked.Spec.Id) is { } failure) failures.Add((dispute.Candidate.Title, failure));
            if (!result.Repeated.TryGetValue(run.Asked.Spec.Id, out var repeated)) continue;
            var steps = Units.Number(repeated.Run.Record.Steps);
            host.Say($"settled  {dispute.Candidate.Title}: to step {steps} this machine agrees with {Word(dispute.SideOf(repeated))}");
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
        if (failures > 0 || result?.Training.Breakdown is not null)
            return new Ending(ExitCode.Failed, $"{counts}, {Units.Number(failures)} failed");
        if (shared == 0) return new Ending(ExitCode.NothingMatched, "the folders share no finished run of the same engine");
        return differing > 0 ? new Ending(ExitCode.Worse, counts) : new Ending(ExitCode.Success, counts);
    }
}

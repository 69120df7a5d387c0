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

/// <summary><c>verify</c>: trains a sample of recorded runs again beside the records, and compares.</summary>
internal static class VerifyVerb
{
    /// <summary>Obstacles that are told one by one.</summary>
    private const int MostObstacles = 10;

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
            if (request.Scratch is { } scratch && ScratchFolder.IsWithin(scratch, request.Folder))
            {
                host.Complain($"--scratch is {scratch}, which is in the folder that is verified; expected another folder");
                return ExitCode.BadInput;
            }

            return VerifySelection.Of(request, host) is { } candidates ? Verify(request, candidates, host, stop) : ExitCode.BadInput;
        }
        catch (Exception exception) when (exception is StoreException or EngineException or IOException or UnauthorizedAccessException)
        {
            host.Complain(exception.Message);
            return ExitCode.Failed;
        }
    }

    private static ExitCode Verify(VerifyRequest request, ImmutableArray<Candidate> candidates, Host host, CancellationToken stop)
    {
        ImmutableArray<Candidate> finished = [.. candidates.Where(candidate => candidate.Found.IsFinished)];
        var repeater = new Repeater(request.Bench, host);
        var obstacles = finished.Select(candidate => (Candidate: candidate, Obstacle: repeater.Repeatable.Obstacle(candidate.Found)))
            .ToArray();
        ImmutableArray<Candidate> repeatable = [.. obstacles.Where(item => item.Obstacle is null).Select(item => item.Candidate)];
        var chosen = Sample.Of(
            repeatable, request.Sample, request.Seed, candidate => candidate.Suites[0], candidate => candidate.Found.Id.Text);

        var failures = candidates.Where(candidate => candidate.Found.Problem is not null)
            .Select(candidate => (candidate.Title, candidate.Found.Problem!)).ToList();
        var runs = Repetitions(chosen, repeater, failures);
        Announce(request, finished, repeatable, runs, repeater, host);
        ShowObstacles([.. obstacles.Select(item => item.Obstacle).OfType<string>()], host);
        using var scratch = new ScratchFolder(request.Scratch);
        var result = runs.IsEmpty ? null : repeater.Train(runs, scratch, stop);
        foreach (var run in runs) Show(run, result!, failures, host);
        foreach (var (title, problem) in failures) host.Say(TerminalText.Line($"failed   {title}: {problem}"));
        if (request.Scratch is not null && result is not null) host.Say($"The new records are in {request.Scratch}");
        var ending = EndingOf(request, runs, result, failures.Count);
        host.Say(ClosingScreen.LastLine(ending));
        return ending.Code;
    }

    private static ImmutableArray<Repetition> Repetitions(
        ImmutableArray<Candidate> chosen, Repeater repeater, List<(string Title, string Problem)> failures)
    {
        var runs = ImmutableArray.CreateBuilder<Repetition>();
        foreach (var candidate in chosen)
        {
            var (kept, problem) = candidate.Found.Read();
            var run = kept is { Record.Status: not RunStatus.Failed } ? repeater.Repeatable.Of(candidate, kept) : new(null, problem);
            if (run.Value is not null) runs.Add(run.Value);
            else failures.Add((candidate.Title, run.Problem ?? "its record is gone"));
        }

        return runs.ToImmutable();
    }

    private static void Announce(
        VerifyRequest request, ImmutableArray<Candidate> finished, ImmutableArray<Candidate> repeatable, ImmutableArray<Repetition> runs,
        Repeater repeater, Host host)
    {
        var suites = finished.Select(candidate => candidate.Suites[0]).Distinct().Count();
        var all = $"{Units.Count(finished.Length, "finished run")} of {Units.Count(suites, "suite")}";
        host.Say($"{request.Folder}: {all}, {Units.Number(repeatable.Length)} of which can be trained again here");
        if (runs.IsEmpty) return;
        var choice = runs.Length == repeatable.Length
            ? "all of them"
            : $"chosen with --seed {Units.Number(request.Seed)}, as many of each suite";
        host.Say($"Training {Units.Count(runs.Length, "run")} again, {choice}: {repeater.Prediction(runs)}");
    }

    private static void ShowObstacles(ImmutableArray<string> obstacles, Host host)
    {
        var groups = obstacles.CountBy(text => text, StringComparer.Ordinal).OrderByDescending(group => group.Value)
            .ThenBy(group => group.Key, StringComparer.Ordinal).ToArray();
        foreach (var (text, runs) in groups.Take(MostObstacles))
            host.Say(TerminalText.Line($"Not verifiable here, {Units.Count(runs, "run")}: {text}"));
        if (groups.Length <= MostObstacles) return;
        var rest = groups[MostObstacles..];
        var count = Units.Count(rest.Sum(group => group.Value), "run");
        host.Say($"Not verifiable here for {Units.Number(rest.Length)} other reasons: {count}");
    }

    private static void Show(Repetition run, RepetitionResult result, List<(string Title, string Problem)> failures, Host host)
    {
        var (id, title) = (run.Asked.Spec.Id, run.Candidate.Title);
        if (result.FailureOf(id) is { } failure) failures.Add((title, failure));
        if (!result.Repeated.TryGetValue(id, out var repeated)) return;
        if (repeated.Difference is { } difference)
        {
            var isOfAMeasure = run.Kept.Record.Settings is null && difference is { FirstLink: null, Evaluation: not null };
            var versions = isOfAMeasure ? "; a record of schema 1 does not tell the versions of measures" : "";
            var text = DifferenceText.Of(difference, "in the record", "here");
            host.Say($"differs  {title} at step {Units.Number(difference.Step)}: {text}{versions}");
            return;
        }

        var (record, curve) = run.Kept;
        var links = $"{Units.Count(record.Trajectory.Length, "link")} to step {Units.Number(record.Steps)}";
        var series = Units.Count(curve.Series.Count - run.LeftOut.Length, "series", "series");
        var rest = run.LeftOut.IsEmpty ? "" : $"; not compared, since this build has other versions: {string.Join(", ", run.LeftOut)}";
        host.Say($"agrees   {title}: {links}, {series} at {Units.Count(curve.Steps.Length, "evaluation")}{rest}");
    }

    private static Ending EndingOf(VerifyRequest request, ImmutableArray<Repetition> runs, RepetitionResult? result, int failures)
    {
        var differing = result?.Repeated.Values.Count(repeated => repeated.Difference is not null) ?? 0;
        var agreeing = (result?.Repeated.Count ?? 0) - differing;
        var differ = $"{Units.Number(differing)} {(differing == 1 ? "differs" : "differ")}";
        var counts = $"{Units.Count(agreeing, "run agrees", "runs agree")}, {differ}, {Units.Number(failures)} failed";
        if (result is { Training.Interrupted: true })
        {
            var resume = request.Scratch is null
                ? ""
                : $"; the same command with --seed {Units.Number(request.Seed)} goes on from the checkpoints";
            var unfinished = $"{Units.Number(result.Training.Unfinished)} of {Units.Count(runs.Length, "run")} unfinished";
            return new Ending(ExitCode.Interrupted, $"interrupted, {unfinished}: {counts}{resume}");
        }

        if (failures > 0 || result?.Training.Breakdown is not null) return new Ending(ExitCode.Failed, counts);
        if (differing > 0) return new Ending(ExitCode.Worse, counts);
        return runs.IsEmpty ? new Ending(ExitCode.NothingMatched, "no run can be verified here") : new Ending(ExitCode.Success, counts);
    }
}

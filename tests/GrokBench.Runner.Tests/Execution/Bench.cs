using GrokBench.Runner.Execution;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Execution;

/// <summary>A result folder with an executor of fake runs on it.</summary>
internal sealed class Bench : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <param name="clock">Null: time stands still, so that no checkpoint is made unasked.</param>
    public Bench(FakeFamily? family = null, TimeProvider? clock = null, int engineVersion = 1)
        : this(new EngineChoice(new FakeEngine(engineVersion)), family, clock)
    {
    }

    public Bench(EngineChoice engines, FakeFamily? family = null, TimeProvider? clock = null)
    {
        Family = family ?? new FakeFamily();
        Store = new RunStore(folder.Path, engines.IdentityOf, Fake.Measures);
        Executor = new RunExecutor(Store, engines, clock ?? new ManualClock(), notice: Notices.Add);
    }

    public FakeFamily Family { get; }

    public RunStore Store { get; }

    public RunExecutor Executor { get; }

    public List<string> Notices { get; } = [];

    public RunSpec Spec(Observation observation, int divergeAt = int.MaxValue, ulong seed = 0) => new(Fake.Training(Family, divergeAt, seed), observation);

    public RunOutcome Execute(RunSpec spec, bool again = false, bool accept = false, CancellationToken stop = default) =>
        Executor.Execute(spec, new RunAllowance(1), null, stop, again, accept);

    /// <summary>Executes a run that is expected to finish.</summary>
    public RunResult Finish(RunSpec spec, bool again = false) => Execute(spec, again) switch
    {
        RunOutcome.Finished finished => finished.Result,
        var other => throw new AssertionException($"the run did not finish: {other}"),
    };

    /// <summary>Executes a run and stops it before the step that follows so many updates.</summary>
    public RunOutcome ExecuteUntil(RunSpec spec, long step)
    {
        using var stop = new CancellationTokenSource();
        Family.Stepping = made =>
        {
            if (made == step - 1) stop.Cancel();
        };
        try
        {
            return Execute(spec, stop: stop.Token);
        }
        finally
        {
            Family.Stepping = null;
        }
    }

    /// <summary>What a record says of the run's end.</summary>
    public static (RunStatus Status, long Steps, string? Message) End(RunRecord record) => (record.Status, record.Steps, record.Message);

    public string PathOf(RunSpec spec, string file) => Path.Combine(Store.FolderOf(spec), file);

    public string CurveText(RunSpec spec) => File.ReadAllText(PathOf(spec, RunFiles.Curve));

    public void Dispose() => folder.Dispose();
}

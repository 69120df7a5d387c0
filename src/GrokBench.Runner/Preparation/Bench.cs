using System.Collections.Immutable;
using GrokBench.Runner.Answers;
using GrokBench.Runner.Hosting;
using GrokBench.Suites;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Runner.Preparation;

/// <summary>What every verb that looks at results works with: the suites that were asked for, the engines, and the result folder.</summary>
internal sealed class Bench
{
    private Bench(BenchRequest request, Question question, ImmutableArray<Suite> suites, EngineChoice engines, RunStore store, CostModel costs, long memory)
    {
        (Request, Question, Suites, Engines, Store, Costs, Memory) = (request, question, suites, engines, store, costs, memory);
        var whole = BenchPlan.Of(suites, costs);
        (Plan, AsksForNothing) = (request.Shard is { } shard ? whole.Of(shard) : whole, whole.Runs.IsEmpty);
    }

    public BenchRequest Request { get; }

    public Question Question { get; }

    /// <summary>What was selected of the suites.</summary>
    public ImmutableArray<Suite> Suites { get; }

    public EngineChoice Engines { get; }

    public CostModel Costs { get; }

    /// <summary>Bytes that all runs together may take.</summary>
    public long Memory { get; }

    /// <summary>The result folder: records, and the fullest answer. Made on the first write.</summary>
    public string Folder => Store.Root;

    public RunStore Store { get; }

    public BenchPlan Plan { get; }

    /// <summary>Whether nothing of what was asked for is part of the profile. A shard may have no run all the same.</summary>
    public bool AsksForNothing { get; }

    /// <summary>How many of the runs execute on which engine.</summary>
    public ImmutableSortedDictionary<string, int> RunsByEngine => Plan.Runs.CountBy(run => Engines.IdentityOf(run.Specs[0].Training).ToString())
        .ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Null when the request cannot be met as it stands; every reason has then been shown, and nothing written.</summary>
    /// <exception cref="EngineException">The engine cannot be used here; nothing has been written.</exception>
    public static Bench? Prepare(BenchRequest request, Purpose purpose, Host host)
    {
        if (SuiteLoader.Load(request, host) is not { } whole) return null;
        ImmutableArray<Suite> asked = [.. whole.Select(request.Selection.Of).OfType<Suite>()];
        var engines = EnginesOf(request, host);
        var store = new RunStore(request.Folder, engines.IdentityOf);
        if (OnData(asked, new DataChoice(store, purpose, request.Again, host.Complain), host) is not { } suites) return null;
        var costs = CostsOf(request, engines, host);
        return new Bench(request, Asked(request, whole), suites, engines, store, costs, request.Memory ?? host.Memory());
    }

    private static Question Asked(BenchRequest request, ImmutableArray<Suite> suites) => new()
    {
        Suites = [.. suites.Select(suite => suite.Name)],
        Files = [.. suites.Select(suite => Path.GetFullPath(suite.File))],
        Profile = request.Profile,
        Only = request.Selection.Claims,
        Cells = request.Selection.Cells,
        Seeds = request.Selection.Seeds?.ToString(),
        Set = [.. request.Settings.Select(change => change.ToString())],
        IsPilot = !request.Settings.IsEmpty || suites.Any(suite => suite.IsPilot),
    };

    /// <summary>The engine that was asked for, and the built-in one.</summary>
    /// <exception cref="EngineException">The engine cannot be used here.</exception>
    public static EngineChoice EnginesOf(BenchRequest request, Host host)
    {
        var builtIn = host.Engines[EngineNames.BuiltIn](request.EngineOptions);
        return request.Engine == EngineNames.BuiltIn ? new EngineChoice(builtIn) : new EngineChoice(host.Engines[request.Engine](request.EngineOptions), builtIn);
    }

    /// <summary>What runs take here, from a few small programs that are timed for it.</summary>
    /// <exception cref="EngineException">The engine has no room for them.</exception>
    public static CostModel CostsOf(BenchRequest request, EngineChoice engines, Host host) =>
        new(engines, engine => Calibrate(engine, host), request.Cores, request.Threads);

    private static StepTimes Calibrate(IEngine engine, Host host)
    {
        try
        {
            return host.Calibrate(engine);
        }
        catch (DeviceMemoryException exception)
        {
            throw new EngineException($"engine {engine.Identity} has no room for the small programs that time it: {exception.Message}; another program may hold the device", exception);
        }
    }

    /// <summary>Null when a file of data is not what it should be, which has then been said.</summary>
    private static ImmutableArray<Suite>? OnData(ImmutableArray<Suite> suites, DataChoice choice, Host host)
    {
        try
        {
            return [.. suites.Select(choice.Of)];
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            host.Complain(exception.Message);
            return null;
        }
    }
}

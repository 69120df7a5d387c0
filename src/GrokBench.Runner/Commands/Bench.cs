using System.Collections.Immutable;
using GrokBench.Runner.Hosting;
using GrokBench.Suites;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using GrokBench.Tensors.Engines;

namespace GrokBench.Runner.Commands;

/// <summary>What every verb that looks at results works with: the suites that were asked for, the engine, and the result folder.</summary>
internal sealed class Bench
{
    private Bench(BenchRequest request, ImmutableArray<Suite> suites, IEngine engine, RunStore store, CostModel costs, long memory)
    {
        (Request, Suites, Engine, Store, Costs, Memory) = (request, suites, engine, store, costs, memory);
        Plan = BenchPlan.Of(suites, costs);
    }

    public BenchRequest Request { get; }

    public ImmutableArray<Suite> Suites { get; }

    public IEngine Engine { get; }

    public CostModel Costs { get; }

    /// <summary>Bytes that all runs together may take.</summary>
    public long Memory { get; }

    /// <summary>The result folder; made on the first write.</summary>
    public string Folder => Store.Root;

    public RunStore Store { get; }

    public BenchPlan Plan { get; }

    /// <summary>Null when the request cannot be met as it stands; every reason has then been shown, and nothing written.</summary>
    /// <exception cref="StoreException">A record cannot be read.</exception>
    public static Bench? Prepare(BenchRequest request, Purpose purpose, Host host)
    {
        if (SuiteLoader.Load(request, host) is not { } asked) return null;
        var engine = host.Engines[request.Engine]();
        var store = new RunStore(request.Out ?? Path.Combine("results", request.Profile), engine.Identity);
        if (OnData(asked, new DataChoice(store, purpose, request.Again, host.Complain), host) is not { } suites) return null;
        var costs = new CostModel(host.Calibrate(engine), engine, request.Jobs, request.Threads);
        return new Bench(request, suites, engine, store, costs, request.Memory ?? host.Memory());
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

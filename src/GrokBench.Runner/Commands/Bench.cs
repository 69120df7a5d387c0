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
    private Bench(BenchRequest request, ImmutableArray<Suite> suites, IEngine engine, CostModel costs, long memory)
    {
        (Request, Suites, Engine, Costs, Memory) = (request, suites, engine, costs, memory);
        Folder = request.Out ?? Path.Combine("results", request.Profile);
        Store = new RunStore(Folder, engine.Identity);
        Plan = BenchPlan.Of(suites, costs);
    }

    public BenchRequest Request { get; }

    public ImmutableArray<Suite> Suites { get; }

    public IEngine Engine { get; }

    public CostModel Costs { get; }

    /// <summary>Bytes that all runs together may take.</summary>
    public long Memory { get; }

    /// <summary>The result folder; made on the first write.</summary>
    public string Folder { get; }

    public RunStore Store { get; }

    public BenchPlan Plan { get; }

    /// <summary>Null when the request cannot be met as it stands; every reason has then been shown, and nothing written.</summary>
    public static Bench? Prepare(BenchRequest request, Host host)
    {
        if (SuiteLoader.Load(request, host) is not { } asked || Trainable(asked, host) is not { } suites) return null;
        var engine = host.Engines[request.Engine]();
        var costs = new CostModel(host.Calibrate(engine), engine, request.Jobs, request.Threads);
        return new Bench(request, suites, engine, costs, request.Memory ?? host.Memory());
    }

    /// <summary>Null when a file of data is not what it should be, which has then been said.</summary>
    private static ImmutableArray<Suite>? Trainable(ImmutableArray<Suite> suites, Host host)
    {
        var notices = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            suites = [.. suites.Select(suite => StandIns.Place(suite, notice => notices.Add(notice)))];
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            host.Complain(exception.Message);
            return null;
        }

        foreach (var notice in notices) host.Complain(notice);
        return suites;
    }
}

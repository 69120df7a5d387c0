using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;
using GrokBench.Runner.Screens;
using GrokBench.Tensors.Engines;

namespace GrokBench.Runner.Commands;

/// <summary><c>plan</c>: what a bench would take, with nothing trained or written.</summary>
internal static class PlanVerb
{
    public static ExitCode Execute(BenchRequest request, Host host)
    {
        try
        {
            if (Bench.Prepare(request, Purpose.Predict, host) is not { } bench) return ExitCode.BadInput;
            PlanTable.Show(host.Output, bench.Plan, bench.Suites.Select(suite => (suite.Name, suite.Mark)), request, bench.Memory);
            return ExitCode.Success;
        }
        catch (EngineException exception)
        {
            host.Complain(exception.Message);
            return ExitCode.Failed;
        }
    }
}

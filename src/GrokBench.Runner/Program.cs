using GrokBench.Runner.Commands;
using GrokBench.Runner.Hosting;

if (OpenFileLimit.Problem() is { } problem)
{
    OpenFileLimit.Complain(problem);
    return (int)ExitCode.Failed;
}

return GrokBenchCommand.Invoke(args, SystemHost.Create());

using System.Collections.Immutable;
using GrokBench.Runner.Calibrating;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu;
using Spectre.Console;

namespace GrokBench.Runner.Hosting;

/// <summary>The real world: this process's console, clock and working folder.</summary>
internal static class SystemHost
{
    /// <summary>Columns where output goes to a file or a pipe: wide, so that lines are not broken and can be searched.</summary>
    private const int WideColumns = 200;

    /// <summary>The part of the memory there is, which the runtime knows to be less in a container, that runs may take: the rest is for all else in this process.</summary>
    private const double MemoryShare = 0.9;

    public static Host Create()
    {
        var engines = ImmutableSortedDictionary.Create<string, Func<EngineOptions, IEngine>>(StringComparer.Ordinal).Add(EngineNames.BuiltIn, _ => CpuEngine.Create());
#if TORCH
        engines = engines.Add(EngineNames.Torch, options => Torch.TorchEngine.Create(options.Device, options.Stack, options.Threads));
#endif
        return new Host(
            Open(Console.Out, Console.IsOutputRedirected),
            Open(Console.Error, Console.IsErrorRedirected),
            TimeProvider.System,
            engines,
            engine => Calibration.Measure(engine, TimeProvider.System),
            () => (long)(MemoryShare * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));
    }

    private static IAnsiConsole Open(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected) console.Profile.Width = WideColumns;
        return console;
    }
}

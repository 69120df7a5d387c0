using System.Collections.Immutable;
using System.Text;
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
        engines = engines.AddRange(EngineMakers.In(typeof(Torch.TorchEngine).Assembly));
#endif
        return new Host(
            Open(OpenStreams.HasOutput ? Console.Out : null, Console.IsOutputRedirected),
            Open(OpenStreams.HasError ? Console.Error : null, Console.IsErrorRedirected),
            TimeProvider.System,
            engines,
            engine => Calibration.Measure(engine, TimeProvider.System),
            () => (long)(MemoryShare * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));
    }

    /// <param name="stream">Null: the caller has closed it.</param>
    private static IAnsiConsole Open(TextWriter? stream, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new Terminal(new AnsiConsoleOutput(stream ?? TextWriter.Null), new StandardStream(stream)),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected) console.Profile.Width = WideColumns;
        return console;
    }

    /// <summary>Looks like what it wraps, and is written to through another writer.</summary>
    private sealed class Terminal(AnsiConsoleOutput wrapped, TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => wrapped.IsTerminal;

        public int Width => wrapped.Width;

        public int Height => wrapped.Height;

        public void SetEncoding(Encoding encoding) => wrapped.SetEncoding(encoding);
    }
}

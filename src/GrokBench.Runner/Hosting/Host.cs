using System.Collections.Immutable;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Text;
using GrokBench.Tensors.Engines;
using Spectre.Console;

namespace GrokBench.Runner.Hosting;

/// <summary>What a verb touches of the world outside, beside the folders it is told of, so that a test can put something else in its place.</summary>
/// <param name="Output">Results: standard output.</param>
/// <param name="Status">Progress and complaints: standard error.</param>
/// <param name="Engines">How to make each engine that this build has, by name. Making one may throw <see cref="EngineException"/>.</param>
/// <param name="Calibrate">Measures a few small programs on an engine.</param>
/// <param name="Memory">Bytes that all runs together may take.</param>
public sealed record Host(
    IAnsiConsole Output,
    IAnsiConsole Status,
    TimeProvider Clock,
    ImmutableSortedDictionary<string, Func<EngineOptions, IEngine>> Engines,
    Func<IEngine, StepTimes> Calibrate,
    Func<long> Memory)
{
    /// <summary>Whether some of the results did not reach standard output: its disk is full, or it was never open.</summary>
    public bool HasLostOutput => Output.Profile.Out.Writer is StandardStream { IsBroken: true };

    /// <summary>A line of results on standard output, however long. What of it is other people's text does nothing to a terminal.</summary>
    public void Say(string line) => Output.Profile.Out.Writer.WriteLine(TerminalText.Escape(line));

    /// <summary>
    /// A line on standard error, cut where it is very long; above the live table while there is one. What of it is other people's text does nothing to a
    /// terminal. Safe to call from any thread.
    /// </summary>
    public void Complain(string line)
    {
        var text = TerminalText.Line(line);
        if (Status.Profile.Capabilities.Interactive) Status.Write(new Spectre.Console.Text(text + "\n"));
        else Status.Profile.Out.Writer.WriteLine(text);
    }
}

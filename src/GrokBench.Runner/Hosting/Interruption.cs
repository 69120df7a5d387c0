using System.Runtime.InteropServices;

namespace GrokBench.Runner.Hosting;

/// <summary>
/// Ctrl-C and the termination signal, while it lives: the first asks the work to stop at the next step, the second ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private const string RunsStop = "every run stops after its present step and keeps a checkpoint";

    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly Action<string> say;
    private readonly string consequence;

    /// <param name="say">Shows one sentence; called from another thread.</param>
    /// <param name="consequence">What the work does then, part of that sentence.</param>
    public Interruption(Action<string> say, string consequence = RunsStop)
    {
        (this.say, this.consequence) = (say, consequence);
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (source.IsCancellationRequested) Environment.Exit((int)ExitCode.Interrupted);

        say($"Interrupted: {consequence}. Once more ends at once.");
        source.Cancel();
    }
}

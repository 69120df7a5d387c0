namespace GrokBench.Suites.Records;

/// <summary>When an event happened in one run. A null step is censored at <paramref name="LastStep"/>: it happened later or never.</summary>
/// <param name="Held">First evaluation from which the condition held for the required number of evaluations.</param>
/// <param name="First">First evaluation at which it was met at all.</param>
/// <param name="LastStep">The run's last evaluation.</param>
/// <param name="Pending">First evaluation of a hold that the run's end left unfinished: had the run gone on, the event might have been dated to it. Null where there is none.</param>
public readonly record struct EventOutcome(long? Held, long? First, long LastStep, long? Pending = null)
{
    public bool Censored => Held is null;
}

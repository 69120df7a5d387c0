namespace GrokBench.Runner.Downloading;

/// <summary>A mirror does not give what it is asked for. Its message, of one line, says why.</summary>
internal sealed class MirrorException(string problem) : Exception(Bounded(problem))
{
    /// <summary>Characters: servers write parts of these messages.</summary>
    private const int Most = 200;

    /// <summary>Whether asking again is of no use though more of the file came.</summary>
    public bool IsFinal { get; init; }

    private static string Bounded(string problem)
    {
        var masked = Mirror.Masked(problem);
        return masked.Length <= Most ? masked : masked[..Most] + "...";
    }
}

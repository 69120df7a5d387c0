namespace GrokBench.Reports.Faults;

/// <summary>What could not be judged, drawn or written though its runs are there. Nothing else is lost by it.</summary>
/// <param name="Suite">Empty where it is no part of a suite.</param>
/// <param name="Part">A claim's id, <c>page</c>, <c>linear chart Loss</c>.</param>
/// <param name="Message">One line.</param>
public sealed record Fault(string Suite, string Part, string Message)
{
    private const int LongestMessage = 300;

    /// <summary><c>diverging T1</c>, <c>diverging page</c>.</summary>
    public string Place => Suite.Length == 0 ? Part : $"{Suite} {Part}";

    public static Fault Of(string suite, string part, Exception exception) => new(suite, part, MessageOf(exception));

    /// <summary>Whether an exception costs no more than what threw it: not where memory is exhausted or the work is cancelled.</summary>
    public static bool IsLocal(Exception exception) => exception is not (OutOfMemoryException or OperationCanceledException);

    /// <summary>What an exception says, in one line of bounded length and without its trace.</summary>
    public static string MessageOf(Exception exception)
    {
        var line = string.Join(' ', exception.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestMessage ? line : $"{line[..LongestMessage]}…";
    }
}

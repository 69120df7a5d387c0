namespace GrokBench.Runner.Hosting;

/// <summary>An exception that nobody expected: a fault of this program, or of the machine.</summary>
internal static class ProgramFault
{
    /// <summary>Set to anything, it makes a fault show where in the program it happened.</summary>
    public const string TraceVariable = "GROKBENCH_TRACE";

    /// <summary>A line for whoever called.</summary>
    public static string Text(Exception exception) => exception is OutOfMemoryException
        ? "out of memory: allow less with --memory, or run it where there is more"
        : $"a fault of grokbench: {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";

    /// <summary>The lines of an exception and of all that led to it.</summary>
    public static string[] Trace(Exception exception) => exception.ToString().ReplaceLineEndings("\n").Split('\n');
}

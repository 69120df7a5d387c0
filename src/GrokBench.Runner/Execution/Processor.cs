namespace GrokBench.Runner.Execution;

/// <summary>The processor that runs train on, for provenance: times are compared on the same model alone.</summary>
public static class Processor
{
    private const string LinuxFile = "/proc/cpuinfo", LinuxKey = "model name", WindowsVariable = "PROCESSOR_IDENTIFIER";

    /// <summary>As the system names it, <c>AMD EPYC 9R45</c>; null where it does not tell.</summary>
    public static string? Model { get; } = OperatingSystem.IsLinux() ? OfLinux() : Environment.GetEnvironmentVariable(WindowsVariable);

    private static string? OfLinux()
    {
        try
        {
            var line = File.ReadLines(LinuxFile).FirstOrDefault(line => line.StartsWith(LinuxKey, StringComparison.Ordinal));
            return line?.Split(':', 2) is [_, var model] && model.Trim() is { Length: > 0 } name ? name : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

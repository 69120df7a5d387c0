using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;

namespace GrokBench.Models.Tests.Tasks.Images;

/// <summary>Skips tests of data that this machine does not have, and says so.</summary>
internal static class Skip
{
    public static void Without(Choice settings)
    {
        if (Reason(settings) is { } reason) Assert.Ignore(reason);
    }

    /// <summary>Null where nothing is missing.</summary>
    public static string? Reason(Choice settings) => settings.Kind is IFileTask task && task.Missing(settings) is { } missing
        ? $"skipped, no {task.Name}: {missing}; name its folder in GROKBENCH_DATA"
        : null;
}

using System.Globalization;

namespace GrokBench.Runner.Hosting;

/// <summary>
/// Which standard streams the caller has opened. Where it has not (<c>2&gt;&amp;-</c>), the runtime's own files have taken the free descriptors before this
/// program begins, and what is written there would go into a pipe by which the runtime talks to itself.
/// </summary>
internal static class OpenStreams
{
    private const int Output = 1, Error = 2;

    public static bool HasOutput => IsOpen(Output);

    public static bool HasError => IsOpen(Error);

    /// <summary>Whether something can be written there that is no pipe of this process: one of which it holds the reading end too.</summary>
    private static bool IsOpen(int descriptor)
    {
        if (!OperatingSystem.IsLinux()) return true;
        try
        {
            if (!IsWritable(descriptor)) return false;
            var target = Target(descriptor);
            return !target.StartsWith("pipe:", StringComparison.Ordinal) || !Enumerable.Range(0, Error + 1).Any(other => Target(other) == target && !IsWritable(other));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            // Without /proc there is nothing to tell it by.
            return true;
        }
    }

    /// <summary>Where a descriptor leads; nowhere where it is closed.</summary>
    private static string Target(int descriptor) => new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}")).LinkTarget ?? "";

    /// <summary>By the access mode, the last octal digit of the flags: 0 is read only.</summary>
    private static bool IsWritable(int descriptor)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fdinfo/{descriptor}");
        return File.Exists(path) && File.ReadLines(path).FirstOrDefault(line => line.StartsWith("flags:", StringComparison.Ordinal)) is { } flags && (flags[^1] - '0') % 4 != 0;
    }
}

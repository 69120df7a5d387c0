using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GrokBench.Runner.Execution;

/// <summary>What this program is and what it runs on, for provenance.</summary>
public static class Build
{
    /// <summary>For example <c>0.1.0</c>.</summary>
    public static string Version => Informational.Split('+')[0];

    /// <summary>The source revision that was built; empty when it was not built from a repository.</summary>
    public static string Commit => Informational.Split('+') is [_, var commit, ..] ? commit : "";

    /// <summary>Whether the work tree differed from <see cref="Commit"/> when this was built; null where that is not known.</summary>
    public static bool? Dirty => Stated("Dirty") is { } dirty ? dirty == "true" : null;

    /// <summary>
    /// SHA-256 over the sources that decide a run's bits on the built-in engine: tensors, models, schedules and execution. Two builds with one hash
    /// give the same bits; two hashes may,
    /// since a comment is part of them. See <c>Provenance.targets</c>.
    /// </summary>
    public static string Sources => Stated("Sources") ?? "";

    /// <summary>
    /// The widest vector instructions in use: <c>AVX-512</c>, <c>AVX2</c>, <c>AdvSimd</c>, <c>SSE4.2</c> or <c>scalar</c>. Never changes a result.
    /// </summary>
    public static string InstructionSet =>
        Vector512.IsHardwareAccelerated ? "AVX-512"
        : Avx2.IsSupported ? "AVX2"
        : AdvSimd.IsSupported ? "AdvSimd"
        : Sse42.IsSupported ? "SSE4.2"
        : "scalar";

    public static string Runtime => RuntimeInformation.FrameworkDescription;

    public static string OperatingSystemName => $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()})";

    private static string Informational =>
        typeof(Build).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    private static string? Stated(string key) =>
        typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == key)?.Value;
}

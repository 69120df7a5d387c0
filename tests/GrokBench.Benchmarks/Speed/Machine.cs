using System.Globalization;
using System.Runtime.Intrinsics.X86;
using GrokBench.Runner.Execution;

namespace GrokBench.Benchmarks.Speed;

/// <summary>What was measured on.</summary>
/// <param name="Processor">As the system names it, with family and model, which tell the generation.</param>
/// <param name="Load">Average number of runnable threads over the minute before; above 0 the machine was not quiet. Null where it is not told.</param>
internal sealed record Machine(string Processor, int Cores, string InstructionSet, string Runtime, string OperatingSystem, double? Load)
{
    private const string ProcessorFile = "/proc/cpuinfo", LoadFile = "/proc/loadavg";

    /// <summary>Of the processor, whether or not the runtime was told to use it.</summary>
    public static bool HasAvx512 => Avx512F.IsSupported || Described("flags").Split(' ').Contains("avx512f", StringComparer.Ordinal);

    public static Machine Describe() => new(
        Described("model name") is { Length: > 0 } name ? $"{name}, family {Described("cpu family")} model {Described("model")}" : "unknown",
        Environment.ProcessorCount,
        Build.InstructionSet,
        Build.Runtime,
        Build.OperatingSystemName,
        File.Exists(LoadFile) ? double.Parse(File.ReadAllText(LoadFile).Split(' ')[0], CultureInfo.InvariantCulture) : null);

    /// <summary>A field of the first processor; empty where the system does not tell.</summary>
    private static string Described(string field) => File.Exists(ProcessorFile)
        ? File.ReadLines(ProcessorFile).FirstOrDefault(line => line.Split(':')[0].Trim() == field)?.Split(':', 2)[1].Trim() ?? ""
        : "";
}

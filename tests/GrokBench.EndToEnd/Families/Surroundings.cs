using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;

namespace GrokBench.EndToEnd.Families;

/// <summary>What a child process finds around it, so that a test can tell whether its switches acted.</summary>
/// <param name="MultiplyAdd">Whether the processor's own fused multiply-add is used.</param>
/// <param name="Culture">For example <c>ru-RU</c>.</param>
/// <param name="TimeZone">For example <c>Asia/Kathmandu</c>.</param>
internal sealed record Surroundings(bool MultiplyAdd, int Processors, string Culture, string TimeZone)
{
    private const string FileVariable = "GROKBENCH_TESTS_SURROUNDINGS";

    /// <summary>What makes a child write its surroundings into a file.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Ask(string file) =>
        [new("DOTNET_STARTUP_HOOKS", typeof(Surroundings).Assembly.Location), new(FileVariable, file)];

    /// <summary>Called in the child.</summary>
    public static void Write()
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is not { } file) return;
        var found = new Surroundings(Fma.IsSupported, Environment.ProcessorCount, CultureInfo.CurrentCulture.Name, TimeZoneInfo.Local.Id);
        File.WriteAllText(file, JsonSerializer.Serialize(found));
    }

    public static Surroundings Read(string file) => JsonSerializer.Deserialize<Surroundings>(File.ReadAllText(file))!;
}

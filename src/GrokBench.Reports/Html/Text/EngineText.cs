using GrokBench.Suites.Records;

namespace GrokBench.Reports.Html.Text;

/// <summary>What computed, in words.</summary>
public static class EngineText
{
    /// <summary>"stacks of 16; device: NVIDIA H200, threads: 8"; empty where the engine's identity says it all.</summary>
    public static string Of(Provenance provenance) => string.Join("; ", new[] { Stack(provenance.Stack), Facts(provenance.EngineFacts) }.Where(text => text.Length > 0));

    /// <summary>"device: NVIDIA H200, threads: 8".</summary>
    public static string Facts(IEnumerable<KeyValuePair<string, string>>? facts) => string.Join(", ", (facts ?? []).Select(fact => $"{fact.Key}: {fact.Value}"));

    private static string Stack(int runs) => runs == 1 ? "" : $"stacks of {NumberText.Count(runs)}";
}

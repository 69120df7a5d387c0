using System.Text.Json;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Answers;

/// <summary>Reads from <c>outcome.json</c> which question a folder answers.</summary>
internal static class AnsweredQuestion
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>
    /// Null where there is no answer, or none that can be read. An outcome that states no question, of an earlier version of this program, is taken to answer all of the suites that its
    /// <c>claims</c> name.
    /// </summary>
    public static Question? Read(string path)
    {
        try
        {
            if (AtomicFile.Read(path) is not { } bytes) return null;
            using var outcome = JsonDocument.Parse(bytes);
            if (outcome.RootElement.TryGetProperty("question", out var question)) return question.Deserialize<Question>(Format);
            if (!outcome.RootElement.TryGetProperty("claims", out var claims) || claims.ValueKind != JsonValueKind.Object) return null;
            var profile = outcome.RootElement.GetProperty("profile").GetString() ?? "";
            return new Question { Suites = [.. claims.EnumerateObject().Select(suite => suite.Name)], Profile = profile };
        }
        catch (Exception exception) when (exception is StoreException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}

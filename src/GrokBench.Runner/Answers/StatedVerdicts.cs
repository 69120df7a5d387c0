using System.Text.Json;
using System.Text.Json.Nodes;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Answers;

/// <summary>The verdicts that an <c>outcome.json</c> states, as they stand there: a command that judges nothing writes them again, for <c>verdicts.json</c> is still there.</summary>
/// <param name="Claims">Verdict by claim, by suite; null where nothing was judged yet.</param>
/// <param name="StandIns">Claims on stand-ins, by suite; null where that is not told.</param>
internal sealed record StatedVerdicts(JsonObject? Claims, JsonObject? StandIns)
{
    private static readonly StatedVerdicts None = new(null, null);

    /// <summary>None where there is no outcome, or none that can be read.</summary>
    public static StatedVerdicts Read(string path)
    {
        try
        {
            if (AtomicFile.Read(path) is not { } bytes) return None;
            var outcome = JsonNode.Parse(bytes) as JsonObject;
            return new StatedVerdicts(outcome?["claims"] as JsonObject, outcome?["standIns"] as JsonObject);
        }
        catch (Exception exception) when (exception is StoreException or JsonException or ArgumentException)
        {
            // ArgumentException: a name that is there twice.
            return None;
        }
    }
}

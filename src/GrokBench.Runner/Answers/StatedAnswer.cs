using System.Text.Json;
using System.Text.Json.Nodes;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Answers;

/// <summary>
/// The answer that an <c>outcome.json</c> states, as it stands there: a command that judges nothing, or has not come so far, writes it again, for <c>verdicts.json</c> is still there.
/// </summary>
/// <param name="Question">What was answered; null where nothing was, or where that is not told.</param>
/// <param name="Claims">Verdict by claim, by suite; null where nothing was judged yet.</param>
/// <param name="StandIns">Claims on stand-ins, by suite; null where that is not told.</param>
internal sealed record StatedAnswer(JsonObject? Question, JsonObject? Claims, JsonObject? StandIns)
{
    private static readonly StatedAnswer None = new(null, null, null);

    /// <summary>None where there is no outcome, or none that can be read.</summary>
    public static StatedAnswer Read(string path)
    {
        try
        {
            if (AtomicFile.Read(path) is not { } bytes) return None;
            var outcome = JsonNode.Parse(bytes) as JsonObject;
            return new StatedAnswer(outcome?["question"] as JsonObject, outcome?["claims"] as JsonObject, outcome?["standIns"] as JsonObject);
        }
        catch (Exception exception) when (exception is StoreException or JsonException or ArgumentException)
        {
            // ArgumentException: a name that is there twice.
            return None;
        }
    }
}

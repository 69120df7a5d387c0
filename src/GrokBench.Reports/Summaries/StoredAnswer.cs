using System.Text.Json;

namespace GrokBench.Reports.Summaries;

/// <summary>The answer that lies in a result folder, read back from its files.</summary>
/// <param name="Verdicts">Null where nothing was judged yet.</param>
/// <param name="Comparison">Null where it was not held against an older one.</param>
public sealed record StoredAnswer(StoredOutcome Outcome, StoredVerdicts? Verdicts, StoredComparison? Comparison = null)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <param name="outcome">Bytes of <c>outcome.json</c>.</param>
    /// <exception cref="JsonException">It is not what this program writes.</exception>
    public static StoredOutcome ReadOutcome(ReadOnlySpan<byte> outcome) => Read<StoredOutcome>(outcome);

    /// <param name="verdicts">Bytes of <c>verdicts.json</c>.</param>
    /// <exception cref="JsonException">It is not what this program writes.</exception>
    public static StoredVerdicts ReadVerdicts(ReadOnlySpan<byte> verdicts) => Read<StoredVerdicts>(verdicts);

    /// <param name="comparison">Bytes of <c>compare.json</c>.</param>
    /// <exception cref="JsonException">It is not what this program writes.</exception>
    public static StoredComparison ReadComparison(ReadOnlySpan<byte> comparison) => Read<StoredComparison>(comparison);

    private static T Read<T>(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<T>(bytes, Format) ?? throw new JsonException("it is null; expected an object");
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GrokBench.Models.Kinds;

namespace GrokBench.Suites.Records;

/// <summary>
/// <c>record.json</c>: a <see cref="RunRecord"/> in the shape of <see cref="RecordJson"/>, indented, names in camel case. Its last
/// property, on a line of its own, is <c>checksum</c>: the SHA-256 of all bytes before that line.
/// </summary>
internal static class RecordFile
{
    /// <summary>A longer file is no record.</summary>
    public const long MostBytes = 1L << 26;

    /// <summary>Without a checksum.</summary>
    private const int SecondSchema = 2;

    /// <summary>Without settings and askers; NaN and infinities are strings.</summary>
    private const int FirstSchema = 1;

    private static readonly JsonSerializerOptions Options = OptionsWith(new NullForNaN(), JsonNumberHandling.Strict);
    private static readonly JsonSerializerOptions FirstOptions = OptionsWith(null, JsonNumberHandling.AllowNamedFloatingPointLiterals);

    /// <exception cref="ArgumentException">The record does not have its settings.</exception>
    public static byte[] Write(RunRecord record)
    {
        var whole = JsonSerializer.SerializeToUtf8Bytes(RecordJson.Of(record), Options);
        byte[] summed = [.. whole.AsSpan()[..^"\n}"u8.Length], .. ",\n"u8];
        return [.. summed, .. ChecksumLines(summed)];
    }

    /// <exception cref="InvalidDataException">The bytes are not a record of a known schema.</exception>
    public static RunRecord Read(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.GetProperty("schema").GetInt32() switch
            {
                RunRecord.CurrentSchema when !IsWhole(bytes) => throw new InvalidDataException("its checksum does not match"),
                SecondSchema when document.RootElement.TryGetProperty("checksum", out _) =>
                    throw new InvalidDataException($"it has a checksum, which schema {SecondSchema} has not"),
                RunRecord.CurrentSchema or SecondSchema => document.Deserialize<RecordJson>(Options)!.ToRecord(),
                FirstSchema => document.Deserialize<RunRecord>(FirstOptions)!,
                var schema => throw new InvalidDataException(
                    string.Create(CultureInfo.InvariantCulture, $"its schema is {schema}; this version reads {FirstSchema} to {RunRecord.CurrentSchema}")),
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"it is not a record: {exception.Message}", exception);
        }
    }

    /// <summary>The end of a record: its checksum, and the brace.</summary>
    /// <param name="summed">All before.</param>
    private static byte[] ChecksumLines(ReadOnlySpan<byte> summed) =>
        Encoding.UTF8.GetBytes($"  \"checksum\": \"{Convert.ToHexStringLower(SHA256.HashData(summed))}\"\n}}\n");

    private static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        var last = bytes.LastIndexOf("\n  \"checksum\": "u8) + 1;
        return bytes[last..].SequenceEqual(ChecksumLines(bytes[..last]));
    }

    private static JsonSerializerOptions OptionsWith(JsonConverter? numbers, JsonNumberHandling handling)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            NewLine = "\n",
            IgnoreReadOnlyProperties = true,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
            NumberHandling = handling,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
                new SettingValueJson(),
                new SortedByOrdinal<double>(),
                new SortedByOrdinal<double?>(),
                new SortedByOrdinal<int>(),
                new SortedByOrdinal<string>(),
                new SortedByOrdinal<SettingValue>(),
                new SortedByOrdinal<EventOutcome>(),
            },
        };
        if (numbers is not null) options.Converters.Add(numbers);
        return options;
    }

    /// <summary>A number that is not known is null.</summary>
    private sealed class NullForNaN : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsNaN(value)) writer.WriteNullValue();
            else writer.WriteNumberValue(value);
        }
    }
}

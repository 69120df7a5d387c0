using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GrokBench.Models.Kinds;

namespace GrokBench.Suites.Records;

/// <summary><c>record.json</c>: a <see cref="RunRecord"/> in the shape of <see cref="RecordJson"/>, indented, names in camel case.</summary>
internal static class RecordFile
{
    /// <summary>Without settings and askers; NaN and infinities are strings.</summary>
    private const int FirstSchema = 1;

    private static readonly JsonSerializerOptions Options = OptionsWith(new NullForNaN(), JsonNumberHandling.Strict);
    private static readonly JsonSerializerOptions FirstOptions = OptionsWith(null, JsonNumberHandling.AllowNamedFloatingPointLiterals);

    /// <exception cref="ArgumentException">The record does not have its settings.</exception>
    public static byte[] Write(RunRecord record) => [.. JsonSerializer.SerializeToUtf8Bytes(RecordJson.Of(record), Options), (byte)'\n'];

    /// <exception cref="InvalidDataException">The bytes are not a record of a known schema.</exception>
    public static RunRecord Read(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.GetProperty("schema").GetInt32() switch
            {
                RunRecord.CurrentSchema => document.Deserialize<RecordJson>(Options)!.ToRecord(),
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

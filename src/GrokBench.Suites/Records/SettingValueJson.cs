using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using GrokBench.Models.Kinds;

namespace GrokBench.Suites.Records;

/// <summary>A setting's value as the JSON value of the same kind: number, flag, text, list or object.</summary>
internal sealed class SettingValueJson : JsonConverter<SettingValue>
{
    public override SettingValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.True or JsonTokenType.False => reader.GetBoolean(),
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.StartArray => SettingValue.ListOf(JsonSerializer.Deserialize<SettingValue[]>(ref reader, options)!),
        JsonTokenType.StartObject => SettingValue.Mapping(JsonSerializer.Deserialize<Dictionary<string, SettingValue>>(ref reader, options)!),
        _ => throw new JsonException("a setting is null"),
    };

    public override void Write(Utf8JsonWriter writer, SettingValue value, JsonSerializerOptions options)
    {
        switch (value.Content)
        {
            case double number:
                writer.WriteNumberValue(number);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case ImmutableArray<SettingValue> items:
                JsonSerializer.Serialize(writer, items, options);
                break;
            case ImmutableSortedDictionary<string, SettingValue> entries:
                JsonSerializer.Serialize(writer, entries, options);
                break;
        }
    }
}

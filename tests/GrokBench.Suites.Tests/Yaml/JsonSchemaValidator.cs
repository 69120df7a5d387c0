using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GrokBench.Suites.Tests.Yaml;

/// <summary>
/// The part of JSON Schema draft 7 that the suite schema uses. A keyword outside it fails the test: an editor would obey it, this validator would not.
/// </summary>
internal sealed class JsonSchemaValidator(string schema)
{
    private readonly JsonObject root = JsonNode.Parse(schema)!.AsObject();

    public bool Accepts(JsonNode? value) => Accepts(root, value);

    private bool Accepts(JsonNode? schema, JsonNode? value)
    {
        if (schema is JsonValue flag) return flag.GetValue<bool>();
        return schema!.AsObject().All(keyword => Holds(keyword.Key, keyword.Value!, schema.AsObject(), value));
    }

    private bool Holds(string keyword, JsonNode argument, JsonObject schema, JsonNode? value) => keyword switch
    {
        "$schema" or "title" or "description" or "default" or "definitions" => true,
        "then" => schema.ContainsKey("if"),
        "$ref" => Accepts(root["definitions"]![((string)argument!)["#/definitions/".Length..]], value),
        "type" => HasType((string)argument!, value),
        "enum" => argument.AsArray().Any(item => JsonNode.DeepEquals(item, value)),
        "const" => JsonNode.DeepEquals(argument, value),
        "minimum" => Number(value) is not { } number || number >= (double)argument,
        "exclusiveMinimum" => Number(value) is not { } number || number > (double)argument,
        "maximum" => Number(value) is not { } number || number <= (double)argument,
        "items" => value is not JsonArray list || list.All(item => Accepts(argument, item)),
        "minItems" => value is not JsonArray list || list.Count >= (int)argument,
        "maxItems" => value is not JsonArray list || list.Count <= (int)argument,
        "required" => value is not JsonObject mapping || argument.AsArray().All(name => mapping.ContainsKey((string)name!)),
        "properties" => value is not JsonObject mapping
            || argument.AsObject().All(property => !mapping.TryGetPropertyValue(property.Key, out var item) || Accepts(property.Value, item)),
        "additionalProperties" => value is not JsonObject mapping
            || mapping.All(item => (schema["properties"]?.AsObject().ContainsKey(item.Key) ?? false) || HasPattern(schema, item.Key) || Accepts(argument, item.Value)),
        "patternProperties" => value is not JsonObject mapping || argument.AsObject().All(
            pattern => mapping.All(item => !Regex.IsMatch(item.Key, pattern.Key) || Accepts(pattern.Value, item.Value))),
        "propertyNames" => value is not JsonObject mapping || mapping.All(item => Accepts(argument, JsonValue.Create(item.Key))),
        "anyOf" => argument.AsArray().Any(one => Accepts(one, value)),
        "allOf" => argument.AsArray().All(one => Accepts(one, value)),
        "not" => !Accepts(argument, value),
        "if" => !Accepts(argument, value) || Accepts(schema["then"], value),
        _ => throw new NotSupportedException($"the schema uses '{keyword}', which this validator does not know"),
    };

    private static bool HasPattern(JsonObject schema, string key) =>
        schema["patternProperties"]?.AsObject().Any(pattern => Regex.IsMatch(key, pattern.Key)) ?? false;

    private static bool HasType(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => Number(value) is { } number && number == Math.Floor(number),
        _ => false,
    };

    private static double? Number(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number ? (double)value : null;
}

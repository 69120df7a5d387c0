using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Schema;

/// <summary>Pieces of a JSON Schema (draft 7).</summary>
internal static class SchemaParts
{
    public static JsonObject Of(SettingType type) => type switch
    {
        FlagType => new() { ["type"] = "boolean" },
        TextType => new() { ["type"] = "string" },
        IntegerType integer => Bounded("integer", integer.Least, integer.Most == int.MaxValue ? double.PositiveInfinity : integer.Most, leastExcluded: false),
        NumberType number => Bounded("number", number.Least, number.Most, number.LeastExcluded),
        ChoiceType choice => new() { ["enum"] = Words(choice.Words) },
        ListType list => List(Of(list.Element), list.Least, list.Most),
        MappingType mapping => mapping.TakesPaths ? WithKeys(Mapping(mapping.Entries), @"^[a-z-]+\.", []) : Mapping(mapping.Entries),
        UnionType union => AnyOf(union.Types.Select(Of)),
        _ => throw new ArgumentException($"no schema for {type.GetType().Name}", nameof(type)),
    };

    public static JsonObject Of(Key key) => Described(key.Type is { } type ? Of(type) : Reference(key.Shape!), key.Meaning);

    public static JsonObject Of(Setting setting)
    {
        var schema = Described(Of(setting.Type), setting.Meaning);
        if (setting.Default is { } value) schema["default"] = Node(value);
        return schema;
    }

    public static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };

    /// <summary>A mapping with these keys and no others.</summary>
    public static JsonObject Section(IEnumerable<Key> keys)
    {
        var list = keys.ToList();
        var schema = Closed(list.Select(key => KeyValuePair.Create(key.Name, Of(key))));
        var required = list.Where(key => key.Required).Select(key => key.Name).ToList();
        if (required.Count > 0) schema["required"] = Words(required);
        return schema;
    }

    /// <summary>A mapping with these settings and no others.</summary>
    private static JsonObject Mapping(IReadOnlyCollection<Setting> settings)
    {
        var schema = Closed(settings.Select(setting => KeyValuePair.Create(setting.Name, Of(setting))));
        schema["required"] = Words(settings.Where(setting => setting.Required).Select(setting => setting.Name));
        return schema;
    }

    /// <summary>A mapping with these properties and no others.</summary>
    public static JsonObject Closed(IEnumerable<KeyValuePair<string, JsonObject>> properties) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)property.Value))),
        ["additionalProperties"] = false,
    };

    /// <summary>The mapping, which also takes keys of a form.</summary>
    /// <param name="pattern">A regular expression.</param>
    public static JsonObject WithKeys(JsonObject mapping, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern, JsonObject value)
    {
        mapping["patternProperties"] = new JsonObject { [pattern] = value };
        return mapping;
    }

    /// <summary>A mapping from names of the author's choice.</summary>
    public static JsonObject Named(JsonObject value) => new() { ["type"] = "object", ["additionalProperties"] = value };

    public static JsonObject List(JsonObject items, int least = 0, int most = int.MaxValue)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = items };
        if (least > 0) schema["minItems"] = least;
        if (most < int.MaxValue) schema["maxItems"] = most;
        return schema;
    }

    public static JsonObject AnyOf(params IEnumerable<JsonObject> schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    /// <summary>What else holds of a mapping whose <c>kind</c> is this.</summary>
    public static JsonObject WhenKind(string kind, JsonObject then) => new()
    {
        ["if"] = new JsonObject { ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind } }, ["required"] = Words(["kind"]) },
        ["then"] = then,
    };

    public static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);

    public static JsonObject Described(JsonObject schema, string meaning)
    {
        schema["description"] = meaning;
        return schema;
    }

    private static JsonObject Bounded(string type, double least, double most, bool leastExcluded)
    {
        var schema = new JsonObject { ["type"] = type };
        if (double.IsFinite(least)) schema[leastExcluded ? "exclusiveMinimum" : "minimum"] = least;
        if (double.IsFinite(most)) schema["maximum"] = most;
        return schema;
    }

    private static JsonNode Node(SettingValue value) => value.Content switch
    {
        double number => number,
        bool flag => flag,
        string text => text,
        var items => new JsonArray([.. ((System.Collections.Immutable.ImmutableArray<SettingValue>)items).Select(Node)]),
    };
}

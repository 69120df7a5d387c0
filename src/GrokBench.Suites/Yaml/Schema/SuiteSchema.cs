using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Runs;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Schema;

/// <summary>
/// The suite format as a JSON Schema, for editors: they complete keys and underline slips while a suite is written. It knows the keys and
/// kinds, but not
/// what one part of a suite demands of another; <see cref="SuiteReader"/> has the last word.
/// </summary>
public static class SuiteSchema
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Settings of stages, which have numbers: see <see cref="StagePath"/>.</summary>
    private const string StagePaths = @"^train\.stages\.[1-9]", SweptStagePaths = @"^(sweep|zip)\.train\.stages\.[1-9]";

    /// <summary>The schema's text, ending with a line feed.</summary>
    public static string Write(Vocabulary vocabulary)
    {
        var schema = SchemaParts.Section(Keys.Suite);
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", "A GrokBench suite");
        schema["definitions"] = new JsonObject(Definitions(vocabulary.Kinds, vocabulary.Claims).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        return schema.ToJsonString(Options) + "\n";
    }

    private static IEnumerable<KeyValuePair<string, JsonObject>> Definitions(KnownKinds kinds, ClaimKinds claims)
    {
        JsonObject Section(IEnumerable<Key> keys) => SchemaParts.Section(keys);
        var settings = SettingsByPath(kinds).ToList();
        var paths = settings.Select(setting => setting.Key).ToList();

        yield return new("paper", Section(Keys.Paper));
        yield return new("defaults", Section(Keys.Defaults));
        yield return new("runs", SchemaParts.Named(Section(Keys.Group)));
        yield return new("task", Kinds(kinds.Tasks));
        yield return new("model", Kinds(kinds.Families));
        yield return new("optimiser", Kinds(kinds.Optimisers));
        yield return new("train", Train(kinds));
        yield return new("observe", Observe(kinds));
        yield return new("stop", SchemaParts.AnyOf(new JsonObject { ["const"] = "never" }, Section(Keys.Stop)));
        yield return new("seeds", SchemaParts.AnyOf(
            SchemaParts.Of(SettingType.Integer(1)), SchemaParts.Of(SettingType.ListOf(SettingType.Integer(0), 1)), Section(Keys.SeedRange)));
        yield return new("sweep", SchemaParts.WithKeys(
            SchemaParts.Closed(paths.Select(path => KeyValuePair.Create(path, SchemaParts.List(SchemaParts.Reference(path), 1)))), StagePaths, SchemaParts.List([], 1)));
        yield return new("events", SchemaParts.Named(Section(Keys.Event)));
        yield return new("profiles", SchemaParts.Closed(Profiles.Known.Select(profile => KeyValuePair.Create(profile, SchemaParts.Named(SchemaParts.Reference("patch"))))));
        yield return new("patch", Patch(paths));
        yield return new("claims", SchemaParts.Named(Section(Keys.Claim)));
        yield return new("check", Check(claims.Checks));
        yield return new("checks", SchemaParts.List(SchemaParts.Reference("check"), 1));
        yield return new("cells", SchemaParts.AnyOf(SchemaParts.Of(SettingType.Text), Section(Keys.Cells)));
        yield return new("where", SchemaParts.WithKeys(
            SchemaParts.Closed(paths.Select(path => KeyValuePair.Create(path, SchemaParts.AnyOf(SchemaParts.Reference(path), SchemaParts.List(SchemaParts.Reference(path), 1))))),
            StagePaths, []));
        yield return new("quantity", SchemaParts.AnyOf(claims.Quantities.Select(form => Section(form.Keys)).Prepend(SchemaParts.Of(SettingType.Text))));
        foreach (var (path, types) in settings) yield return new(path, AnyOfTypes(types));
    }

    /// <summary>Every path that can be swept, with the types that its kinds give it.</summary>
    private static IEnumerable<KeyValuePair<string, List<SettingType>>> SettingsByPath(KnownKinds kinds)
    {
        var pairs = Of("task", kinds.Tasks).Concat(Of("model", kinds.Families)).Concat(Of("optimiser", kinds.Optimisers))
            .Append(("train.steps", Keys.Steps.Type!))
            .Concat(kinds.Training.Settings.Select(setting => ($"train.{setting.Name}", setting.Type)));
        return pairs.GroupBy(pair => pair.Item1, pair => pair.Item2).Select(path => KeyValuePair.Create(path.Key, path.ToList()));

        static IEnumerable<(string, SettingType)> Of<T>(string section, IReadOnlyDictionary<string, T> known)
            where T : IKind => known.Values.SelectMany(kind => kind.Settings).Select(setting => ($"{section}.{setting.Name}", setting.Type))
                .Prepend(($"{section}.kind", SettingType.OneOf([.. known.Keys])));
    }

    /// <summary>A section that may name a kind: with one, its settings; without (over defaults), those of any.</summary>
    private static JsonObject Kinds<T>(IReadOnlyDictionary<string, T> kinds)
        where T : IKind
    {
        var name = new JsonObject { ["enum"] = SchemaParts.Words(kinds.Keys) };
        var perKind = kinds.Values.Select(kind => SchemaParts.WhenKind(kind.Name, Settings(kind)));
        var without = new JsonObject
        {
            ["if"] = new JsonObject { ["not"] = new JsonObject { ["required"] = SchemaParts.Words(["kind"]) } },
            ["then"] = new JsonObject
            {
                ["propertyNames"] = new JsonObject
                {
                    ["enum"] = SchemaParts.Words(kinds.Values.SelectMany(kind => kind.Settings).Select(setting => setting.Name).Distinct()),
                },
            },
        };
        return new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["kind"] = name },
            ["allOf"] = new JsonArray([.. perKind, without]),
        };
    }

    private static JsonObject Settings(IKind kind) => SchemaParts.Described(
        SchemaParts.Closed(kind.Settings.Select(setting => KeyValuePair.Create(setting.Name, SchemaParts.Of(setting))).Prepend(new("kind", []))), kind.Summary);

    private static JsonObject Train(KnownKinds kinds)
    {
        var schema = SchemaParts.Closed(
            kinds.Training.Settings.Select(setting => KeyValuePair.Create(setting.Name, SchemaParts.Of(setting))).Prepend(new("steps", SchemaParts.Of(Keys.Steps))));

        // An event is stated by its name here, and in a run's identity by what it is.
        var start = schema["properties"]![TrainingStage.Setting]!["items"]!["properties"]![TrainingStage.At]!;
        start["anyOf"]!.AsArray().Add(SchemaParts.Section(Keys.StageEvent));
        return schema;
    }

    private static JsonObject Observe(KnownKinds kinds)
    {
        var schema = SchemaParts.Section(Keys.Observe);
        schema["properties"]!["measures"]!["items"] = new JsonObject { ["enum"] = SchemaParts.Words(kinds.Measures.Keys) };
        return schema;
    }

    private static JsonObject Check(ImmutableArray<CheckKind> kinds)
    {
        return new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["enum"] = SchemaParts.Words(kinds.Select(kind => kind.Name)) } },
            ["required"] = SchemaParts.Words(["kind"]),
            ["allOf"] = new JsonArray(
                [.. kinds.Select(kind => SchemaParts.WhenKind(kind.Name, SchemaParts.Described(SchemaParts.Section(kind.Keys), kind.Meaning)))]),
        };
    }

    private static JsonObject Patch(List<string> paths)
    {
        var single = paths.Select(path => KeyValuePair.Create(path, SchemaParts.Reference(path)));
        var observed = Keys.Observe.Select(key => KeyValuePair.Create($"observe.{key.Name}", SchemaParts.Of(key)));
        var swept = Keys.Sweeps.SelectMany(
            sweep => paths.Select(path => KeyValuePair.Create($"{sweep}.{path}", SchemaParts.List(SchemaParts.Reference(path), 1))));
        return SchemaParts.WithKeys(
            SchemaParts.Closed(single.Concat(observed).Concat(swept).Prepend(new("seeds", SchemaParts.Reference("seeds")))),
            SweptStagePaths, SchemaParts.List([], 1));
    }

    private static JsonObject AnyOfTypes(List<SettingType> types)
    {
        var schemas = types.Select(SchemaParts.Of).DistinctBy(schema => schema.ToJsonString()).ToList();
        return schemas is [var only] ? only : SchemaParts.AnyOf(schemas);
    }
}

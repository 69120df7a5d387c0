using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Runner.Tests.Fuzz;

/// <summary>The text of random checks, of every kind there is, about given groups and events.</summary>
internal sealed class RandomClaim(ImmutableArray<RandomGroup> groups, ImmutableArray<string> events, Extremes extremes)
{
    private const int Deepest = 2;

    public string Make(string id) =>
        $$"""
          {{id}}:
            title: "Random"
            says: "Whatever it is."
            source: "nowhere"
            strength: {{extremes.Pick("strong", "medium", "weak")}}
            over: {{Cells()}}
            check: {{Check(0)}}

        """;

    private string Check(int depth)
    {
        var kind = extremes.Pick(ClaimCatalogue.Kinds.Checks);
        return $"{{ kind: {kind.Name}{Stated(kind.Keys.Where(key => key.Name is not ("kind" or "over")), depth)} }}";
    }

    private string Quantity()
    {
        if (extremes.Chance(0.3)) return extremes.Pick(events);
        var kind = extremes.Pick(ClaimCatalogue.Kinds.Quantities);
        return $"{{ {kind.Name}: {Value(kind.Keys[0], kind.Name is "setting" or "delay" ? kind.Name : "measure", 0)}{Stated(kind.Keys.Skip(1), 0)} }}";
    }

    private string Stated(IEnumerable<Key> keys, int depth) =>
        string.Concat(keys.Where(key => key.Required || extremes.Chance(0.5)).Select(key => $", {key.Name}: {Value(key, key.Name, depth)}"));

    /// <param name="meaning">What a text of this key names.</param>
    private string Value(Key key, string meaning, int depth) => (key.Shape, key.Type) switch
    {
        ("cells", _) => Cells(),
        ("quantity", _) => Quantity(),
        ("checks", _) => depth >= Deepest ? "[]" : $"[{string.Join(", ", Enumerable.Range(0, extremes.Integer(1, 2)).Select(_ => Check(depth + 1)))}]",
        (_, TextType) => Word(meaning),
        (_, { } type) => extremes.Value(type) ?? "1",
        _ => "{}",
    };

    private string Word(string meaning) => meaning switch
    {
        "across" or "setting" => groups.SelectMany(group => group.Axes).Select(axis => axis.Path).DefaultIfEmpty("task.train").ToArray() is var paths ? extremes.Pick(paths) : "",
        "event" or "delay" or "after" => extremes.Pick(events),
        "at" or "from" or "to" => extremes.Pick("start", "end", extremes.Pick(events), $"{extremes.Pick(events)} or end", $"0.5 of {extremes.Pick(events)}", "step 1", "step 10"),
        _ => extremes.Pick(["train.accuracy", "test.accuracy", "train.loss", "test.loss", "step-loss.max", .. groups.SelectMany(group => group.Measures)]),
    };

    private string Cells()
    {
        var group = extremes.Pick(groups);
        if (group.Axes.IsEmpty || extremes.Chance(0.5)) return group.Name;
        var axis = extremes.Pick(group.Axes);
        return $"{{ runs: {group.Name}, where: {{ {axis.Path}: {extremes.Pick(axis.Values)} }} }}";
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrokBench.Models.Kinds;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Yaml;

namespace GrokBench.Runner.Tests.Fuzz;

/// <summary>A valid suite of random numbers.</summary>
internal static class RandomSuite
{
    private const int Attempts = 25, Claims = 5;

    /// <param name="seed">The same one gives the same suite.</param>
    public static string Make(string name, int seed)
    {
        var extremes = new Extremes(new Random(seed));
        while (true)
        {
            ImmutableArray<RandomGroup> groups = [.. Enumerable.Range(0, extremes.Integer(1, 2)).Select(i => RandomGroup.Make($"g{i}", extremes))];
            var (names, events) = Events(extremes);
            var head =
                $$"""
                suite: {{name}}
                paper: { title: "Random numbers", summary: "Not a paper." }
                theories: []
                {{events}}runs:
                {{string.Concat(groups.Select(group => group.Text))}}claims:

                """;
            if (!IsValid(name, head.Replace("claims:", "claims: {}", StringComparison.Ordinal))) continue;
            return head + ClaimsOf(name, head, new RandomClaim(groups, names, extremes));
        }
    }

    /// <summary>Claims that are valid each by itself.</summary>
    private static string ClaimsOf(string name, string head, RandomClaim random)
    {
        var claims = new StringBuilder();
        for (var (attempt, found) = (0, 0); attempt < Attempts && found < Claims; attempt++)
        {
            var claim = random.Make($"C{found}");
            if (!IsValid(name, head + claim)) continue;
            claims.Append(claim);
            found++;
        }

        return claims.Length == 0 ? "  {}\n" : claims.ToString();
    }

    private static (ImmutableArray<string> Names, string Text) Events(Extremes extremes)
    {
        var text = new StringBuilder("events:\n");
        ImmutableArray<string> names = ["t_mem", "t_gen", "e0", "e1"];
        foreach (var name in names.Where(name => name[0] == 'e' || extremes.Chance(0.7)))
        {
            var series = name switch
            {
                "t_mem" => "train.accuracy",
                "t_gen" => "test.accuracy",
                _ => extremes.Pick("train.loss", "test.loss", "test.accuracy", "step-loss.max"),
            };
            text.Append(CultureInfo.InvariantCulture, $"  {name}: {{ measure: {series}, {extremes.Pick("at-least", "at-most")}: {extremes.Number(SettingType.Number())}, hold: {extremes.Pick(1, 1, 2, 5)} }}\n");
        }

        return (names, text.ToString());
    }

    private static bool IsValid(string name, string text) => SuiteReader.Parse($"{name}.yaml", text, "ci", ClaimCatalogue.Vocabulary).Problems.IsEmpty;
}

using System.Text;
using GrokBench.Suites.Text;
using GrokBench.Suites.Yaml;

namespace GrokBench.Suites.Tests.Yaml;

/// <summary>
/// What is larger than <see cref="Limits"/> allow is refused before it is built. Were it built, these tests would not end.
/// </summary>
public sealed class BoundsTests
{
    private static IEnumerable<TestCaseData> Multiplied()
    {
        foreach (var place in new[] { "theories: *x9", "events: *x9", "profiles: *x9", "runs: *x9", "claims: *x9", "paper: *x9", "defaults: { seeds: *x9 }", "defaults: { model: { width: *x9 } }" })
            yield return new TestCaseData(place);
    }

    [TestCaseSource(nameof(Multiplied))]
    public void Aliases_count_as_all_that_they_stand_for(string place)
    {
        var text = new StringBuilder("suite: toy\nx0: &x0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
        for (var i = 1; i < 10; i++) text.Append(FormattableString.Invariant($"x{i}: &x{i} [{string.Join(", ", Enumerable.Repeat($"*x{i - 1}", 10))}]\n"));

        Assert.That(ToySuite.Problems($"{text}{place}\n"), Has.One.EqualTo("6:45: 101,241 keys and values with those that *x3 stands for, expected at most 100,000"));
    }

    [Test]
    public void Keys_that_are_aliased_mappings_count_too()
    {
        var text = new StringBuilder("x0: &x0 { a: 1, b: 2, c: 3 }\n");
        for (var i = 1; i < 20; i++) text.Append(FormattableString.Invariant($"x{i}: &x{i} {{ a: *x{i - 1}, b: *x{i - 1}, c: *x{i - 1} }}\n"));

        Assert.That(ToySuite.Problems(text.ToString()).Single(), Does.Contain("stands for, expected at most 100,000"));
    }

    [TestCase("[", "1:101: 101 lists and mappings within each other up to here, expected at most 100")]
    [TestCase("{a: ", "1:401: 101 lists and mappings within each other up to here, expected at most 100")]
    [TestCase("- ", "1:201: 101 lists and mappings within each other up to here, expected at most 100")]
    public void Nesting_is_bounded_before_it_is_followed(string open, string problem) =>
        Assert.That(ToySuite.Problems(string.Concat(Enumerable.Repeat(open, 30_000))), Is.EqualTo([problem]));

    [Test]
    public void Nesting_by_aliases_is_bounded()
    {
        var text = new StringBuilder("x0: &x0 [1]\n");
        for (var i = 1; i < 300; i++) text.Append(FormattableString.Invariant($"x{i}: &x{i} [*x{i - 1}]\n"));

        Assert.That(ToySuite.Problems(text.ToString()), Is.EqualTo(["100:12: 101 lists and mappings within each other with those of *x98, expected at most 100"]));
    }

    [Test]
    public void Cells_are_counted_before_they_are_made()
    {
        var values = string.Join(", ", Enumerable.Range(2, 900));
        var runs = $"runs:\n  a:\n    sweep: {{ task.modulus: [{values}], model.width: [{values}], task.corrupted: [{values}] }}\n";

        Assert.That(ToySuite.Problems(ToySuite.Head + runs + ToySuite.NoClaims).First(), Is.EqualTo("11:12: 729,000,000 cells of a, expected at most 100,000"));
    }

    [TestCase("seeds: 1e9", "1,000,000,000 seeds, expected at most 10,000")]
    [TestCase("seeds: { from: 0, count: 1e9 }", "seeds.count is 1e9, expected an integer from 1 to 10000")]
    public void Seeds_are_counted_before_they_are_made(string seeds, string problem) => Assert.That(ToySuite.Problems(Group(seeds)).First(), Does.EndWith(problem));

    [Test]
    public void Runs_are_counted_before_they_are_made()
    {
        var values = string.Join(", ", Enumerable.Range(53, 200));

        Assert.That(ToySuite.Problems(Group($"seeds: 1000, sweep: {{ model.width: [{values}] }}")).First(), Does.EndWith("200,000 runs of a, expected at most 100,000"));
    }

    [Test]
    public void Settings_of_all_runs_are_counted_before_they_are_made()
    {
        var groups = string.Concat(Enumerable.Range(0, 300).Select(i => $"  a{i}: {{ seeds: 9000 }}\n"));

        Assert.That(ToySuite.Problems(ToySuite.Head + "runs:\n" + groups + ToySuite.NoClaims).First(), Does.Contain("settings of all runs in all profiles up to a"));
    }

    [Test]
    public void Evaluations_are_counted_before_they_are_made() => Assert.That(
        ToySuite.Problems(Group("train: { steps: 1e9 }, observe: { every: 1 }")).First(), Does.EndWith("1,000,000,001 evaluations of a, expected at most 1,000,000"));

    [Test]
    public void Keys_of_one_mapping_are_bounded() => Assert.That(
        ToySuite.Problems($"a: {{ {string.Join(", ", Enumerable.Range(0, 5000).Select(i => $"k{i}: 1"))} }}").Single(), Does.EndWith("more than 1,000 keys in one mapping, expected at most 1,000"));

    [Test]
    public void A_line_is_bounded_whatever_the_suite_holds_and_acts_on_no_terminal()
    {
        var name = string.Concat(Enumerable.Repeat("\\e[31m\\u202Ex", 100_000));
        string[] texts =
        [
            $"\"{name}\": 1", $"suite: \"{name}\"", ToySuite.Head + $"runs: {{ \"{name}\": {{ seeds: \"{name}\", \"{name}\": 1 }} }}\nevents: {{ \"{name}\": {{ measure: \"{name}\" }} }}",
            ToySuite.Head + $"runs: {{ a: {{ sweep: {{ \"{name}\": [1] }}, task: {{ \"{name}\": 1, kind: \"{name}\" }} }} }}\nclaims: {{ \"{name}\": {{ check: {{ kind: \"{name}\", over: \"{name}\" }} }} }}",
            ToySuite.Head + $"runs: {{ a: {{}} }}\nclaims: {{ C: {{ title: a, says: b, source: c, strength: weak, over: a, check: {{ kind: value, of: {{ measure: \"{name}\", at: \"{name}\" }}, at-least: 1 }} }} }}",
            $"*{new string('a', 100_000)}", $"a: !{new string('b', 10_000)} 1",
        ];

        foreach (var problem in texts.SelectMany(text => SuiteReader.Parse("toy.yaml", text, "ci", ToyKinds.Vocabulary).Problems))
        {
            Assert.That(problem.ToString(), Has.Length.LessThanOrEqualTo(TerminalText.LongestLine));
            Assert.That(problem.ToString(), Is.EqualTo(TerminalText.Escape(problem.ToString())));
        }
    }

    [Test]
    public void Very_many_problems_are_shown_in_part()
    {
        var reading = SuiteReader.Parse("toy.yaml", ToySuite.Head + "runs:\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"  a{i}: 1\n")) + ToySuite.NoClaims, "ci", ToyKinds.Vocabulary);

        Assert.That(reading.Problems, Has.Length.EqualTo(300));
        Assert.That(reading.Lines.Count(), Is.EqualTo(101));
        Assert.That(reading.Lines.Last(), Is.EqualTo("and 200 more problems"));
    }

    [TestCase(" toy")]
    [TestCase("toy ")]
    [TestCase("to\u001by")]
    [TestCase("to\u202ey")]
    public void A_suite_has_a_name_that_can_be_shown(string name)
    {
        var problems = SuiteReader.Parse($"{name}.yaml", $"suite: {Quoted(name)}\n", "ci", ToyKinds.Vocabulary).Problems.Select(problem => problem.ToString());

        Assert.That(problems, Has.Some.EndWith("expected a name that neither begins nor ends with a blank, of characters that are shown"));
    }

    [TestCase("α-β")]
    [TestCase("a b")]
    [TestCase("数")]
    public void A_suite_is_called_in_any_script(string name)
    {
        var text = (ToySuite.Head + "runs: { a: {} }" + ToySuite.NoClaims).Replace("suite: toy", $"suite: {Quoted(name)}", StringComparison.Ordinal);

        Assert.That(SuiteReader.Parse($"{name}.yaml", text, "ci", ToyKinds.Vocabulary).Problems, Is.Empty);
    }

    [Test]
    public void Names_are_at_most_a_hundred_letters_long()
    {
        var name = new string('a', 101);

        Assert.That(ToySuite.Problems(ToySuite.Head + $"events: {{ {name}: {{ measure: test.loss, at-least: 1 }} }}\nruns: {{ {name}: {{}} }}\nclaims: {{ {name}: {{}} }}"), Has.Exactly(3).Contains("101 letters in the "));
    }

    private static string Group(string keys) => ToySuite.Head + $"runs: {{ a: {{ {keys} }} }}" + ToySuite.NoClaims;

    private static string Quoted(string text) => "\"" + string.Concat(text.Select(letter => letter < ' ' ? FormattableString.Invariant($"\\x{(int)letter:x2}") : letter.ToString())) + "\"";
}

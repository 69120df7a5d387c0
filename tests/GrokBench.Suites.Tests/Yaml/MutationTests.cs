using System.Text;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Text;
using GrokBench.Suites.Yaml;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Suites.Tests.Yaml;

/// <summary>Committed suites with random changes: every one is read or refused, and nothing else happens.</summary>
public sealed class MutationTests
{
    /// <summary>Of each suite.</summary>
    private const int Count = 12;

    private static readonly string[] Tokens =
    [
        "[", "]", "{", "}", "- ", ": ", ", ", "&a ", "*a", "!t ", "\"", "'", "|", "\n", "\t", "\0", "\u001b[31m", "\u202e", "1e308", "1e-320", "-1", "0", "9007199254740993", "true", "null", "~", ".5", "1e9", "[]", "{}", "t_gen",
        "step 1e9", "0.5 of t_gen", "model.width", "zip", "sweep", "seeds: 1e9", "depth: 10000", "layers: 1000", "width: 1e9", "hold: 1e9", "extra: 1e30", "every: 1", "steps: 2e9", "over", "\uffff", "\u2028", "?", "%YAML 1.2\n", "---\n", "...\n", "#",
    ];

    private static IEnumerable<string> Suites => Directory.GetFiles(Path.Combine(Repository.Root, "suites"), "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Suites))]
    public void A_changed_suite_is_read_or_refused(string name)
    {
        var original = File.ReadAllText(Path.Combine(Repository.Root, "suites", name + ".yaml"));
        var stream = new RandomStream(14, $"mutations of {name}");
        var draws = 0UL;
        for (var i = 0; i < Count; i++)
        {
            var text = new StringBuilder(original);
            for (var changes = 1 + Below(4); changes > 0; changes--) Change(text);
            SuiteReading reading = null!;
            Assert.That(() => reading = SuiteReader.Parse(name + ".yaml", text.ToString(), "ci", ClaimCatalogue.Vocabulary), Throws.Nothing, text.ToString());
            foreach (var line in reading.Lines)
            {
                Assert.That(line, Has.Length.LessThanOrEqualTo(TerminalText.LongestLine));
                Assert.That(line, Is.EqualTo(TerminalText.Escape(line)));
            }
        }

        int Below(int count) => stream.Below(draws++, count);

        void Change(StringBuilder text)
        {
            var (at, length) = (Below(text.Length), Below(20));
            length = Math.Min(length, text.Length - at);
            switch (Below(5))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, Tokens[Below(Tokens.Length)]);
                    break;
                case 2:
                    text[at] = (char)Below(256);
                    break;
                case 3:
                    text.Insert(Below(text.Length), text.ToString(at, length));
                    break;
                default:
                    // In place of a word or a number.
                    while (at > 0 && char.IsLetterOrDigit(text[at - 1])) at--;
                    while (at < text.Length && char.IsLetterOrDigit(text[at])) text.Remove(at, 1);
                    text.Insert(at, Tokens[Below(Tokens.Length)]);
                    break;
            }
        }
    }
}

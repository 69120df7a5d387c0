using System.Globalization;
using System.Text;
using GrokBench.Suites.Text;

namespace GrokBench.Suites.Tests.Text;

public sealed class TerminalTextTests
{
    [TestCase("t_gen above 0.5, at step 1000", "t_gen above 0.5, at step 1000")]
    [TestCase("αβγ ∞ 数 \U0001F600", "αβγ ∞ 数 \U0001F600")]
    [TestCase("C:\\suites\\a.yaml", "C:\\suites\\a.yaml")]
    [TestCase("\u001b[31mred\u0007", "\\u001b[31mred\\u0007")]
    [TestCase("a\nb\tc\rd\0", "a\\nb\\tc\\rd\\u0000")]
    [TestCase("\u007f\u0085\u009b", "\\u007f\\u0085\\u009b")]
    [TestCase("a\u202eb\u2066c\u200fd", "a\\u202eb\\u2066c\\u200fd")]
    [TestCase("a\u2028b\u2029c", "a\\u2028b\\u2029c")]
    [TestCase("a\u200bb\ufeffc", "a\\u200bb\\ufeffc")]
    [TestCase("\U000e0041", "\\U000e0041")]
    [TestCase("", "")]
    public void What_a_terminal_does_not_show_as_itself_is_escaped(string text, string shown) =>
        Assert.That(TerminalText.Escape(text), Is.EqualTo(shown));

    [Test]
    public void A_surrogate_without_a_partner_is_escaped() =>
        Assert.That(TerminalText.Escape("a" + (char)0xd83d + "b" + (char)0xde00), Is.EqualTo("a\\ud83db\\ude00"));

    [Test]
    public void No_character_of_the_basic_plane_is_left_that_a_terminal_acts_on()
    {
        var all = new string([.. Enumerable.Range(0, char.MaxValue + 1).Select(value => (char)value)]);

        var unsafeLeft = TerminalText.Escape(all).EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);

        Assert.That(unsafeLeft, Is.Empty);
    }

    [TestCase(5, "abcde", "abcde")]
    [TestCase(5, "abcdef", "abcd…")]
    [TestCase(5, "\u001bcdef", "\\u00…")]
    [TestCase(5, "abc\U0001F600d", "abc…")]
    [TestCase(2, "abc", "a…")]
    public void An_excerpt_is_cut_to_its_length_after_it_is_escaped(int most, string text, string excerpt) =>
        Assert.That(TerminalText.Excerpt(text, most), Is.EqualTo(excerpt));

    [Test]
    public void A_line_is_as_long_as_the_longest_and_no_longer()
    {
        Assert.That(TerminalText.Line(new string('a', TerminalText.LongestLine)), Is.EqualTo(new string('a', TerminalText.LongestLine)));
        Assert.That(TerminalText.Line(new string('\u001b', 1_000_000)), Has.Length.EqualTo(TerminalText.LongestLine));
    }
}

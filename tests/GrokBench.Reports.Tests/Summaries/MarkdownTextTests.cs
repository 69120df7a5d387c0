using GrokBench.Reports.Summaries;

namespace GrokBench.Reports.Tests.Summaries;

public sealed class MarkdownTextTests
{
    [TestCase("addition[task.train=0.4]", @"addition\[task.train=0.4\]")]
    [TestCase("a | b", @"a \| b")]
    [TestCase("`code`", @"\`code\`")]
    [TestCase(@"a \| b", @"a \\\| b")]
    [TestCase("<img src=x>", @"\<img src=x\>")]
    [TestCase("line\r\nline\tline\n", "line line line")]
    [TestCase("\u001b[31mred\u0000", @" \[31mred")]
    [TestCase("t_gen / t_mem ≥ 10", @"t\_gen / t\_mem ≥ 10")]
    [TestCase("@team #12 $x$ 1^2 ~~no~~", @"\@team \#12 \$x\$ 1\^2 \~\~no\~\~")]
    public void Escape_WhatMeansSomething_IsText(string text, string expected) =>
        Assert.That(MarkdownText.Escape(text), Is.EqualTo(expected.TrimStart()));
}

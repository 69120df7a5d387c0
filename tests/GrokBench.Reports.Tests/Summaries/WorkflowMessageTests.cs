using GrokBench.Reports.Summaries;

namespace GrokBench.Reports.Tests.Summaries;

public sealed class WorkflowMessageTests
{
    [Test]
    public void Error_TextThatWouldEndItsPlace_IsEscapedAsTheRunnerReadsIt()
    {
        var line = WorkflowMessage.Error("a,b::c=1", "50 % of\r\n::warning::it");

        Assert.That(line, Is.EqualTo("::error title=a%2Cb%3A%3Ac=1::50 %25 of%0D%0A::warning::it"));
    }

    [Test]
    public void Warning_EscapedTextInTheText_StaysWhatItWas() =>
        Assert.That(WorkflowMessage.Warning("t", "%0A"), Is.EqualTo("::warning title=t::%250A"));
}

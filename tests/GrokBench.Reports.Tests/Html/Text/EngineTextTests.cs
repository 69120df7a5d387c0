using System.Collections.Immutable;
using GrokBench.Reports.Html.Text;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Tests.Html.Text;

internal sealed class EngineTextTests
{
    private static readonly Provenance BuiltIn = new("0.1.0", "abc1234", "avx512", ".NET 10", "Linux", 1, "", default, 1, 1);

    [Test]
    public void Of_BuiltInEngine_IsEmpty() => Assert.That(EngineText.Of(BuiltIn), Is.Empty);

    [Test]
    public void Of_StackOnADevice_TellsBoth() => Assert.That(
        EngineText.Of(BuiltIn with { Stack = 16, EngineFacts = ImmutableSortedDictionary<string, string>.Empty.Add("threads", "8").Add("device", "NVIDIA H200") }),
        Is.EqualTo("stacks of 16; device: NVIDIA H200, threads: 8"));
}

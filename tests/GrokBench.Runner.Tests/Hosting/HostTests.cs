using System.Collections.Immutable;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Tests.Screens;
using GrokBench.Suites.Planning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Runner.Tests.Hosting;

public sealed class HostTests
{
    private Recording output = null!, status = null!;

    private Host Host => new(
        output.Console, status.Console, TimeProvider.System, ImmutableSortedDictionary<string, Func<EngineOptions, IEngine>>.Empty, _ => new StepTimes([new(1, 1)]), () => 1);

    [SetUp]
    public void Begin() => (output, status) = (new Recording(80), new Recording(80));

    [TearDown]
    public void End()
    {
        output.Dispose();
        status.Dispose();
    }

    [Test]
    public void Say_ControlCharacters_AreShown()
    {
        Host.Say("a\u001b[31mb\u202Ec");
        Assert.That(output.Text, Is.EqualTo("a\\u001b[31mb\\u202ec"));
    }

    [Test]
    public void Complain_ControlCharactersAndAVeryLongLine_AreShownAndCut()
    {
        Host.Complain("a\r" + new string('x', 10_000));
        Assert.That(status.Text, Does.StartWith("a\\rxxx").And.Length.EqualTo(500));
    }

    [Test]
    public void LineWriter_Pieces_PassesWholeLinesOn()
    {
        var lines = new List<string>();
        using (var writer = new LineWriter(lines.Add)) writer.Write("a\r\nb\n\nc");
        Assert.That(lines, Is.EqualTo(new[] { "a", "b", "", "c" }));
    }
}

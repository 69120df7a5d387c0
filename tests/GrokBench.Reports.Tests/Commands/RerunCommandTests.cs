using GrokBench.Reports.Commands;
using GrokBench.Suites;

namespace GrokBench.Reports.Tests.Commands;

public sealed class RerunCommandTests
{
    private static readonly Suite Suite = new("made-up", "suites/made-up.yaml", "ci", new Paper("", "", 0, "", ""), [], [], []);

    [Test]
    public void Claim_DefaultPlace_NamesTheProfileAlone() =>
        Assert.That(new RerunCommand().Claim(Suite, "C1"), Is.EqualTo("grokbench bench suites/made-up.yaml --only C1 --profile ci"));

    [Test]
    public void Cells_AnotherFolderAndEngine_ReachesBoth()
    {
        var command = new RerunCommand { Out = "my results/new", Words = ["--engine", "torch", "--device", "cuda:0"] };

        Assert.That(
            command.Cells(Suite with { File = "it's/made-up.yaml" }, "addition[task.train=0.4]"),
            Is.EqualTo(@"grokbench run 'it'\''s/made-up.yaml' --cell 'addition[task.train=0.4]' --again --profile ci --out 'my results/new' --engine torch --device cuda:0"));
    }

    [Test]
    public void Commands_OfAProgramOfOneFile_RunItsSource()
    {
        var command = new RerunCommand { Source = "my paper.cs" };

        Assert.That(command.Claim(Suite, "C1"), Is.EqualTo("dotnet run 'my paper.cs' -- bench suites/made-up.yaml --only C1 --profile ci"));
        Assert.That(command.Check(Suite, "C1", "made-up-C1", ["00ff"]), Is.EqualTo(
            "dotnet run 'my paper.cs' -- bench suites/made-up.yaml --only C1 --profile ci --out results/again/made-up-C1 --expect 00ff"));
    }

    [Test]
    public void Check_AnotherEngine_IsBuiltForIt()
    {
        var command = new RerunCommand
        {
            Out = "elsewhere",
            Words = ["--engine", "torch", "--device", "cuda:0"],
            BuildWords = ["ENGINE=torch", "DEVICE=cuda:0"],
        };

        Assert.That(command.Check(Suite, "C1", "made-up-C1", ["00ff", "01ff"]), Is.EqualTo(
            "make build ENGINE=torch DEVICE=cuda:0 && dotnet src/GrokBench.Runner/bin/Release/net10.0/grokbench.dll "
            + "bench suites/made-up.yaml --only C1 --profile ci "
            + "--out results/again/made-up-C1 --engine torch --device cuda:0 --expect 00ff,01ff"));
    }
}

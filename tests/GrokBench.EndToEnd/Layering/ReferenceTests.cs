using System.Reflection;
using System.Xml.Linq;

namespace GrokBench.EndToEnd.Layering;

/// <summary>Imports run one way: Tensors, Models, Suites, Reports, Runner; beside them Torch, which knows Tensors and is known to Runner, where it is built.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Order = ["GrokBench.Tensors", "GrokBench.Models", "GrokBench.Suites", "GrokBench.Reports", "GrokBench.Runner"];

    private static readonly Assembly[] Assemblies =
    [
        typeof(Tensors.Examples).Assembly, typeof(Models.Catalogue).Assembly, typeof(Suites.Suite).Assembly,
        typeof(Reports.Judging.Judge).Assembly, typeof(Runner.Hosting.ExitCode).Assembly,
    ];

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Assembly_References_OnlyEarlierOnes(int position)
    {
        var references = Assemblies[position].GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("GrokBench", StringComparison.Ordinal));

        string[] allowed = [.. Order[..position], .. Order[position] == "GrokBench.Runner" ? ["GrokBench.Torch"] : Array.Empty<string>()];
        Assert.That(references, Is.SubsetOf(allowed));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void ProjectFile_References_TheOneBeforeIt(int position)
    {
        Assert.That(References(Order[position], unlessNone: false), Is.EqualTo(position == 0 ? [] : Order[(position - 1)..position]));
    }

    [Test]
    public void ProjectFile_TorchIsBuilt_RunnerKnowsItAndItKnowsTensorsAlone()
    {
        Assert.That(References("GrokBench.Runner", unlessNone: true), Is.EqualTo(new[] { "GrokBench.Torch" }));
        Assert.That(References("GrokBench.Torch", unlessNone: true), Is.EqualTo(new[] { "GrokBench.Tensors" }));
        Assert.That(References("GrokBench.Torch", unlessNone: false), Is.Empty);
    }

    /// <param name="unlessNone">Those that there are only where the engine on TorchSharp is built, or the others.</param>
    private static IEnumerable<string> References(string project, bool unlessNone) =>
        XDocument.Load(Path.Combine(Repository.Path, "src", project, $"{project}.csproj")).Descendants("ProjectReference")
            .Where(reference => unlessNone == reference.AncestorsAndSelf().Any(element => element.Attribute("Condition")?.Value == "'$(Torch)' != 'none'"))
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
}

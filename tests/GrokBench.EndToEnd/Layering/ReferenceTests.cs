using System.Reflection;
using System.Xml.Linq;

namespace GrokBench.EndToEnd.Layering;

/// <summary>Imports run one way: Tensors, Models, Suites, Reports, Runner.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Order = ["GrokBench.Tensors", "GrokBench.Models", "GrokBench.Suites", "GrokBench.Reports", "GrokBench.Runner"];

    private static readonly Assembly[] Assemblies =
    [
        typeof(Tensors.Examples).Assembly, typeof(Models.Kinds.Catalogue).Assembly, typeof(Suites.Suite).Assembly,
        typeof(Reports.Judging.Judge).Assembly, typeof(Runner.Commands.ExitCode).Assembly,
    ];

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Assembly_References_OnlyEarlierOnes(int position)
    {
        var references = Assemblies[position].GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("GrokBench", StringComparison.Ordinal));

        Assert.That(references, Is.SubsetOf(Order[..position]));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void ProjectFile_References_TheOneBeforeIt(int position)
    {
        var file = Path.Combine(Repository.Path, "src", Order[position], $"{Order[position]}.csproj");
        var references = XDocument.Load(file).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.That(references, Is.EqualTo(position == 0 ? [] : Order[(position - 1)..position]));
    }
}

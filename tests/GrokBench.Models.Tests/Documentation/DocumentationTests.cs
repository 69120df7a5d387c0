using System.Text.RegularExpressions;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.BayesianNetworks;
using GrokBench.Models.Tests.Measures;

namespace GrokBench.Models.Tests.Documentation;

/// <summary>The pages under docs/ show code that runs and name everything that there is.</summary>
[TestFixture]
public sealed partial class DocumentationTests
{
    private static readonly string Root = FindRoot();

    [TestCase("docs/tasks.md", "Tasks/Majority.cs")]
    [TestCase("docs/families.md", "Families/PairSumFamily.cs")]
    [TestCase("docs/families.md", "Losses/Huber.cs")]
    [TestCase("docs/families.md", "Optimisers/AveragedDescent.cs")]
    [TestCase("docs/measures.md", "Measures/LargestWeight.cs")]
    public void Example_OfAPage_IsTheFileThatTheTestsRun(string page, string file)
    {
        var shown = CodeBlock().Matches(Read(page)).Select(block => block.Groups["code"].Value);
        Assert.That(shown, Has.Member(Read($"tests/GrokBench.Models.Tests/{file}")));
    }

    [Test]
    public void Extending_TheOperation_IsItsFile() => Assert.That(
        CodeBlock().Matches(Read("docs/extending.md")).Single().Groups["code"].Value,
        Is.EqualTo(Read("src/GrokBench.Tensors/Graphs/Operations/SquareRootOperation.cs")));

    [Test]
    public void TaskPage_OfTheCatalogue_NamesEveryTaskSettingAndWord()
    {
        var page = Read("docs/tasks.md");
        var words = Catalogue.Tasks.Values.SelectMany(task => task.Settings.SelectMany(Words).Append(task.Name));
        Assert.That(words.Where(word => !page.Contains($"`{word}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void LossesOfThePages_NameEveryLossAndSetting()
    {
        var section = Read("docs/families.md").Split("\n## Losses\n")[1].Split("\n## ")[0];
        var setting = Read("docs/suites.md").Split('\n').Single(line => line.StartsWith("| `loss` |", StringComparison.Ordinal));
        var words = Catalogue.Losses.Values.SelectMany(loss => loss.Settings.SelectMany(Words).Append(loss.Name));
        Assert.That(words.Where(word => !section.Contains($"`{word}`", StringComparison.Ordinal)), Is.Empty);
        Assert.That(Catalogue.Losses.Keys.Where(name => !setting.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void MeasurePage_OfTheCatalogue_NamesEveryMeasure()
    {
        var page = Read("docs/measures.md");
        Assert.That(Catalogue.Measures.Keys.Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void FamilyPage_OfTheCatalogue_NamesEverySettingAndWordUnderItsKind()
    {
        var page = Read("docs/families.md");
        var shared = page.Split("## Optimisers\n")[1].Split("\n#")[0];
        (IKind Kind, string Text)[] sections =
        [
            .. Catalogue.Families.Values.Select(family => ((IKind)family, Section(page, family.Name))),
            .. Catalogue.Optimisers.Values.Select(optimiser => ((IKind)optimiser, shared + Section(page, optimiser.Name))),
        ];
        Assert.That(sections.SelectMany(section => section.Kind.Settings.SelectMany(Words)
            .Where(word => !section.Text.Contains($"`{word}`", StringComparison.Ordinal))
            .Select(word => $"{section.Kind.Name}: {word}")), Is.Empty);
    }

    [Test]
    public void FamilyPage_OfEveryFamily_NamesTheNodesThatMeasuresRead()
    {
        var page = Read("docs/families.md");
        TrainingSpec[] runs = [Bench.Transformer, Bench.Mlp, Bench.Mlp with { Model = Bench.Mlp.Model.With("input", "embed-sum").With("embedding-width", 4) }, Networks.Parity];
        Assert.That(runs.Select(run => run.Model.Kind.Name).Distinct(), Is.EquivalentTo(Catalogue.Families.Values.Where(family => family.IsProgram).Select(family => family.Name)));
        var names = runs.SelectMany(run => ((NeuralFamily)run.Model.Kind).Model(run, ((ITask)run.Task.Kind).Shape(run.Task)).Taps.Keys);
        Assert.That(names.Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>The text between the heading that is a kind's name and the next heading.</summary>
    private static string Section(string page, string kind)
    {
        var body = page.Split($"### `{kind}`\n").ElementAtOrDefault(1) ?? throw new InvalidOperationException($"no heading for {kind}");
        return body.Split("\n#")[0];
    }

    private static IEnumerable<string> Words(Setting setting) =>
        setting.Type is ChoiceType choice ? [setting.Name, .. choice.Words] : [setting.Name];

    private static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GrokBench.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();
}

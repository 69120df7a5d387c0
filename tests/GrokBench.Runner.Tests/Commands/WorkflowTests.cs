using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>The workflows of this repository and the one in docs/ci.md are YAML, and call commands and make targets that exist.</summary>
public sealed partial class WorkflowTests
{
    private const string Program = "grokbench.dll ";

    private static IEnumerable<string> Files =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "workflows"), "*.yml").Order(StringComparer.Ordinal)
            .Select(file => Path.GetFileName(file));

    [Test]
    public void Workflows_AreThere() => Assert.That(Files, Is.EqualTo(new[] { "bench.yml", "paper.yml" }));

    [TestCaseSource(nameof(Files))]
    public void Workflow_EveryCommand_IsOneOfOurs(string file)
    {
        var lines = Scalars(Read(file), "run").ToArray();

        Assert.That(lines.Count(line => line.Contains(Program, StringComparison.Ordinal)), Is.GreaterThan(1));
        AssertCommandsExist(lines);
    }

    [TestCaseSource(nameof(Files))]
    public void Workflow_EveryAction_IsPinnedByItsCommit(string file)
    {
        var actions = Scalars(Read(file), "uses").ToArray();

        Assert.That(actions, Is.Not.Empty);
        Assert.That(actions, Is.All.Match("^actions/[a-z/-]+@[0-9a-f]{40}$"));
    }

    [TestCaseSource(nameof(Files))]
    public void Workflow_Permissions_AreToReadAlone(string file) =>
        Assert.That(Read(file).Children["permissions"].ToString(), Is.EqualTo("{ { contents, read } }"));

    /// <summary>
    /// A cache of runs of other sources would be compared in place of what this code comes to. The key is that of the checkout: the build
    /// adds generated sources.
    /// </summary>
    [Test]
    public void BenchWorkflow_CachesOfRuns_AreOfTheSourcesThatDecideBits()
    {
        var steps = ((YamlSequenceNode)Read("bench.yml")["jobs"]["bench"]["steps"]).OfType<YamlMappingNode>()
            .Where(step => step.Children.ContainsKey("with") && Scalars(step, "path").Contains("results/ci/runs")).ToArray();
        var (restore, save) = (steps[0], steps[1]);

        var keys = $"{restore["with"]["key"]}\n{restore["with"]["restore-keys"]}".Split('\n', StringSplitOptions.RemoveEmptyEntries);

        foreach (var folder in new[] { "GrokBench.Tensors", "GrokBench.Models", "GrokBench.Suites/Runs", "GrokBench.Runner/Execution" })
            Assert.That(keys, Is.All.Contains($"'src/{folder}/**/*.cs'"));
        Assert.That($"{save["with"]["key"]}", Is.EqualTo($"${{{{ steps.{restore["id"]}.outputs.cache-primary-key }}}}"));
    }

    [Test]
    public void PaperWorkflow_Matrix_IsEveryShardThatTheCommandNames()
    {
        var job = (YamlMappingNode)((YamlMappingNode)Read("paper.yml").Children["jobs"]).Children["shard"];
        var shards = ((YamlSequenceNode)job["strategy"]["matrix"]["shard"]).Select(shard => shard.ToString()).ToArray();

        var count = Scalars(job, "run").Select(line => ShardOption().Match(line)).Single(match => match.Success).Groups[1].Value;

        Assert.That(shards, Is.EqualTo(Enumerable.Range(1, shards.Length).Select(shard => $"{shard}")));
        Assert.That(count, Is.EqualTo($"{shards.Length}"));
    }

    [Test]
    public void GitLabExample_EveryCommand_IsOneOfOurs()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "ci.md"));
        var example = text.Split("```yaml\n")[1].Split("```")[0];

        var root = Parse(example);

        var lines = (from job in root.Children.Values.OfType<YamlMappingNode>()
                     from part in job.Children
                     where part.Key.ToString().EndsWith("script", StringComparison.Ordinal) && part.Value is YamlSequenceNode
                     from line in (YamlSequenceNode)part.Value
                     select line.ToString()).ToArray();
        Assert.That(lines.Count(line => line.Contains(Program, StringComparison.Ordinal)), Is.GreaterThan(3));
        AssertCommandsExist(lines);
    }

    private static void AssertCommandsExist(string[] lines)
    {
        using var bench = new Invocation();
        var targets = MakeTarget().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Makefile")))
            .Select(match => match.Groups[1].Value).ToArray();
        foreach (var line in lines)
        {
            foreach (Match make in MakeCall().Matches(line)) Assert.That(targets, Does.Contain(make.Groups[1].Value), line);
            if (!line.Contains(Program, StringComparison.Ordinal)) continue;
            var words = Variable().Replace(line.Split(Program)[1], "1").Replace("1/1", "1/8", StringComparison.Ordinal).Split(' ')
                .TakeWhile(word => word is not (">" or ">>" or "||" or "&&")).ToArray();
            Assert.That(bench.Mistakes(words), Is.Empty, line);
        }
    }

    private static YamlMappingNode Read(string file) => Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", file)));

    private static YamlMappingNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    /// <summary>The texts of all entries of that name, wherever they are.</summary>
    private static IEnumerable<string> Scalars(YamlNode node, string key) => node switch
    {
        YamlMappingNode mapping => mapping.Children.SelectMany(child =>
            child.Key.ToString() == key && child.Value is YamlScalarNode scalar ? [scalar.Value!] : Scalars(child.Value, key)),
        YamlSequenceNode sequence => sequence.SelectMany(child => Scalars(child, key)),
        _ => [],
    };

    [GeneratedRegex(@"\$\{\{[^}]*\}\}|\$[A-Z_]+")]
    private static partial Regex Variable();

    [GeneratedRegex(@"--shard \S+ ?\S* ?\S*/(\d+)")]
    private static partial Regex ShardOption();

    [GeneratedRegex(@"^([a-z-]+):", RegexOptions.Multiline)]
    private static partial Regex MakeTarget();

    [GeneratedRegex(@"^make ([a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex MakeCall();
}

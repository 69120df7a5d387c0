using GrokBench.EndToEnd.Browser;
using GrokBench.EndToEnd.CommandLine;

namespace GrokBench.EndToEnd.Extensions;

/// <summary>The examples beside a suite, in an empty folder with nothing but the SDK and the packages.</summary>
public sealed class PackedExamplesTests
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static readonly string[] Libraries = ["Tensors", "Models", "Suites", "Reports", "Runner"];

    [Test]
    public void Examples_InAnEmptyFolder_RunWithTheirKinds()
    {
#if TORCH
        Assert.Ignore("the libraries are packed without the engine on TorchSharp");
#endif

        // Outside the repository, whose build settings would be theirs too.
        var folder = Directory.CreateTempSubdirectory("grokbench-examples-").FullName;
        foreach (var name in new[] { "majority", "averaged", "smoothed" }) Copy(name, folder);
        File.WriteAllText(Path.Combine(folder, "nuget.config"), Sources());

        var (code, output) = Shell.Paste(Script(), folder);

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("Exit code 0: 1 claim: 1 reproduced").And.Contain("Runs: 5 trained").And.Contain("Runs: 10 trained"));
        var specs = new ResultFolder(Path.Combine(folder, "results", "majority")).Files("spec.json").Select(File.ReadAllText).ToArray();
        Assert.That(specs, Has.Length.EqualTo(5));
        Assert.That(specs, Is.All.Contains("\"task\":{\"$assembly\":\"majority 1.0.0.0\""));
        var optimised = new ResultFolder(Path.Combine(folder, "results", "averaged")).Files("record.json").Select(File.ReadAllText).ToArray();
        Assert.That(optimised, Is.All.Contains("\"largest-weight\""));
        var smoothed = new ResultFolder(Path.Combine(folder, "results", "smoothed")).Files("spec.json").Select(File.ReadAllText).ToArray();
        var loss = "\"loss\":{\"$assembly\":\"smoothed 1.0.0.0\",\"kind\":\"label-smoothing\",\"share\":0.1,\"version\":1}";
        Assert.That(smoothed.Count(spec => spec.Contains(loss, StringComparison.Ordinal)), Is.EqualTo(5));
        var pages = Directory.EnumerateFiles(Path.Combine(folder, "results", "majority", "report"), "*.html", SearchOption.AllDirectories).Select(File.ReadAllText);
        Assert.That(pages, Has.Some.Contains("dotnet run majority.cs -- bench majority.yaml --only").And.Some.Contains("in a folder that has majority.cs and the suite"));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>As somebody has it who does not have this repository.</summary>
    private static void Copy(string name, string folder)
    {
        var examples = Path.Combine(Repository.Path, "docs", "examples");
        var lines = File.ReadAllLines(Path.Combine(examples, $"{name}.cs"))
            .Select(line => line.StartsWith("#:project ", StringComparison.Ordinal) ? "#:package GrokBench.Runner@*" : line);
        File.WriteAllLines(Path.Combine(folder, $"{name}.cs"), lines);
        File.Copy(Path.Combine(examples, $"{name}.yaml"), Path.Combine(folder, $"{name}.yaml"));
    }

    /// <summary>The packages of this build, and others from where they were restored to already.</summary>
    private static string Sources()
    {
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return $"""
            <configuration>
              <packageSources><add key="packed" value="packages" /></packageSources>
              <fallbackPackageFolders><add key="restored" value="{cache}" /></fallbackPackageFolders>
            </configuration>
            """;
    }

    private static string Script() =>
        $"""
        set -e
        export NUGET_PACKAGES="$PWD/cache"
        for project in {string.Join(' ', Libraries)}
        do
            dotnet pack "{Repository.Path}/src/GrokBench.$project" --configuration {Configuration} --no-build --verbosity quiet --output packages
        done
        dotnet run majority.cs -- bench majority.yaml --out results/majority --quiet
        dotnet run averaged.cs -- bench averaged.yaml --out results/averaged --quiet
        dotnet run smoothed.cs -- bench smoothed.yaml --out results/smoothed --quiet
        """;
}

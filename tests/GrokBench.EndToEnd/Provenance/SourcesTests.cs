using System.Security.Cryptography;
using System.Text;
using GrokBench.Runner.Execution;

namespace GrokBench.EndToEnd.Provenance;

/// <summary>The hash that the build takes of the sources that decide bits, against one taken here.</summary>
public sealed class SourcesTests
{
    private static readonly string[] Folders = ["src/GrokBench.Tensors", "src/GrokBench.Models", "src/GrokBench.Suites/Runs", "src/GrokBench.Runner/Execution"];

    [Test]
    public void Sources_OfThisBuild_AreThoseOfTheClone() => Assert.That(Build.Sources, Is.EqualTo(Hash(text => text)));

    [Test]
    public void Sources_OfAnotherCheckout_DoNotDependOnLineEndings() =>
        Assert.That(Hash(text => text.Replace("\n", "\r\n", StringComparison.Ordinal)), Is.EqualTo(Build.Sources));

    [Test]
    public void Dirty_WithoutACloneOrGit_IsNotKnown()
    {
        var hasGit = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "git")));
        Assert.That(Build.Dirty is not null, Is.EqualTo(hasGit && Path.Exists(Path.Combine(Repository.Path, ".git"))));
    }

    /// <param name="checkedOut">A file's text as another checkout has it.</param>
    private static string Hash(Func<string, string> checkedOut)
    {
        var lines = Folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Path, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => (Name: Path.GetRelativePath(Repository.Path, file).Replace('\\', '/'), Text: checkedOut(File.ReadAllText(file))))
            .Where(file => !file.Name.Contains("/obj/", StringComparison.Ordinal) && !file.Name.Contains("/bin/", StringComparison.Ordinal))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => $"{file.Name} {Sha256(file.Text.Replace("\r", "", StringComparison.Ordinal))}\n");
        return Sha256(string.Concat(lines));
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

using System.Text.RegularExpressions;

namespace GrokBench.EndToEnd.Layering;

/// <summary>Within a project, folders know each other in one direction: no two of them, over however many others, need each other.</summary>
public sealed class NamespaceTests
{
    [TestCase("GrokBench.Runner")]
    [TestCase("GrokBench.Suites")]
    public void Folders_OfAProject_HaveNoCycle(string project)
    {
        var root = Path.Combine(Repository.Path, "src", project);
        var folders = Directory.GetDirectories(root).Select(path => Path.GetFileName(path)!).Where(name => name is not ("bin" or "obj")).ToArray();
        var known = folders.ToDictionary(folder => folder, folder => Known(root, project, folder, folders), StringComparer.Ordinal);

        // Take away what needs nothing that is left; what remains needs itself.
        while (known.Keys.Where(folder => known[folder].All(other => !known.ContainsKey(other))).ToArray() is { Length: > 0 } free)
        {
            foreach (var folder in free) known.Remove(folder);
        }

        Assert.That(known.Select(pair => $"{pair.Key} needs {string.Join(", ", pair.Value.Where(known.ContainsKey))}"), Is.Empty);
    }

    /// <summary>The other folders that a folder's files import, or name in front of a type.</summary>
    private static string[] Known(string root, string project, string folder, string[] folders)
    {
        var text = string.Join('\n', Directory.GetFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories).SelectMany(File.ReadLines)
            .Where(line => !line.StartsWith("namespace ", StringComparison.Ordinal) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
        return [.. folders.Where(other => other != folder && Regex.IsMatch(text, $@"{Regex.Escape(project)}\.{other}\b|(?<![\w.]){other}\.[A-Z]"))];
    }
}

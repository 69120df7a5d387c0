using System.Collections.Immutable;

namespace GrokBench.Reports.Versions;

/// <summary>The references of a folder, each in a folder of its version's name.</summary>
/// <param name="folder"><c>results/reference/versions</c> in a clone.</param>
public sealed class ReferenceLibrary(string folder)
{
    /// <summary>Ascending by precedence; folders of other names are none. Empty where there is no such folder.</summary>
    public ImmutableArray<SemanticVersion> Versions => Directory.Exists(folder)
        ? [
            .. Directory.GetDirectories(folder).Select(path => SemanticVersion.Parse(Path.GetFileName(path))).OfType<SemanticVersion>()
            .Order(SemanticVersion.Precedence).ThenBy(version => version.Text, StringComparer.Ordinal),
        ]
        : [];

    /// <summary>The highest version; null where there is none.</summary>
    public SemanticVersion? Newest => Versions is [.., var newest] ? newest : null;

    public string PathOf(SemanticVersion version) => Path.Combine(folder, version.Text);
}

using GrokBench.Reports.Versions;

namespace GrokBench.Runner.Commands;

/// <summary>
/// Where a version that was named on the command line lies: a result folder, or a reference by its folder or its version.
/// </summary>
/// <param name="Path">Folder.</param>
internal sealed record VersionPlace(string Path, bool IsReference)
{
    /// <param name="text">A folder or a version.</param>
    /// <param name="folder">Of all references.</param>
    /// <exception cref="InvalidDataException">There is no such folder and no such version.</exception>
    public static VersionPlace Of(string text, string folder)
    {
        if (Directory.Exists(text)) return new VersionPlace(text, ReferenceFolder.IsAt(text));
        var library = new ReferenceLibrary(folder);
        if (SemanticVersion.Parse(text) is not { } version) throw new InvalidDataException(
            $"there is no folder {text}; expected a result folder, or a version such as 0.1.0");
        if (Directory.Exists(library.PathOf(version))) return new VersionPlace(library.PathOf(version), IsReference: true);
        var known = string.Join(", ", library.Versions.Select(known => known.Text));
        throw new InvalidDataException(
            $"there is no reference {text} in {folder}; {(known.Length == 0 ? "there is none at all" : $"there are {known}")}");
    }

    /// <exception cref="InvalidDataException">What lies there is not what it should be.</exception>
    /// <exception cref="Suites.Records.StoreException">It cannot be read.</exception>
    public Snapshot Read() => IsReference ? ReferenceFolder.Read(Path) : ResultFolder.Read(Path);
}

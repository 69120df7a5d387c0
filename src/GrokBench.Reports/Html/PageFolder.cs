using System.Text;

namespace GrokBench.Reports.Html;

/// <summary>The folder of a report's pages. Each page is written under a temporary name and renamed, so that nobody opens half of it.</summary>
/// <param name="folder">Made if need be.</param>
public sealed class PageFolder(string folder)
{
    /// <summary>Stands within the first lines of every page, see PageShell.</summary>
    private const string Generator = "<meta name=\"generator\" content=\"GrokBench ";

    private const int HeadLines = 20;

    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    /// <summary>Full path of the page to open first; null where it was not written.</summary>
    public string? Index => written.Contains(HtmlReport.Index) ? Path.GetFullPath(Path.Combine(folder, HtmlReport.Index)) : null;

    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task WriteAsync(string name, string text)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path + ".partial", text, new UTF8Encoding(false)).ConfigureAwait(false);
        File.Move(path + ".partial", path, overwrite: true);
        written.Add(name);
    }

    /// <summary>
    /// Removes pages of an earlier report, of suites that are no part of this one: those that name this program as their generator. All other files of the folder stay.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void RemoveOthers()
    {
        foreach (var path in Directory.GetFiles(folder, "*.html").Where(path => !written.Contains(Path.GetFileName(path)) && IsOurs(path))) File.Delete(path);
    }

    private static bool IsOurs(string path) => File.ReadLines(path).Take(HeadLines).Any(line => line.Contains(Generator, StringComparison.Ordinal));
}

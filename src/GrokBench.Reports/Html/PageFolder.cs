using System.Text;
using GrokBench.Reports.Badges;
using GrokBench.Suites.Records;

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

    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="StoreException">The page cannot be written.</exception>
    public Task WriteAsync(string name, string text)
    {
        var (path, bytes) = (Path.Combine(folder, name), Encoding.UTF8.GetBytes(text));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // Not flushed: a page that a loss of power takes is drawn again from the records.
        if (!Has(path, bytes)) AtomicFile.Write(path, file => file.Write(bytes), durable: false);
        written.Add(name);
        return Task.CompletedTask;
    }

    /// <summary>Whether the file is there with these bytes: of two badges of one verdict the second costs no write.</summary>
    private static bool Has(string path, byte[] bytes) =>
        new FileInfo(path) is { Exists: true } there
        && there.Length == bytes.Length
        && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);

    /// <summary>
    /// Removes pages of an earlier report, of suites that are no part of this one: those that name this program as their generator, and
    /// badges. All other files of the folder stay.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void RemoveOthers()
    {
        if (Index is { } index) AtomicFile.RemoveLeftovers(folder, index);
        Remove(Directory.GetFiles(folder, "*.html"), name => name, Generator);
        var badges = Path.Combine(folder, BadgeSet.Folder);
        if (Directory.Exists(badges)) Remove(Directory.GetFiles(badges, "*.svg"), BadgeSet.PathOf, BadgeSvg.Generator);
    }

    /// <param name="nameOf">The name under which a file would have been written.</param>
    private void Remove(string[] paths, Func<string, string> nameOf, string generator)
    {
        foreach (var path in paths.Where(path => !written.Contains(nameOf(Path.GetFileName(path))) && IsOurs(path, generator))) File.Delete(path);
    }

    private static bool IsOurs(string path, string generator)
    {
        try
        {
            return File.ReadLines(path).Take(HeadLines).Any(line => line.Contains(generator, StringComparison.Ordinal));
        }
        catch (FileNotFoundException)
        {
            // Another process has removed it.
            return false;
        }
    }
}

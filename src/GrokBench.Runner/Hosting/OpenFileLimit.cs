using System.Globalization;
using System.Text;

namespace GrokBench.Runner.Hosting;

/// <summary>
/// The limit of open files, which the runtime needs for its own libraries: below some number it ends the process without a word that helps, so it is looked
/// at before anything else, and without what would need another file.
/// </summary>
internal static class OpenFileLimit
{
    /// <summary>A bench has about 150 files open, two for each library, and a few for each run under way.</summary>
    private const int Least = 256;

    private const string Limits = "/proc/self/limits", Label = "Max open files";

    /// <summary>What is wrong with the limit; null where nothing is, or where the system does not tell it.</summary>
    public static string? Problem()
    {
        try
        {
            if (!File.Exists(Limits)) return null;
            var line = File.ReadAllText(Limits).Split('\n').FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal));
            return line is null ? null : Problem(line);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Of a line <c>Max open files  1024  524288  files</c>: soft limit, hard limit.</summary>
    internal static string? Problem(string line)
    {
        var soft = line[Label.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit < Least
            ? string.Create(CultureInfo.InvariantCulture, $"a process may have {limit} files open here; grokbench needs {Least}: raise the limit with ulimit -n {Least}")
            : null;
    }

    /// <summary>Writes a line to standard error without any encoding to be looked up. Where the limit is so low that not even that can be done, nothing is written.</summary>
    public static void Complain(string line)
    {
        try
        {
            using var error = Console.OpenStandardError();
            error.Write(Encoding.ASCII.GetBytes(line + "\n"));
        }
        catch (Exception exception) when (exception is IOException)
        {
            // A library of the runtime could not be opened either.
        }
    }
}

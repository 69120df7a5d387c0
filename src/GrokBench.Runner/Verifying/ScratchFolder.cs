namespace GrokBench.Runner.Verifying;

/// <summary>
/// Where runs are trained again: a folder that was named, which stays, or a temporary one, which goes when this is disposed of.
/// </summary>
/// <param name="named">Null: a temporary one.</param>
internal sealed class ScratchFolder(string? named) : IDisposable
{
    public string Path { get; } = named ?? Directory.CreateTempSubdirectory("grokbench-").FullName;

    /// <summary>Whether the folder is the other one or lies within it, by links too.</summary>
    public static bool IsWithin(string folder, string other)
    {
        var outer = Real(other);
        for (var path = Real(folder); path is not null; path = System.IO.Path.GetDirectoryName(path) is { } parent ? Real(parent) : null)
        {
            if (path == outer) return true;
        }

        return false;
    }

    public void Dispose()
    {
        if (named is not null) return;
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It takes room in the folder of temporary files, and nothing else.
        }
    }

    private static string Real(string folder)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder));
        return Directory.Exists(full) && Directory.ResolveLinkTarget(full, returnFinalTarget: true) is { } target
            ? System.IO.Path.TrimEndingDirectorySeparator(target.FullName)
            : full;
    }
}

using GrokBench.Models;

namespace GrokBench.Runner.Hosting;

/// <summary>A program of one file that calls this one with kinds of its own.</summary>
internal static class OneFileProgram
{
    /// <summary>Where the SDK tells a program that it runs from source which file that is.</summary>
    private const string Key = "EntryPointFilePath";

    /// <summary>Its source, by its path from the working folder; null where there is none, or where it was published.</summary>
    public static string? Source => !Catalogue.Extensions.IsEmpty && AppContext.GetData(Key) is string path
        ? Path.GetRelativePath(Directory.GetCurrentDirectory(), path)
        : null;
}

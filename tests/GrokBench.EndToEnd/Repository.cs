namespace GrokBench.EndToEnd;

/// <summary>The clone that the tests run in.</summary>
internal static class Repository
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "GrokBench.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
        return folder.FullName;
    }
}

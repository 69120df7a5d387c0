namespace GrokBench.EndToEnd.Browser;

/// <summary>
/// A clone as <c>make build</c> leaves it: the Makefile of this one, the program where it is built to, and a suite. Its solution is empty:
/// building it again builds nothing.
/// </summary>
internal sealed class BuiltClone
{
    private const string EmptySolution =
        """

        Microsoft Visual Studio Solution File, Format Version 12.00
        Global
        	GlobalSection(SolutionConfigurationPlatforms) = preSolution
        		Release|Any CPU = Release|Any CPU
        	EndGlobalSection
        EndGlobal
        """;

    public BuiltClone(string path, string suite)
    {
        Path = path;
        Suite = System.IO.Path.Combine(path, "suites", $"{suite}.yaml");
        var build = System.IO.Path.Combine(path, "src", "GrokBench.Runner", "bin", "Release");
        Directory.CreateDirectory(build);
        Directory.CreateSymbolicLink(System.IO.Path.Combine(build, "net10.0"), AppContext.BaseDirectory);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Suite)!);
        File.Copy(System.IO.Path.Combine(AppContext.BaseDirectory, "Suites", $"{suite}.yaml"), Suite);
        File.Copy(System.IO.Path.Combine(Repository.Path, "Makefile"), System.IO.Path.Combine(path, "Makefile"));
        File.WriteAllText(System.IO.Path.Combine(path, "GrokBench.sln"), EmptySolution);
    }

    public string Path { get; }

    /// <summary>The suite's file.</summary>
    public string Suite { get; }
}

using System.Collections.Immutable;

namespace GrokBench.Models.Tasks.Images;

/// <summary>Where data sets lie that are not made in memory.</summary>
public static class DataFolders
{
    /// <summary>Environment variable that names a folder of data sets, a folder for each.</summary>
    public const string Variable = "GROKBENCH_DATA";

    private const string Here = "data";

    /// <summary>The folders that may hold a data set, in the order in which they are searched: in that of <see cref="Variable"/>, if it is set, then in <c>data</c>.</summary>
    /// <param name="name">Of the data set.</param>
    public static ImmutableArray<string> Of(string name) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? [Path.Combine(named, name), Path.Combine(Here, name)] : [Path.Combine(Here, name)];
}

using GrokBench.Reports.Versions;
using GrokBench.Runner.Formatting;
using GrokBench.Runner.Hosting;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Commands;

/// <summary><c>reference</c>: writes a result as the reference of its version.</summary>
internal static class ReferenceVerb
{
    /// <param name="results">The result folder.</param>
    /// <param name="to">Folder of all references.</param>
    /// <param name="replace">Whether a reference of the same version is written over.</param>
    public static ExitCode Execute(string results, string to, bool replace, Host host)
    {
        try
        {
            var snapshot = ReferenceCandidate.Read(results);
            var path = new ReferenceLibrary(to).PathOf(SemanticVersion.Parse(snapshot.Origin.Version)!);
            if (Path.Exists(path) && !replace)
            {
                host.Complain($"{path} is there already; a reference is made once for each version: raise the version, "
                    + "or write it anew with --replace");
                return ExitCode.BadInput;
            }

            var files = ReferenceFolder.Write(snapshot, path);
            foreach (var (name, bytes) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
                host.Say($"{Path.Combine(path, name)}: {Units.Number((bytes + 1023) / 1024)} KiB");
            host.Say($"Reference {snapshot.Origin.Version}: profile {snapshot.Origin.Profile}, "
                + $"{Units.Count(snapshot.Suites.Length, "suite")}, {Units.Count(snapshot.Runs, "run")}");
            string[] standIns = [.. snapshot.Suites.SelectMany(suite => suite.StandIns).Distinct().Order(StringComparer.Ordinal)];
            if (standIns.Length > 0)
                host.Complain($"(stand-in) It is of {string.Join(", ", standIns)}: no result on the data themselves can be held against it");
            if (ReusedRuns.Line(snapshot) is { } reused) host.Complain($"{results}: {reused}: bench into an empty folder trains all of them");
            return ExitCode.Success;
        }
        catch (InvalidDataException exception)
        {
            host.Complain(exception.Message);
            return ExitCode.BadInput;
        }
        catch (Exception exception) when (exception is StoreException or IOException or UnauthorizedAccessException)
        {
            host.Complain(exception.Message);
            return ExitCode.Failed;
        }
    }
}

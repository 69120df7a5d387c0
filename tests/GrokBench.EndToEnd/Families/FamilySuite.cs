using System.Text.Json;
using GrokBench.EndToEnd.CommandLine;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml;

namespace GrokBench.EndToEnd.Families;

/// <summary>One small run of every family, trained by the real command under all sorts of circumstances.</summary>
/// <param name="folder">Each training gets a new folder below it.</param>
internal sealed class FamilySuite(string folder)
{
    private readonly Dictionary<string, Training> known = [];

    public static string File => GrokBenchProcess.Suite("families");

    /// <summary>The run of each family, by the name of its group.</summary>
    public static IReadOnlyDictionary<string, RunSpec> Runs(string profile) => SuiteReader.Read([File], profile, ClaimCatalogue.Vocabulary).Suites.Single().Groups
        .ToDictionary(group => group.Name, group => group.Cells.Single().Runs.Single());

    /// <summary>One family alone on one thread, with nothing switched.</summary>
    public Training Undisturbed(string family, string profile) => Train(profile, [], "--cell", family, "--jobs", "1");

    /// <summary>Trains in a child process; the same training is made once.</summary>
    /// <param name="environment">Added to that of the tests.</param>
    public Training Train(string profile, IEnumerable<KeyValuePair<string, string>> environment, params IEnumerable<string> options)
    {
        var key = string.Join(' ', [profile, .. environment.Select(variable => $"{variable.Key}={variable.Value}"), .. options]);
        if (known.TryGetValue(key, out var training)) return training;
        var path = Path.Combine(folder, $"{known.Count}");
        Directory.CreateDirectory(path);
        var (surroundings, compiled) = (Path.Combine(path, "surroundings.json"), Path.Combine(path, "compiled.txt"));
        var variables = new Dictionary<string, string>([.. Surroundings.Ask(surroundings), .. environment])
        {
            // The runtime's own list of what it compiled, and how.
            ["DOTNET_JitStdOutFile"] = compiled,
            ["DOTNET_JitDisasmSummary"] = "1",
        };
        var ended = GrokBenchProcess.RunWith(variables, ["run", File, "--profile", profile, "--out", path, .. options]);
        Assert.That(ended.Code, Is.Zero, ended.Errors);
        return known[key] = new Training(Runs(profile), new ResultFolder(path), Surroundings.Read(surroundings), System.IO.File.ReadAllText(compiled));
    }

    /// <summary>A finished training of some families.</summary>
    /// <param name="Compiled">One line for every method that was compiled, with the kind of its code in brackets.</param>
    internal sealed record Training(
        IReadOnlyDictionary<string, RunSpec> Runs, ResultFolder Results, Surroundings Surroundings, string Compiled)
    {
        /// <summary>As the records state it; the same in all.</summary>
        public string InstructionSet => Results.Records.Select(file => Provenance(file).GetProperty("instructionSet").GetString()!).Distinct().Single();

        public int Threads => Results.Records.Select(file => Provenance(file).GetProperty("threads").GetInt32()).Single();

        /// <summary>Status, steps and every digest of a family's run.</summary>
        public string Bits(string family) => Results.Digests()[Runs[family].Id.Text];

        private static JsonElement Provenance(string file)
        {
            using var record = JsonDocument.Parse(System.IO.File.ReadAllText(file));
            return record.RootElement.GetProperty("provenance").Clone();
        }
    }
}

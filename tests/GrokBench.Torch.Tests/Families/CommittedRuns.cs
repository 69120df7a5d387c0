using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Yaml;
using GrokBench.Tensors.Engines;

namespace GrokBench.Torch.Tests.Families;

/// <summary>The runs whose bits are committed for the built-in engine: together they use every word that a model, an optimiser or the training section knows.</summary>
internal static class CommittedRuns
{
    private static readonly Lazy<SortedDictionary<string, TrainingSpec>> Read = new(() =>
    {
        var reading = SuiteReader.Read([Path.Combine(TestContext.CurrentContext.TestDirectory, "Suites", "digests.yaml")], "ci", ClaimCatalogue.Vocabulary);
        var runs = reading.Suites.Single().Groups.SelectMany(group => group.Cells).ToDictionary(cell => cell.Name, cell => cell.Runs.Single().Training);
        return new(runs.Where(run => run.Value.Model.Kind is NeuralFamily).ToDictionary(), StringComparer.Ordinal);
    });

    /// <summary>Of those that are tensor programs.</summary>
    public static IEnumerable<string> Names => Read.Value.Keys;

    public static TrainingSpec Spec(string name, ulong seed = 0) => Read.Value[name] with { Seed = seed };

    /// <summary>The same run with parameters and loss in float64.</summary>
    public static TrainingSpec InFloat64(TrainingSpec spec) =>
        spec with { Training = spec.Training.With("precision", "float64").With("loss-precision", "float64") };

    public static NeuralLearner Learner(TrainingSpec spec, IEngine engine) => (NeuralLearner)((NeuralFamily)spec.Model.Kind).Create(spec, engine, threads: 1);

    /// <summary>Everything that a run continues from.</summary>
    public static byte[] State(ILearner learner)
    {
        using var stream = new MemoryStream();
        learner.Save(stream);
        return stream.ToArray();
    }
}

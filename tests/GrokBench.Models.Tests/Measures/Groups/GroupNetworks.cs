using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tests.Families;
using GrokBench.Models.Tests.Tasks;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Tests.Measures.Groups;

/// <summary>Networks of ReLUs on tables of groups.</summary>
internal static class GroupNetworks
{
    public static Choice Task(string group, int degree, string operation = "x*y") =>
        Table.Choose(Catalogue.Tasks["group"], ("group", group), ("degree", degree), ("operation", operation), ("train", 0.5));

    public static TrainingSpec Spec(string group, int degree, int units) =>
        Bench.Mlp with { Task = Task(group, degree), Model = Specs.ReluMlp.With("width", units) };

    /// <summary>The network of the fixture.</summary>
    public static NeuralLearner Pentagon()
    {
        var fixture = Fixture.Read("group");
        var learner = Bench.Create(Spec("dihedral", 5, fixture["units"]!.GetValue<int>()));
        foreach (var name in new[] { "hidden1.weight", "output.weight" })
        {
            var values = Fixture.Decode(Convert.FromBase64String(fixture[name]!.GetValue<string>()), Precision.Float64);
            learner.Program.Parameters.CopyFrom(learner.Program.Graph.Parameters[name].Offset, values);
        }

        return learner;
    }
}

using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Tests.Optimisers;

/// <summary>Groups with settings of their own: each group's parameters move as if its settings were the optimiser's, and nobody else's do.</summary>
public sealed class ParameterGroupTests
{
    /// <summary>Tensors of sizes that are no whole registers, so that groups meet within one.</summary>
    private static readonly (string Name, int Columns)[] Tensors = [("embed", 5), ("layer1.weight", 19), ("layer1.bias", 3), ("layer2.weight", 21)];

    private static readonly Choice[] Optimisers =
    [
        Choose("adamw", ("betas", SettingValue.ListOf([0.9, 0.99])), ("epsilon", 1e-8)),
        Choose("adamw", ("betas", SettingValue.ListOf([0.9, 0.99])), ("epsilon", 1e-8), ("decay-to", "init")),
        Choose("adam", ("betas", SettingValue.ListOf([0.9, 0.99])), ("epsilon", 1e-8)),
        Choose("sgd"),
        Choose("sgd", ("momentum", 0.9)),
    ];

    /// <summary>The group's tensors are not neighbours.</summary>
    [Test]
    public void Apply_AGroup_MovesEachPartByItsOwnSettings([ValueSource(nameof(Optimisers))] Choice optimiser, [Values] Precision precision)
    {
        var grouped = Train(With(optimiser, Group("layer?.weight", ("learning-rate", 0.3), ("weight-decay", 0))), precision);
        var shared = Train(optimiser, precision);
        var own = Train(optimiser.With("learning-rate", 0.3).With("weight-decay", 0), precision);
        Assert.That(own, Is.Not.EqualTo(shared));
        Assert.That(grouped, Is.EqualTo(Pieces(own, shared)));

        static double[] Pieces(double[] own, double[] shared) => [.. shared[..5], .. own[5..24], .. shared[24..27], .. own[27..48]];
    }

    [Test]
    public void Apply_AClippedGradient_IsClippedByTheNormOfAllParameters()
    {
        var sgd = Choose("sgd", ("gradient-clip", 0.5)).With("weight-decay", 0);
        var grouped = Train(With(sgd, Group("embed", ("learning-rate", 0.2))), Precision.Float64, steps: 1);
        var start = Start();
        var shared = Train(sgd, Precision.Float64, steps: 1);
        for (var i = 0; i < start.Length; i++) Assert.That(grouped[i] - start[i], Is.EqualTo((i < 5 ? 2 : 1) * (shared[i] - start[i])).Within(1e-15));
    }

    [Test]
    public void Needs_OfGroups_IsThatOfOneChain()
    {
        var groups = With(Optimisers[0], Group("embed", ("weight-decay", 0)), Group("layer1*", ("learning-rate", 1)));
        Assert.That(Updates.Needs(groups), Is.EqualTo(new UpdateNeeds(Kept: 2, Scratch: 0, Gradients: 1)));
        using var program = Program(Precision.Float32);
        Assert.That(new Updates(groups, program, new Stated(program, () => [])).Vectors, Has.Length.EqualTo(2));
    }

    /// <summary>Where the group has decay and the others none, its rule's vector is there for all.</summary>
    [Test]
    public void Needs_RuleOfAGroupAlone_IsCounted()
    {
        var optimiser = Optimisers[1].With("weight-decay", 0);
        Assert.That(Updates.Needs(optimiser).Kept, Is.EqualTo(2));
        Assert.That(Updates.Needs(With(optimiser, Group("embed", ("weight-decay", 1)))).Kept, Is.EqualTo(3));
    }

    [TestCase("embedding", "patterns of parameters that the model has (embed, hidden1.weight, output.weight), and none is like embedding")]
    [TestCase("Embed", "patterns of parameters that the model has (embed, hidden1.weight, output.weight), and none is like Embed")]
    public void CheckOptimiser_PatternOfNothing_NamesTheParameters(string pattern, string expected) =>
        Assert.That(Problems(Group(pattern, ("learning-rate", 1))), Is.EqualTo([new SettingProblem("groups", expected)]));

    [Test]
    public void CheckOptimiser_OverlappingPatterns_NamesTheParameter() => Assert.That(
        Problems(Group("*.weight", ("learning-rate", 1)), Group("output.*", ("learning-rate", 2))),
        Is.EqualTo([new SettingProblem("groups", "each parameter in one group, and output.weight is in several")]));

    [Test]
    public void CheckOptimiser_GroupThatStatesNothing_IsAProblem() => Assert.That(
        Problems(Group("embed")), Is.EqualTo([new SettingProblem("groups", "a learning-rate or a weight-decay in each group, and embed has none")]));

    [Test]
    public void CheckOptimiser_GroupsApart_HasNoProblem() =>
        Assert.That(Problems(Group("embed", ("learning-rate", 1)), Group("*.weight", ("weight-decay", 2))), Is.Empty);

    private static IEnumerable<SettingProblem> Problems(params SettingValue[] groups)
    {
        var model = Specs.ReluMlp.With("input", "embed-sum").With("embedding-width", 8);
        return ((IFamily)model.Kind).CheckOptimiser(model, Specs.Addition(7, 0.5).Shape(), With(Specs.AdamW, groups));
    }

    private static Choice Choose(string kind, params (string Name, SettingValue Value)[] stated) => new(
        Catalogue.Optimisers[kind],
        stated.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)).Concat([new("learning-rate", 0.1), new("weight-decay", 0.4)]));

    private static Choice With(Choice optimiser, params SettingValue[] groups) => optimiser.With("groups", SettingValue.ListOf(groups));

    private static SettingValue Group(string parameters, params (string Name, SettingValue Value)[] stated) =>
        SettingValue.Mapping([new("parameters", parameters), .. stated.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))]);

    private static IProgram Program(Precision precision)
    {
        var graph = new GraphBuilder();
        var nodes = Tensors.Select(tensor => graph.Parameter(tensor.Name, 1, tensor.Columns, Initialiser.Zeros)).ToArray();
        var built = graph.Build(graph.Gather(nodes[0], [0]), new Loss(new CrossEntropyLoss(), LossPrecision.Float64));
        return Specs.Engine.Compile(built, precision, largestBatch: 1, threads: 1);
    }

    private static double[] Start() => [.. Enumerable.Range(0, Tensors.Sum(tensor => tensor.Columns)).Select(i => Math.ScaleB((i * 37 % 29) - 14, -3))];

    /// <summary>Parameters after some updates with gradients that depend on the step alone.</summary>
    private static double[] Train(Choice optimiser, Precision precision, int steps = 4)
    {
        using var program = Program(precision);
        var parameters = Start();
        program.Parameters.CopyFrom(0, parameters);
        var step = 1;
        var updates = new Updates(
            optimiser, program, new Stated(program, () => [.. parameters.Select((_, i) => Math.ScaleB((i * step * 11 % 23) - 9, -4))]));
        updates.Begin();
        for (; step <= steps; step++) updates.Step(step);

        program.Parameters.CopyTo(0, parameters);
        return parameters;
    }

    private sealed class Stated(IProgram program, Func<double[]> gradient) : IObjective
    {
        public double Differentiate()
        {
            program.Gradient.CopyFrom(0, gradient());
            return 0;
        }
    }
}

using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Graphs.Rewriting;

namespace GrokBench.Models.Tests.Families;

/// <summary>Models as published against the same models rewritten: the same loss and gradient, with less work.</summary>
internal sealed class RewritingTests
{
    private const int Modulus = 11;

    /// <summary>Relative to a tensor's largest gradient: some hundred roundings of float64.</summary>
    private const double Tolerance = 1e-13;

    private static readonly Dictionary<string, (Choice Model, string Format)> Models = new(StringComparer.Ordinal)
    {
        ["nanda"] = (Small(Specs.Nanda), "pair-equals"),
        ["nanda, all biases"] = (Small(Specs.Nanda).With("biases", SettingValue.ListOf(["attention", "mlp", "unembed"])), "pair-equals"),
        ["nanda, no positions"] = (Small(Specs.Nanda).With("positions", "none"), "pair"),
        ["nanda, tied"] = (Small(Specs.Nanda).With("unembedding", "tied"), "equation"),
        ["power"] = (Small(Specs.Power), "equation"),
        ["power, two labels"] = (Small(Specs.Power), "closed-equation"),
        ["power, pair"] = (Small(Specs.Power), "pair"),
        ["power, three layers with all biases"] =
            (Small(Specs.Power).With("layers", 3).With("biases", SettingValue.ListOf(["attention", "mlp", "unembed"])), "closed-equation"),
        ["pre-norm"] = (Small(Specs.Power).With("layer-norm", "pre").With("positions", "learned"), "equation"),
        ["mlp"] = (Specs.ReluMlp.With("width", 24), "pair"),
        ["mlp, embedded"] = (Specs.ReluMlp.With("width", 24).With("input", "embed-sum").With("embedding-width", 7), "pair"),
    };

    private static IEnumerable<string> Names => Models.Keys;

    [Test]
    public void Rewrite_AnyModel_KeepsLossAndGradient([ValueSource(nameof(Names))] string name, [Values] bool folded)
    {
        var (graph, examples) = Model(name);
        var rewritten = Rewriter.Rewrite(graph, examples.Count, folded);
        var (loss, gradient) = Differentiate(graph, examples);
        var (other, otherGradient) = Differentiate(rewritten, examples);
        Assert.That(other, Is.EqualTo(loss).Within(Tolerance * loss));
        Assert.That(rewritten.Parameters.Slices.Select(slice => (slice.Name, slice.Offset)), Is.EqualTo(graph.Parameters.Slices.Select(slice => (slice.Name, slice.Offset))));
        foreach (var slice in graph.Parameters.Slices)
        {
            // Adding the same vector to every key changes no attention weight: the gradient of a key bias is nothing but rounding noise.
            if (slice.Name.EndsWith(".key-bias", StringComparison.Ordinal)) continue;
            var expected = gradient.AsSpan(slice.Offset, slice.Shape.Count).ToArray();
            var largest = expected.Max(Math.Abs);
            Assert.That(otherGradient.AsSpan(slice.Offset, slice.Shape.Count).ToArray(), Is.EqualTo(expected).Within(Tolerance * largest), slice.Name);
            Assert.That(largest, Is.GreaterThan(0), slice.Name);
        }
    }

    [Test]
    public void Rewrite_AnyModel_NeverCostsMore([ValueSource(nameof(Names))] string name)
    {
        var (graph, examples) = Model(name);
        var direct = Rewriter.Rewrite(graph, examples.Count, folded: false);
        var folded = Rewriter.Rewrite(graph, examples.Count, folded: true);
        Assert.That(Cost.OfStep(direct, examples.Count), Is.LessThanOrEqualTo(Cost.OfStep(graph, examples.Count)));
        Assert.That(Cost.OfStep(folded, examples.Count), Is.LessThanOrEqualTo(Cost.OfStep(direct, examples.Count)));
    }

    /// <summary>Choosing rows and computing a row once per token repeat the same operations on the same numbers: float32 losses are equal to the bit.</summary>
    [Test]
    public void HoistedRows_AnyModel_MovesNoBitOfTheLosses([ValueSource(nameof(Names))] string name)
    {
        var (graph, examples) = Model(name);
        var hoisted = new HoistedRows(new SeparatedRows(new NeededRows(graph).Run(), examples.Count).Run(), examples.Count).Run();
        Assert.That(Losses(hoisted, examples), Is.EqualTo(Losses(graph, examples)));
    }

    /// <summary>113 and 113 operands and one equals sign: keys and values are computed 227 times a step, the query once, and the rest at the last position.</summary>
    [Test]
    public void Rewrite_NandasModel_ProjectsEveryTokenOnceAndComputesTheLastPositionOnly()
    {
        var graph = Rewriter.Rewrite(Graph(Specs.Nanda, Specs.Addition(113, 0.3)), 3830, folded: false);
        var weights = graph.Nodes.Single(node => node.Operation is AttentionWeightsOperation);
        Assert.That(weights.Inputs[0].Stage, Is.EqualTo(Stage.Shared));
        Assert.That(weights.Inputs[1].Operation, Is.InstanceOf<GatherOperation>());
        Assert.That(weights.Inputs[1].Inputs[0].Shape, Is.EqualTo(new Shape(227, 128)));
        var perExample = graph.Nodes.Where(node => node.Stage == Stage.Example && node.Operation is LinearOperation).ToArray();
        Assert.That(perExample.Select(node => (node.Shape, node.Inputs[0].Shape.Columns)), Is.EqualTo(new[]
        {
            (new Shape(1, 128), 128), (new Shape(1, 512), 128), (new Shape(1, 128), 512), (new Shape(1, 114), 128),
        }));
    }

    /// <summary>All that is left per example is mixing table rows into the hidden units and the logits, and one product of 512 x 114.</summary>
    [Test]
    public void Rewrite_NandasModelFolded_LeavesOneProductPerExample()
    {
        var graph = Rewriter.Rewrite(Graph(Specs.Nanda, Specs.Addition(113, 0.3)), 3830, folded: true);
        var product = graph.Nodes.Single(node => node.Stage == Stage.Example && node.Operation is LinearOperation);
        Assert.That((product.Shape, product.Inputs[0].Shape.Columns), Is.EqualTo((new Shape(1, 114), 512)));
        Assert.That(graph.Nodes.Count(node => node.Operation is AttentionMixOperation { Summed: true }), Is.EqualTo(2));
    }

    [Test]
    public void Rewrite_PowersModel_RunsTheLastLayerAtTheLabelsOnly()
    {
        var graph = Rewriter.Rewrite(Graph(Specs.Power, Specs.Addition(97, 0.5, "closed-equation")), 512, folded: false);
        var feedForward = graph.Nodes.Where(node => node.Operation is ActivationOperation).ToArray();
        Assert.That(feedForward.Select(node => (node.Stage, node.Shape)), Is.EqualTo(new[]
        {
            (Stage.Shared, new Shape(1 + 97 + 97, 512)), (Stage.Example, new Shape(3, 512)), (Stage.Example, new Shape(2, 512)),
        }));
        Assert.That(graph.Nodes.Last(node => node.Operation is AttentionWeightsOperation).Inputs[0].Shape.Rows, Is.EqualTo(2));
    }

    /// <summary>What has seen the first operand alone is one value per operand, and so are its keys and values for the next layer: attention reads them in their table.</summary>
    [TestCase("pair-equals", 97, 2)]
    [TestCase("equation", 97 + 97, 2)]
    public void Rewrite_PowersModel_RunsTheFirstPositionsOncePerOperand(string format, int tableRows, int rows)
    {
        var graph = Rewriter.Rewrite(Graph(Specs.Power, Specs.Addition(97, 0.5, format)), 512, folded: false);
        var attention = graph.Nodes.Last(node => node.Operation is AttentionWeightsOperation);
        var keys = attention.Inputs[1].Inputs;
        Assert.That(attention.Inputs[1].Operation, Is.InstanceOf<ConcatRowsOperation>());
        Assert.That((keys[0].Operation is GatherOperation, keys[0].Inputs[0].Shape, keys[1].Shape), Is.EqualTo((true, new Shape(tableRows, 128), new Shape(rows, 128))));
    }

    /// <summary>In a model without a mask every position sees both operands.</summary>
    [Test]
    public void SeparatedRows_WithoutMask_SeparatesNothing()
    {
        var graph = Rewriter.Rewrite(Graph(Specs.Power.With("causal", false), Specs.Addition(97, 0.5)), 512, folded: false);
        Assert.That(graph.Nodes.Where(node => node.Operation is ConcatRowsOperation), Is.Empty);
    }

    [Test]
    public void SeparatedRows_BatchNotLargerThanTheOperands_SeparatesNothing([Values(97, 98)] int batch)
    {
        var graph = new SeparatedRows(Graph(Specs.Power, Specs.Addition(97, 0.5)), batch).Run();
        Assert.That(graph.Nodes.Any(node => node.Operation is ConcatRowsOperation), Is.EqualTo(batch > 97));
    }

    /// <summary>A choice of rows goes through to the inputs that hold them.</summary>
    [Test]
    public void NeededRows_OfRowsPutTogether_DropsWhatNobodyReads()
    {
        var graph = new GraphBuilder();
        Node Table(string name) => graph.Parameter(name, 5, 4, new NormalInitialiser(1));
        var joined = graph.ConcatRows(graph.Gather(Table("a"), [0, 1]), graph.Gather(Table("b"), [0]), graph.Gather(Table("c"), [0, 1, 2]));
        var needed = new NeededRows(graph.Build(graph.SelectRows(joined, 5, 1), new Loss(new CrossEntropyLoss(), LossPrecision.Float64))).Run();
        Assert.That(needed.Output.Inputs[0].Inputs.Select(part => (((ParameterOperation)part.Inputs[0].Operation).Name, part.Shape.Rows)), Is.EqualTo(new[] { ("a", 1), ("c", 1) }));
    }

    /// <summary>A table of 23 rows costs more than the few rows of a small batch.</summary>
    [Test]
    public void Rewrite_BatchSmallerThanTheTable_LeavesTheWorkWithTheExamples()
    {
        var graph = Rewriter.Rewrite(Model("nanda").Graph, 5, folded: false);
        Assert.That(graph.Nodes.Single(node => node.Operation is AttentionWeightsOperation).Inputs[1].Operation, Is.InstanceOf<LinearOperation>());
    }

    private static Choice Small(Choice model) => model.With("width", 16).With("heads", 2).With("mlp", 24);

    private static Graph Graph(Choice model, Choice task) =>
        ((NeuralFamily)model.Kind).Graph(model, task.Shape(), new Loss(new CrossEntropyLoss(), LossPrecision.Float64));

    private static (Graph Graph, Examples Examples) Model(string name)
    {
        var (model, format) = Models[name];
        var task = Specs.Addition(Modulus, 0.7, format);
        return (Graph(model, task), ((ITask)task.Kind).Create(task, 1).Examples);
    }

    private static double[] Losses(Graph graph, Examples examples)
    {
        using var program = Specs.Engine.Compile(graph, Precision.Float32, examples.Count, threads: 1);
        foreach (var slice in graph.Parameters.Slices) program.Parameters.CopyFrom(slice.Offset, slice.Draw(4));
        var losses = new double[examples.Count];
        program.Score(examples, [.. Enumerable.Range(0, examples.Count)], losses, new byte[examples.Count]);
        return losses;
    }

    private static (double Loss, double[] Gradient) Differentiate(Graph graph, Examples examples)
    {
        using var program = Specs.Engine.Compile(graph, Precision.Float64, examples.Count, threads: 1);
        foreach (var slice in graph.Parameters.Slices) program.Parameters.CopyFrom(slice.Offset, slice.Draw(4));
        var loss = program.Differentiate(examples, [.. Enumerable.Range(0, examples.Count)]);
        var gradient = new double[program.Gradient.Count];
        program.Gradient.CopyTo(0, gradient);
        return (loss, gradient);
    }
}

using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>
/// What programs leave out where a ReLU is zero: seen by weights that are infinite or no number, which would spoil any sum that they are part of. Layers of 66
/// units, so that products leave out zeros; the units of the first are active where the example's input of the same number is positive.
/// </summary>
internal sealed class InactiveUnitTests
{
    private const int Units = 66, Examples = 130;

    /// <summary>Active in no example; active in some; active in all.</summary>
    private const int Dead = 3, Sometimes = 5, Always = 64;

    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NaN)]
    public void Score_WeightOfAnInactiveUnitIsNotFinite_CountsForNoExample(double weight)
    {
        using var program = Program(Precision.Float32);
        var examples = Data();
        var before = Losses(program, examples);
        program.Parameters.CopyFrom(Weight(program, Dead, 7), [weight]);
        Assert.That(Losses(program, examples), Is.EqualTo(before));
    }

    [Test]
    public void Score_WeightOfAUnitIsNotANumber_SpoilsTheExamplesWhereItIsActive([Values] Precision precision)
    {
        using var program = Program(precision);
        var examples = Data();
        program.Parameters.CopyFrom(Weight(program, Sometimes, 7), [double.NaN]);
        Assert.That(
            Losses(program, examples).Select(double.IsNaN), Is.EqualTo(Enumerable.Range(0, Examples).Select(i => examples.Inputs[(i * Units) + Sometimes] > 0)));
    }

    [Test]
    public void Score_UnitIsNotANumber_IsNotLeftOut()
    {
        using var program = Program(Precision.Float32);
        var examples = Data(strange: double.NaN);
        Assert.That(Losses(program, examples), Is.All.NaN);
    }

    [Test]
    public void Score_UnitIsInfiniteAndItsWeightsNegative_LeavesTheNextLayerInactiveAndNothingElse([Values] Precision precision)
    {
        // Behind the columns, an infinite unit makes numbers of zeros that are none.
        using var program = Program(precision);
        var examples = Data(strange: double.PositiveInfinity);
        program.Parameters.CopyFrom(Weight(program, Always, 0), [.. Enumerable.Repeat(-0.1, Units)]);
        Assert.That(Losses(program, examples), Is.All.EqualTo(Math.Log(Batch.Classes)).Within(1e-6));
    }

    [TestCase(1, 1300)]
    [TestCase(1, 130)]
    [TestCase(5, 1300)]
    public void Differentiate_BatchesOfManySizes_GivesTheBitsOfProductsThatLeaveNothingOut(int threads, int largest)
    {
        using var sparse = Deep(largest, threads, scaled: false);
        using var dense = Deep(largest, threads, scaled: true);
        var examples = Batch.Examples(1300, inputs: Units);
        foreach (var count in new[] { 700, 1, 700, 63, 699, 130, 257, 1300, 5 }.Where(count => count <= largest))
        {
            var losses = new[] { sparse, dense }.Select(program => program.Differentiate(examples, Batch.Rows(count))).ToArray();
            Assert.That(losses[0], Is.EqualTo(losses[1]), $"loss of {count}");
            Assert.That(sparse.Gradient.Values(), Is.EqualTo(dense.Gradient.Values()), $"gradient of {count}");
        }
    }

    [Test]
    public void Differentiate_WeightOfAnInactiveUnitIsNotFinite_LeavesAllOtherGradientsAlone([Values] Precision precision, [Values(1, 2)] int threads)
    {
        using var program = Program(precision, threads);
        var (examples, rows) = (Data(), Batch.Rows(Examples));
        program.Differentiate(examples, rows);
        var before = program.Gradient.Values();
        program.Parameters.CopyFrom(Weight(program, Dead, 7), [double.PositiveInfinity]);
        program.Differentiate(examples, rows);
        var after = program.Gradient.Values();
        Assert.Multiple(() =>
        {
            Assert.That(after, Is.EqualTo(before));
            Assert.That(after[Weight(program, Dead, 7)], Is.Zero);
            Assert.That(after[Weight(program, Always, 7)], Is.Not.Zero);
        });
    }

    private static double[] Losses(IProgram program, Examples examples)
    {
        var losses = new double[Examples];
        program.Score(examples, Batch.Rows(Examples), losses, new byte[Examples]);
        return losses;
    }

    /// <summary>Where the weight from a unit of the first layer to one of the second lies.</summary>
    private static int Weight(IProgram program, int from, int to)
    {
        var slice = program.Graph.Parameters.Slices.Single(slice => slice.Name == "w");
        return slice.Offset + (from * slice.Shape.Columns) + to;
    }

    private static IProgram Program(Precision precision, int threads = 1)
    {
        var graph = new GraphBuilder();
        Node Matrix(string name, int rows, int columns) => graph.Parameter(name, rows, columns, new NormalInitialiser(0.3));
        var first = graph.Activate(graph.Input(Units), Activation.Relu);
        var second = graph.Activate(graph.Linear(first, Matrix("w", Units, Units), Matrix("b", 1, Units)), Activation.Relu);
        var third = graph.Activate(graph.Linear(second, Matrix("v", Units, Units)), Activation.Relu);
        return Batch.Program(
            graph.Build(graph.Linear(third, Matrix("out", Units, Batch.Classes)), new Loss(new CrossEntropyLoss(), LossPrecision.Float64)), precision, Examples, threads);
    }

    /// <param name="scaled">Multiply by 1 between each ReLU and the maps beside it: no product sees the ReLU then.</param>
    private static IProgram Deep(int largest, int threads, bool scaled)
    {
        var graph = new GraphBuilder();
        Node Apart(Node x) => scaled ? graph.Scale(x, 1) : x;
        Node Layer(Node x, string name, int inputs, int outputs, bool transposed) => Apart(graph.Activate(
            Apart(graph.Linear(
                x, transposed ? graph.Parameter(name, outputs, inputs, new NormalInitialiser(0.2)) : graph.Parameter(name, inputs, outputs, new NormalInitialiser(0.2)),
                graph.Parameter(name + "-bias", 1, outputs, new NormalInitialiser(0.2)), transposed)),
            Activation.Relu));
        var y = Layer(Layer(Layer(graph.Input(Units), "a", Units, 70, false), "b", 70, 128, true), "c", 128, 97, false);
        return Batch.Program(
            graph.Build(graph.Linear(y, graph.Parameter("out", 97, 81, new NormalInitialiser(0.2))), new Loss(new CrossEntropyLoss(), LossPrecision.Float64)),
            Precision.Float32, largest, threads);
    }

    /// <param name="strange">What the unit that is always active holds.</param>
    private static Examples Data(double strange = 1)
    {
        var examples = Batch.Examples(Examples, inputs: Units);
        double[] inputs = [.. examples.Inputs];
        for (var i = 0; i < Examples; i++) (inputs[(i * Units) + Dead], inputs[(i * Units) + Always]) = (i % 2 == 0 ? -1.0 : -0.0, strange);
        return new Examples { Count = Examples, InputWidth = Units, Inputs = [.. inputs], LabelWidth = 1, Labels = examples.Labels };
    }
}

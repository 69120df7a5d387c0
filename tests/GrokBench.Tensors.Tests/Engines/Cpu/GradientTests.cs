using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using static GrokBench.Tensors.Tests.Engines.Cpu.OperationGraphs;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

/// <summary>
/// The gradient of every operation against central differences of the loss in float64, where the operation works on each example and where it
/// works on parameters alone. Widths around the vectors' lengths.
/// </summary>
internal sealed class GradientTests
{
    private const int Count = 7;
    private const double Step = 1e-5;

    private static IEnumerable<string> Names => Operations.Keys;

    [Test]
    public void Operation_OnEachExample_HasTheGradientOfDifferences([ValueSource(nameof(Names))] string operation, [Values(1, 3, 8, 17)] int width) =>
        Check(OnEachExample(operation, width));

    [Test]
    public void Operation_OnParameters_HasTheGradientOfDifferences([ValueSource(nameof(Names))] string operation, [Values(3, 17)] int width) =>
        Check(OnParameters(operation, width));

    [Test]
    public void Gather_WithOffsetsSummedAndFromADerivedTable_HasTheGradientOfDifferences([Values(1, 3, 8, 17)] int width) =>
        Check(GathersFromTables(width));

    /// <summary>Each head's values through rows of a matrix of its own, in the table: widths of a head that are and are not whole vectors.</summary>
    [Test]
    public void HeadLinear_GatheredAndMixed_HasTheGradientOfDifferences([Values(1, 5, 8, 16)] int width, [Values(3, 17)] int columns) =>
        Check(MixedProducts(2, width, columns));

    /// <summary>Rows that several examples share, in bands of four: heads that are and are not a multiple of it, columns around four vectors.</summary>
    [Test]
    public void Mix_OfSharedRows_HasTheGradientOfDifferences([Values(1, 3, 4, 5, 8)] int heads, [Values(31, 32, 41)] int columns) =>
        Check(MixedProducts(heads, 2, columns));

    /// <summary>Four blocks of two queries and three keys: the gradient of differences, and the result of four attentions.</summary>
    [Test]
    public void Attention_InBlocks_IsOneAttentionPerBlockAndHasTheGradientOfDifferences([Values(1, 3, 8, 16)] int width)
    {
        var blockwise = AttentionInBlocks(width, together: true);
        Check(blockwise);
        Assert.That(Losses(blockwise), Is.EqualTo(Losses(AttentionInBlocks(width, together: false))));
    }

    /// <summary>Backward, the rows of the table get their gradients before the product whose weight the table is.</summary>
    [Test]
    public void Table_ReadInPlaceAfterItsUseAsAWeight_HasTheGradientOfDifferences() =>
        Check(TableAlsoAWeight());

    /// <summary>Mean and spread of a linear map of uncertain weights, times draws of which the first column is left out.</summary>
    [Test]
    public void Noise_TimesASpread_HasTheGradientOfDifferences([Values(1, 3, 8, 17)] int width) =>
        Check(SpreadTimesNoise(width), noise: width + 1);

    [Test]
    public void SquareRoot_OfZero_PassesNoGradient()
    {
        var graph = new GraphBuilder();
        var root = graph.SquareRoot(graph.Activate(graph.Parameter("zeros", 1, 3, Initialiser.Zeros), Activation.Square));
        var own = graph.Linear(graph.Input(Batch.Inputs), Matrix(graph, "own", Batch.Inputs, 3));
        using var program = Batch.Program(Scored(graph, graph.Add(own, root)), Precision.Float64, Count);
        program.Differentiate(Batch.Examples(Count), Batch.Rows(Count));
        Assert.That(program.Gradient.Values()[..3], Is.All.Zero);
    }

    /// <summary>Many chunks and groups: the gradient of the batch is the mean of the gradients of its examples, each taken alone.</summary>
    [Test]
    public void Batch_OfManyGroups_HasTheMeanOfItsExamplesGradients()
    {
        const int count = 700;
        using var program = Batch.Program(Batch.Transformer(), Precision.Float64, count, threads: 2);
        var examples = Batch.Examples(count);
        var loss = program.Differentiate(examples, Batch.Rows(count));
        var together = program.Gradient.Values();

        var (mean, meanLoss) = (new double[together.Length], 0.0);
        for (var i = 0; i < count; i++)
        {
            meanLoss += program.Differentiate(examples, [i]) / count;
            var alone = program.Gradient.Values();
            for (var j = 0; j < alone.Length; j++) mean[j] += alone[j] / count;
        }

        Assert.Multiple(() =>
        {
            Assert.That(loss, Is.EqualTo(meanLoss).Within(1e-13));
            Assert.That(together, Is.EqualTo(mean).Within(1e-13));
        });
    }

    private static void Check(Graph graph, int noise = 0)
    {
        using var program = Batch.Program(graph, Precision.Float64, Count);
        var (examples, rows) = (Batch.Examples(Count, noise: noise), Batch.Rows(Count));
        var loss = program.Differentiate(examples, rows);
        Assert.That(loss, Is.EqualTo(Loss(program, examples, rows)).Within(1e-14));

        var (gradient, parameters) = (program.Gradient.Values(), program.Parameters.Values());
        Assert.That(gradient, Has.Some.Not.EqualTo(0));
        for (var i = 0; i < gradient.Length; i++)
        {
            program.Parameters.CopyFrom(i, [parameters[i] + Step]);
            var above = Loss(program, examples, rows);
            program.Parameters.CopyFrom(i, [parameters[i] - Step]);
            var below = Loss(program, examples, rows);
            program.Parameters.CopyFrom(i, [parameters[i]]);
            var difference = (above - below) / (2 * Step);
            if (Math.Abs(gradient[i] - difference) > 1e-8 + (1e-6 * Math.Abs(difference)))
                Assert.Fail(FormattableString.Invariant($"element {i} of {gradient.Length}: gradient {gradient[i]}, difference {difference}"));
        }
    }

    private static double[] Losses(Graph graph)
    {
        using var program = Batch.Program(graph, Precision.Float64, Count);
        var losses = new double[Count];
        program.Score(Batch.Examples(Count), Batch.Rows(Count), losses, new byte[Count]);
        return losses;
    }

    private static double Loss(IProgram program, Examples examples, int[] rows)
    {
        var losses = new double[rows.Length];
        program.Score(examples, rows, losses, new byte[rows.Length]);
        return losses.Average();
    }
}

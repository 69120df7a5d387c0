using System.Runtime.CompilerServices;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Tests.Engines.Cpu;

internal sealed class CpuProgramTests
{
    private const int Count = 700;

    [Test]
    public void Training_OneTwoAndSevenThreads_GivesTheSameBits([Values] Precision precision)
    {
        var one = Train(precision, 1);
        Assert.Multiple(() =>
        {
            Assert.That(Train(precision, 2), Is.EqualTo(one));
            Assert.That(Train(precision, 7), Is.EqualTo(one));
        });
    }

    [Test]
    public void Step_AfterTheFirst_AllocatesNothing([Values(1, 2)] int threads)
    {
        using var program = Batch.Program(Batch.Transformer(), Precision.Float32, Count, threads);
        var (examples, rows) = (Batch.Examples(Count), Batch.Rows(Count));
        var (first, second) = (program.NewVector(), program.NewVector());
        var (losses, correct) = (new double[Count], new byte[Count]);
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 5; i++) Step();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Step()
        {
            program.Differentiate(examples, rows);
            program.Parameters.Scale(0.999);
            program.Parameters.AdamUpdate(program.Gradient, first, second, 1e-3, 0.9, 0.98, 0.1, 0.02, 1e-8);
            program.Score(examples, rows, losses, correct);
            program.Gradient.Dot(program.Gradient, 0, program.Gradient.Count);
        }
    }

    [Test]
    public void Needs_AnyProgram_AreWhatItTakesOnceCompiled([Values] Precision precision, [Values(1, 2, 7)] int threads, [Values(10, Count)] int largestBatch)
    {
        var needs = Batch.Engine.Needs(Batch.Transformer(), precision, largestBatch, threads);
        using var program = Batch.Program(Batch.Transformer(), precision, largestBatch, threads);
        Assert.That(program.Bytes, Is.EqualTo(needs.Bytes));
        program.NewVector();
        Assert.That(program.Bytes - needs.Bytes, Is.EqualTo(needs.VectorBytes), "a vector more");
        Assert.That(needs.VectorBytes / (precision == Precision.Float32 ? 4 : 8), Is.InRange(program.Parameters.Count, 2 * program.Parameters.Count), "in padded rows");
    }

    [TestCase(1, 7, 1, Description = "one row group: a second thread would find nothing to do")]
    [TestCase(Count, 1, 1)]
    [TestCase(Count, 2, 2)]
    public void Needs_Threads_AreThoseThatGetARowGroup(int largestBatch, int offered, int expected) =>
        Assert.That(Batch.Engine.Needs(Batch.Transformer(), Precision.Float32, largestBatch, offered).Threads, Is.EqualTo(expected));

    [Test]
    public void Score_WithoutNoise_IsThatOfZeroDraws()
    {
        var graph = Noisy();
        using var program = Batch.Program(graph, Precision.Float64, Count);
        var (without, zeros, drawn) = (new double[Count], new double[Count], new double[Count]);
        var examples = Batch.Examples(Count, noise: graph.NoiseWidth);
        program.Score(examples, Batch.Rows(Count), drawn, new byte[Count]);
        program.Score(Batch.Examples(Count), Batch.Rows(Count), without, new byte[Count]);
        Array.Clear(examples.Noise);
        program.Score(examples, Batch.Rows(Count), zeros, new byte[Count]);
        Assert.Multiple(() =>
        {
            Assert.That(without, Is.EqualTo(zeros));
            Assert.That(drawn, Is.Not.EqualTo(zeros));
        });
    }

    [Test]
    public void Score_TooFewDraws_SaysHowManyThereAre()
    {
        using var program = Batch.Program(Noisy(), Precision.Float64, Count);
        Assert.That(
            () => program.Score(Batch.Examples(Count, noise: 5), Batch.Rows(Count), new double[Count], new byte[Count]),
            Throws.ArgumentException.With.Message.EqualTo("examples have 5 normal draws, the graph reads columns 2 to 5"));
    }

    /// <summary>A linear map of the inputs and a draw for each class, the first two left out.</summary>
    private static Graph Noisy()
    {
        var graph = new GraphBuilder();
        var mean = graph.Linear(graph.Input(Batch.Inputs), graph.Parameter("w", Batch.Inputs, Batch.Classes, new NormalInitialiser(1)));
        return graph.Build(graph.Add(mean, graph.Noise(Batch.Classes, 2)), new Loss(new CrossEntropyLoss(), LossPrecision.Float64));
    }

    [Test]
    public void Score_OfAnExample_DoesNotDependOnItsNeighbours([Values] Precision precision)
    {
        using var program = Batch.Program(Batch.Transformer(), precision, Count, threads: 2);
        var examples = Batch.Examples(Count);
        var (together, alone, backwards) = (new double[Count], new double[1], new double[Count]);
        var rows = Batch.Rows(Count);
        program.Score(examples, rows, together, new byte[Count]);
        program.Score(examples, [.. rows.Reverse()], backwards, new byte[Count]);
        Assert.That(backwards.Reverse(), Is.EqualTo(together));
        foreach (var i in new[] { 0, 47, 48, 191, 192, Count - 1 })
        {
            program.Score(examples, [i], alone, new byte[1]);
            Assert.That(alone[0], Is.EqualTo(together[i]));
        }
    }

    [Test]
    public void Forward_OfTheOutput_GivesTheScoresOfItsSoftmax()
    {
        var graph = Batch.Transformer();
        using var program = Batch.Program(graph, Precision.Float64, 10);
        var (examples, rows) = (Batch.Examples(Count), Batch.Rows(Count));
        var (losses, correct) = (new double[Count], new byte[Count]);
        program.Score(examples, rows, losses, correct);
        var outputs = new double[Count * graph.Output.Shape.Columns];
        program.Forward(graph.Output, examples, rows, outputs);
        for (var i = 0; i < Count; i++)
        {
            var row = outputs[(i * Batch.Tokens)..((i + 1) * Batch.Tokens)];
            var expected = Math.Log(row.Sum(Math.Exp)) - row[examples.Labels[i]];
            Assert.That(losses[i], Is.EqualTo(expected).Within(1e-12));
            Assert.That(correct[i], Is.EqualTo(Array.IndexOf(row, row.Max()) == examples.Labels[i] ? 1 : 0));
        }
    }

    [Test]
    public void Score_EqualOutputs_CountsTheFirst()
    {
        var graph = new GraphBuilder();
        var gathered = graph.Gather(graph.Parameter("outputs", 1, 3, Initialiser.Zeros), [0]);
        using var program = Batch.Engine.Compile(graph.Build(gathered, new Loss(new CrossEntropyLoss(), LossPrecision.Float32)), Precision.Float32, 1, 1);
        program.Parameters.CopyFrom(0, [1, 2, 2]);
        var correct = new byte[2];
        program.Score(new Examples { Count = 2, TokenWidth = 1, Tokens = [0, 0], LabelWidth = 1, Labels = [1, 2] }, [0, 1], new double[2], correct);
        Assert.That(correct, Is.EqualTo(new byte[] { 1, 0 }));
    }

    [Test]
    public void Score_OutputsNotANumber_CountsNothingAsRight()
    {
        var graph = new GraphBuilder();
        var gathered = graph.Gather(graph.Parameter("outputs", 1, 2, Initialiser.Zeros), [0]);
        using var program = Batch.Engine.Compile(graph.Build(gathered, new Loss(new CrossEntropyLoss(), LossPrecision.Float64)), Precision.Float32, 1, 1);
        program.Parameters.CopyFrom(0, [double.NaN, 1]);
        var (losses, correct) = (new double[1], new byte[1]);
        program.Score(new Examples { Count = 1, TokenWidth = 1, Tokens = [0], LabelWidth = 1, Labels = [0] }, [0], losses, correct);
        Assert.Multiple(() =>
        {
            Assert.That(losses[0], Is.NaN);
            Assert.That(correct[0], Is.Zero);
        });
    }

    [Test]
    public void Differentiate_MoreExamplesThanCompiledFor_ThrowsAlsoAfterALargerScore()
    {
        using var program = Batch.Program(Batch.Transformer(), Precision.Float32, 10);
        program.Score(Batch.Examples(Count), Batch.Rows(Count), new double[Count], new byte[Count]);
        Assert.That(() => program.Differentiate(Batch.Examples(Count), Batch.Rows(11)), Throws.ArgumentException.With.Message.Contains("11 examples"));
    }

    [Test]
    public void Differentiate_ALabelOutOfRange_ThrowsAndLeavesTheProgramUsable()
    {
        using var program = Batch.Program(Batch.Transformer(), Precision.Float32, Count, threads: 2);
        var (examples, rows) = (Batch.Examples(Count), Batch.Rows(Count));
        var before = program.Differentiate(examples, rows);
        var labels = examples.Labels.ToArray();
        labels[Count - 1] = Batch.Tokens;
        var wrong = new Examples { Count = Count, TokenWidth = Batch.Positions, Tokens = examples.Tokens, LabelWidth = 1, Labels = labels };
        Assert.Multiple(() =>
        {
            Assert.That(() => program.Differentiate(wrong, rows), Throws.Exception);
            Assert.That(program.Differentiate(examples, rows), Is.EqualTo(before));
        });
    }

    [Test]
    public void Differentiate_ParametersChangedByHand_SeesThem()
    {
        using var program = Batch.Program(Batch.Transformer(), Precision.Float32, Count);
        var (examples, rows) = (Batch.Examples(Count), Batch.Rows(Count));
        var before = program.Differentiate(examples, rows);
        program.Parameters.Scale(0.5);
        var halved = program.Differentiate(examples, rows);
        program.Parameters.Scale(2);
        Assert.Multiple(() =>
        {
            Assert.That(halved, Is.Not.EqualTo(before));
            Assert.That(program.Differentiate(examples, rows), Is.EqualTo(before));
        });
    }

    // The fingerprint is what this engine computed when its version was set, under every instruction set: there is no other source for it.
    [Test]
    public void Identity_OfThisVersion_IsPinned() => Assert.That(
        Tensors.Engines.Cpu.CpuEngine.Create().Identity.ToString(), Is.EqualTo("cpu-4-c75d63989fd061b3"),
        "The engine computes other bits than its version did: raise CpuEngine.Version, and say why in CHANGELOG.md. Where only the self-test has more to compute, and make digests moves no digest, the version stays.");

    private static byte[] Train(Precision precision, int threads)
    {
        using var program = Batch.Program(Batch.Transformer(), precision, Count, threads);
        var (first, second) = (program.NewVector(), program.NewVector());
        var examples = Batch.Examples(Count);
        for (var step = 1; step <= 3; step++)
        {
            program.Differentiate(examples, Batch.Rows(Count - step));
            program.Parameters.AdamUpdate(program.Gradient, first, second, 1e-2, 0.9, 0.98, 0.1 * step, 0.02 * step, 1e-8);
        }

        var bytes = new byte[program.Parameters.Count * (precision == Precision.Float32 ? 4 : 8)];
        program.Parameters.WriteBytes(bytes);
        return bytes;
    }
}

using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Tests.Engines.Cpu;

namespace GrokBench.Tensors.Tests;

public sealed class CorrectnessTests
{
    [TestCase(0.4, 0.3, true)]
    [TestCase(-0.4, -1e-300, true)]
    [TestCase(0, 0, true)]
    [TestCase(0, 0.1, false)]
    [TestCase(-0.4, 0.3, false)]
    [TestCase(double.NaN, double.NaN, false)]
    public void SameSign_OfAnOutputAndATarget_IsRight(double output, double target, bool right) =>
        Assert.That(Correctness.SameSign.Accepts(output, target), Is.EqualTo(right));

    [TestCase(0.0009, true)]
    [TestCase(0.001, false)]
    [TestCase(double.NaN, false)]
    public void Within_AnError_IsRightBelowTheTolerance(double error, bool right) =>
        Assert.That(Correctness.Within(1e-3).Accepts(error), Is.EqualTo(right));

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    public void Within_NoToleranceAtAll_Throws(double tolerance) =>
        Assert.That(() => Correctness.Within(tolerance), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("above 0"));

    [Test]
    public void Score_RealTargets_MarksThoseWhoseMeanSquaredErrorIsBelowTheTolerance([Values] Precision precision, [Values] LossPrecision loss)
    {
        // Errors against the targets (2, 3): mean squares 0, 0.0625, 0.125 and 4.5.
        var outputs = new[] { 2.0, 3.0, 2.25, 3.25, 2.5, 3.0, -1, 3.0 };
        Assert.That(Marks(outputs, [2, 3, 2, 3, 2, 3, 2, 3], Correctness.Within(0.125), precision, loss), Is.EqualTo(new byte[] { 1, 1, 0, 0 }));
    }

    [Test]
    public void Score_RealTargets_MarksThoseWithTheirSignInEveryOutput([Values] Precision precision, [Values] LossPrecision loss)
    {
        var outputs = new[] { 2.0, -3.0, 2.0, 3.0, 0, -1.0, double.NaN, -1.0 };
        Assert.That(Marks(outputs, [1, -1, 1, -1, 1, -1, 1, -1], Correctness.SameSign, precision, loss), Is.EqualTo(new byte[] { 1, 0, 0, 0 }));
    }

    [Test]
    public void Score_RealTargets_MarksThoseWhoseOwnTargetsAreTheNearest([Values] Precision precision, [Values] LossPrecision loss)
    {
        // Two examples have the targets (0, 0), two (4, 0) and one (0, 4); the fourth output lies halfway between two of them, the last is none.
        double[] targets = [0, 0, 0, 0, 4, 0, 4, 0, 0, 4];
        var outputs = new[] { 1.9, -50, 2.1, 0, 90, 3, 2, 0, double.PositiveInfinity, 4 };
        Assert.That(Marks(outputs, targets, Correctness.NearestTargets, precision, loss), Is.EqualTo(new byte[] { 1, 0, 1, 1, 0 }));
    }

    [Test]
    public void Score_ALossWithoutAKernelOfItsOwn_MarksTheNearestToo()
    {
        var builder = new GraphBuilder();
        var graph = builder.Build(builder.Input(2), new Loss(new AbsoluteError(), LossPrecision.Float64));
        using var program = Batch.Engine.Compile(graph, Precision.Float64, 2, 1);
        var marks = new byte[2];
        var examples = new Examples { Count = 2, InputWidth = 2, Inputs = [1, 0, 1, 0], TargetWidth = 2, Targets = [0, 0, 9, 0], Correctness = Correctness.NearestTargets };
        program.Score(examples, [0, 1], new double[2], marks);
        Assert.That(marks, Is.EqualTo(new byte[] { 1, 0 }));
    }

    [Test]
    public void Score_RealTargetsWithoutAWordAboutIt_LeavesTheMarksAlone() =>
        Assert.That(Marks([1, 1], [1, 1], null, Precision.Float32, LossPrecision.Float64), Is.EqualTo(new byte[] { 7 }));

    /// <summary>Of a network that passes its two inputs on.</summary>
    private static byte[] Marks(double[] outputs, double[] targets, Correctness? correctness, Precision precision, LossPrecision loss)
    {
        var builder = new GraphBuilder();
        var graph = builder.Build(builder.Input(2), new Loss(new SquaredErrorLoss(), loss));
        var count = outputs.Length / 2;
        using var program = Batch.Engine.Compile(graph, precision, count, 1);
        var marks = Enumerable.Repeat((byte)7, count).ToArray();
        var examples = new Examples { Count = count, InputWidth = 2, Inputs = outputs, TargetWidth = 2, Targets = targets, Correctness = correctness };
        program.Score(examples, [.. Enumerable.Range(0, count)], new double[count], marks);
        return marks;
    }

    private sealed record AbsoluteError : RealTargetLoss
    {
        public override string Key => "absolute error";

        public override double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient)
        {
            var sum = 0.0;
            for (var i = 0; i < outputs.Length; i++) sum += Math.Abs(outputs[i] - targets[i]);
            return sum;
        }
    }
}

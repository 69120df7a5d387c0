using GrokBench.Models.GaussianProcesses;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.Maths;
using MathNet.Numerics.LinearAlgebra;

namespace GrokBench.Models.Tests.GaussianProcesses;

/// <summary>The variational bound on two points against the integrals over the plane that it stands for, and predictions against explicit inverses.</summary>
[TestFixture]
public sealed class VariationalBoundTests
{
    private const double Jitter = 1e-4;

    private static readonly Examples Two = new()
    {
        Count = 3,
        InputWidth = 1,
        Inputs = [-0.4, 0.7, 0.1],
        LabelWidth = 1,
        Labels = [1, 0, 1],
    };

    [TestCase(0)]
    [TestCase(300)]
    public void Objective_OfTwoPoints_IsTheIntegralOfTheBound(int steps)
    {
        using var learner = Trained(steps, rate: 0.01);
        var at = new Parts(learner.ReadParameters());

        // E_q[ln p(y|f) + ln p(f) - ln q(f)] by the trapezium rule over f = m + W z.
        var bound = Integral((z, u) =>
        {
            var f = at.Mean + (at.Root * Vector<double>.Build.Dense([z, u]));
            return LogLikelihood(f) + LogNormal(f, at.PriorMean, at.Prior) - LogNormal(f, at.Mean, at.Root * at.Root.Transpose());
        });
        Assert.That(learner.Objective(new double[8]), Is.EqualTo(-bound / 2).Within(1e-7));
    }

    [Test]
    public void Objective_OfTwoPoints_IsABoundThatTrainingMakesTight()
    {
        using Learner fresh = new(Trained(0, 0.01)), trained = new(Trained(3000, 0.01));
        Assert.That(fresh.Gap, Is.GreaterThan(0.1));
        Assert.That(trained.Gap, Is.InRange(0, 0.01));
    }

    [Test]
    public void Evaluate_OfTwoPoints_GivesThePredictedProbability()
    {
        using var learner = Trained(200, rate: 0.03);
        var at = new Parts(learner.ReadParameters());
        var inverse = at.Prior.Inverse();
        var cross = Vector<double>.Build.Dense([at.Kernel(0.1, -0.4), at.Kernel(0.1, 0.7)]);
        var mean = at.PriorMean[0] + (cross * inverse * (at.Mean - at.PriorMean));
        var variance = at.Kernel(0, 0) - (cross * inverse * cross) + (cross * inverse * at.Root * at.Root.Transpose() * inverse * cross);
        var expected = -NormalDistribution.LogCumulative(mean / Math.Sqrt(1 + variance)).LogCumulative;
        Assert.That(learner.Evaluate("test").Loss, Is.EqualTo(expected).Within(1e-10));
        Assert.That(learner.Evaluate("test").Accuracy, Is.EqualTo(mean >= 0 ? 1 : 0));
    }

    [Test]
    public void Evaluate_OfTrainingPoints_IsOfThePosteriorItself()
    {
        using var learner = Trained(200, rate: 0.03);
        var at = new Parts(learner.ReadParameters());
        var covariance = at.Root * at.Root.Transpose();
        var losses = new[] { 1, -1 }.Select((sign, i) => -NormalDistribution.LogCumulative(sign * at.Mean[i] / Math.Sqrt(1 + covariance[i, i])).LogCumulative);
        Assert.That(learner.Evaluate("train").Loss, Is.EqualTo(losses.Average()).Within(1e-12));
    }

    private static GaussianProcessLearner Trained(int steps, double rate)
    {
        var task = new Choice(new GivenPoints(Two, 2), []);
        var learner = Processes.Create(Processes.Classification(("jitter", Jitter)), task, rate: rate);
        for (var step = 0; step < steps; step++) learner.Step();
        return learner;
    }

    private static double LogLikelihood(Vector<double> f) => NormalDistribution.LogCumulative(f[0]).LogCumulative + NormalDistribution.LogCumulative(-f[1]).LogCumulative;

    private static double LogNormal(Vector<double> f, Vector<double> mean, Matrix<double> covariance) =>
        -0.5 * (((f - mean) * covariance.Inverse() * (f - mean)) + Math.Log(covariance.Determinant())) - Math.Log(2 * Math.PI);

    /// <summary>Of a function of two independent standard normal numbers.</summary>
    private static double Integral(Func<double, double, double> function)
    {
        const double step = 0.15, end = 8.4;
        var sum = 0.0;
        for (var z = -end; z <= end; z += step)
        {
            for (var u = -end; u <= end; u += step) sum += Math.Exp(-0.5 * ((z * z) + (u * u))) * function(z, u);
        }

        return sum * step * step / (2 * Math.PI);
    }

    /// <summary>The distributions that the trained numbers stand for.</summary>
    private sealed class Parts
    {
        private readonly double length, scale;

        public Parts(double[] parameters)
        {
            (length, scale) = (Math.Log(1 + Math.Exp(parameters[0])), Math.Log(1 + Math.Exp(parameters[1])));
            PriorMean = Vector<double>.Build.Dense(2, parameters[2]);
            Mean = Vector<double>.Build.Dense([parameters[3], parameters[4]]);
            Root = Matrix<double>.Build.DenseOfRowArrays([parameters[5], 0], [parameters[6], parameters[7]]);
            Prior = Matrix<double>.Build.Dense(2, 2, (i, j) => Kernel(Two.Inputs[i], Two.Inputs[j]) + (i == j ? Jitter : 0));
        }

        public Vector<double> PriorMean { get; }

        public Vector<double> Mean { get; }

        public Matrix<double> Root { get; }

        public Matrix<double> Prior { get; }

        public double Kernel(double x, double y) => scale * Math.Exp(-0.5 * (x - y) * (x - y) / (length * length));
    }

    private sealed class Learner(GaussianProcessLearner learner) : IDisposable
    {
        /// <summary>By how much the evidence's logarithm exceeds the bound.</summary>
        public double Gap
        {
            get
            {
                var at = new Parts(learner.ReadParameters());
                var root = at.Prior.Cholesky().Factor;
                var evidence = Integral((z, u) => Math.Exp(LogLikelihood(at.PriorMean + (root * Vector<double>.Build.Dense([z, u])))));
                return Math.Log(evidence) + (2 * learner.Objective(new double[8]));
            }
        }

        public void Dispose() => learner.Dispose();
    }
}

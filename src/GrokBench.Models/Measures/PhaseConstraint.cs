using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>
/// |mean of exp(i(φ1 + φ2 - φ3))| over the hidden units, where φ1, φ2 and φ3 are the phases, at a unit's own frequency, of what it reads of
/// the two operands and gives the output: 1 where the output phase is the sum of the others, as in the analytic solution of Gromov 2023;
/// about 1/√N for N units of independent phases. A unit's frequency is the one that has the largest sum of shares in the power of the three
/// vectors; the lowest of equal ones. Units do not count that have a vector of zeros, or frequency 0 or p/2, whose phases are signs alone.
/// </summary>
public sealed class PhaseConstraint : NeuralMeasure
{
    public override string Name => "phase-constraint";

    public override int Version => 1;

    public override string Summary => "How far the phases of hidden units sum to those of their outputs: 1 where they do, about 0 at random.";

    public override double Operations(TrainingSpec spec) => OperandWaves.Operations(spec, Published(spec));

    public override long Bytes(TrainingSpec spec, IEngine engine) => OperandWaves.Bytes(spec, Published(spec));

    protected override string? NeuralObstacle(TrainingSpec spec)
    {
        if (OperandWaves.Obstacle(spec, Published(spec), Task(spec)) is { } obstacle) return obstacle;
        if (spec.Task.Word("operation") != "x+y") return "the operation is not x+y";
        return spec.Task.Integer("modulus") > 2 ? null : "a number modulo 2 has no phase";
    }

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var waves = new OperandWaves(learner);
        var (real, imaginary, count) = (0.0, 0.0, 0);
        for (var unit = 0; unit < waves.Units; unit++)
        {
            if (Frequency(waves, unit) is not { } frequency) continue;
            var sum = Times(waves[unit, 0, frequency], waves[unit, 1, frequency]);
            var output = waves[unit, 2, frequency];
            var difference = Times(sum, (output.Real, -output.Imaginary));
            var size = Math.Sqrt((difference.Real * difference.Real) + (difference.Imaginary * difference.Imaginary));
            if (!(size > 0)) continue;
            real += difference.Real / size;
            imaginary += difference.Imaginary / size;
            count++;
        }

        values[0] = Math.Sqrt((real * real) + (imaginary * imaginary)) / count;
    }

    /// <summary>Null where it has no phase.</summary>
    private static int? Frequency(OperandWaves waves, int unit)
    {
        var shares = new double[waves.Frequencies];
        for (var vector = 0; vector < OperandWaves.Vectors; vector++)
        {
            var sum = 0.0;
            for (var f = 0; f < shares.Length; f++) sum += waves.Power(unit, vector, f);
            if (!(sum > 0)) return null;
            for (var f = 0; f < shares.Length; f++) shares[f] += waves.Power(unit, vector, f) / sum;
        }

        var best = Array.IndexOf(shares, shares.Max());
        return best > 0 && 2 * best < waves.Modulus ? best : null;
    }

    private static (double Real, double Imaginary) Times((double Real, double Imaginary) a, (double Real, double Imaginary) b) =>
        ((a.Real * b.Real) - (a.Imaginary * b.Imaginary), (a.Real * b.Imaginary) + (a.Imaginary * b.Real));
}

using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Measures;

/// <summary>
/// How few frequencies a hidden unit has: Σ_f s_f² over the shares s_f of frequencies 0 to p/2 in the power of a vector's Fourier
/// transform, 1 when there is one and, for odd p, 2/(p + 1) when all are as strong (Gromov 2023, IPR with r = 2, of the transform of real
/// numbers with its constant, as in the code of Doshi et al. 2024; over all p frequencies one wave has 1/2). The mean over all units, and
/// over what they read of the first operand, of the second, and give the output. Vectors of zeros do not count.
/// </summary>
public sealed class InverseParticipationRatio : NeuralMeasure
{
    public override string Name => "inverse-participation-ratio";

    public override int Version => 1;

    public override string Summary => "How few Fourier components the weights of a hidden unit have: 1 for a single wave.";

    public override ImmutableArray<string> Series(TrainingSpec spec) => [Name, $"{Name}/first", $"{Name}/second", $"{Name}/output"];

    public override double Operations(TrainingSpec spec) => OperandWaves.Operations(spec, Published(spec));

    public override long Bytes(TrainingSpec spec, IEngine engine) => OperandWaves.Bytes(spec, Published(spec));

    protected override string? NeuralObstacle(TrainingSpec spec) => OperandWaves.Obstacle(spec, Published(spec), Task(spec));

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var waves = new OperandWaves(learner);
        var (total, counted) = (0.0, 0);
        for (var vector = 0; vector < OperandWaves.Vectors; vector++)
        {
            var (sum, count) = (0.0, 0);
            for (var unit = 0; unit < waves.Units; unit++)
            {
                var ratio = Ratio(waves, unit, vector);
                if (double.IsNaN(ratio)) continue;
                sum += ratio;
                count++;
            }

            values[vector + 1] = sum / count;
            total += sum;
            counted += count;
        }

        values[0] = total / counted;
    }

    /// <summary>NaN of zeros.</summary>
    private static double Ratio(OperandWaves waves, int unit, int vector)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var f = 0; f < waves.Frequencies; f++)
        {
            var power = waves.Power(unit, vector, f);
            sum += power;
            squares += power * power;
        }

        return squares / (sum * sum);
    }
}

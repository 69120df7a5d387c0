using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Models.Measures;

/// <summary>
/// Discrete Fourier transforms of what each hidden unit of a network on two one-hot operands modulo p reads of the first operand, reads of
/// the second, and gives each answer: three vectors of p weights a unit. Frequencies are 0 to p/2, as of a transform of real numbers.
/// </summary>
internal sealed class OperandWaves
{
    /// <summary>Vectors of a unit.</summary>
    public const int Vectors = 3;

    private readonly double[] real, imaginary;

    public OperandWaves(NeuralLearner learner)
    {
        Modulus = learner.Spec.Task.Integer("modulus");
        var layout = learner.Program.Graph.Parameters;
        var (incoming, outgoing) = (Read(MlpGraph.FirstLayerWeight), Read(MlpGraph.OutputWeight));
        Units = layout[MlpGraph.FirstLayerWeight].Shape.Columns;
        var (cosines, sines) = Waves(Modulus);
        (real, imaginary) = (new double[Units * Vectors * Frequencies], new double[Units * Vectors * Frequencies]);

        // Number by number, so that what is added up next to each other lies next to each other.
        for (var unit = 0; unit < Units; unit++)
        {
            for (var vector = 0; vector < Vectors; vector++)
            {
                var re = real.AsSpan(At(unit, vector, 0), Frequencies);
                var im = imaginary.AsSpan(At(unit, vector, 0), Frequencies);
                for (var t = 0; t < Modulus; t++)
                {
                    var weight = vector == 2 ? outgoing[(unit * Modulus) + t] : incoming[(((vector * Modulus) + t) * Units) + unit];
                    for (var f = 0; f < re.Length; f++)
                    {
                        re[f] += weight * cosines[(t * Frequencies) + f];
                        im[f] -= weight * sines[(t * Frequencies) + f];
                    }
                }
            }
        }

        double[] Read(string name)
        {
            var values = new double[layout[name].Shape.Count];
            learner.Program.Parameters.CopyTo(layout[name].Offset, values);
            return values;
        }
    }

    /// <summary>p.</summary>
    public int Modulus { get; }

    public int Units { get; }

    public int Frequencies => (Modulus / 2) + 1;

    /// <summary>Why a run has no such vectors, in a few words; null where it has.</summary>
    public static string? Obstacle(TrainingSpec spec, Graph published, TaskShape task)
    {
        if (spec.Task.Kind is not ModularArithmetic) return "the task's elements have no frequencies";
        if (!published.Taps.ContainsKey(LayerTaps.Operands) || published.Taps.ContainsKey(LayerTaps.Hidden(2)))
            return "the model is no network of one hidden layer on one-hot operands";
        return task.Outputs == task.Operands ? null : "the model has no output for each number";
    }

    /// <summary>Multiply-adds of all transforms.</summary>
    public static double Operations(TrainingSpec spec, Graph published) =>
        (double)published.Parameters.Count * ((spec.Task.Integer("modulus") / 2) + 1) * 2;

    /// <summary>Weights, their transforms, and the waves.</summary>
    public static long Bytes(TrainingSpec spec, Graph published)
    {
        long p = spec.Task.Integer("modulus");
        return sizeof(double) * ((3L * published.Parameters.Count) + (p * (p + 2)));
    }

    /// <summary>|Σ w exp(-2πi·f·t/p)|² over the weights w of one vector.</summary>
    /// <param name="vector">0 and 1 are the operands, 2 is the output.</param>
    public double Power(int unit, int vector, int frequency)
    {
        var (re, im) = this[unit, vector, frequency];
        return (re * re) + (im * im);
    }

    /// <summary>
    /// Real and imaginary part of one component: those of exp(iφ), but for their size, where the weights are cos(2πft/p + φ).
    /// </summary>
    public (double Real, double Imaginary) this[int unit, int vector, int frequency] =>
        (real[At(unit, vector, frequency)], imaginary[At(unit, vector, frequency)]);

    private int At(int unit, int vector, int frequency) => (((unit * Vectors) + vector) * Frequencies) + frequency;

    /// <summary>By number and frequency: cosine and sine of 2π·f·t/p.</summary>
    private static (double[] Cosines, double[] Sines) Waves(int p)
    {
        var count = (p / 2) + 1;
        var (cosines, sines) = (new double[p * count], new double[p * count]);
        for (var t = 0; t < p; t++)
        {
            for (var f = 0; f < count; f++)
            {
                // Reduced modulo p as an integer, so that the angle stays below one turn.
                var angle = 2 * Math.PI * ((long)f * t % p) / p;
                (cosines[(t * count) + f], sines[(t * count) + f]) = (SpecialFunctions.Cos(angle), SpecialFunctions.Sin(angle));
            }
        }

        return (cosines, sines);
    }
}

using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

namespace GrokBench.Models.Snapshots;

/// <summary>
/// What the units of the first hidden layer respond to the first operand of a sum or difference modulo p: their values before the activation, averaged over the second
/// operand, as functions of the first, in the real Fourier basis.
/// </summary>
internal sealed class FirstOperandResponse
{
    /// <summary>Into which a turn is divided.</summary>
    private const int Phases = 256;

    /// <summary>Variance of each unit by frequency, units x frequencies from 1, and the parts of it.</summary>
    private readonly double[,] cosines, sines;

    private FirstOperandResponse(double[,] cosines, double[,] sines) => (this.cosines, this.sines) = (cosines, sines);

    public int Units => cosines.GetLength(0);

    /// <summary>From 1 to half the modulus.</summary>
    public int Frequencies => cosines.GetLength(1);

    /// <summary>Other operations do not turn frequencies of the operands into those of the answer.</summary>
    public static bool IsDefined(TrainingSpec spec, Graph published) =>
        spec.Task.Kind is ModularArithmetic && spec.Task.Word("operation") is "x+y" or "x-y" && spec.Task.Word("pairs") == "ordered"
        && ((ITask)spec.Task.Kind).Shape(spec.Task).LabelCount == 1 && Tap(published) is not null;

    /// <summary>The observed model with the units of a block of examples, the means, the basis and the components.</summary>
    public static long Bytes(TrainingSpec spec, Graph published, IEngine engine)
    {
        long p = spec.Task.Integer("modulus");
        var node = published.Taps[Tap(published)!];
        var doubles = (2L * ObservedModel.Block * node.Shape.Count) + (p * node.Shape.Columns * 2) + (p * p);
        return ObservedModel.Bytes(published, spec, engine) + (sizeof(double) * doubles) + (sizeof(int) * 2L * ((ITask)spec.Task.Kind).Shape(spec.Task).Examples);
    }

    public static FirstOperandResponse Of(NeuralLearner learner)
    {
        var p = learner.Spec.Task.Integer("modulus");
        var means = Means(learner, p);
        var (units, frequencies) = (means.GetLength(1), p / 2);
        var basis = FourierBasis.Rows(p);
        var (cosines, sines) = (new double[units, frequencies], new double[units, frequencies]);
        for (var unit = 0; unit < units; unit++)
        {
            for (var k = 1; k <= frequencies; k++)
            {
                cosines[unit, k - 1] = Component((2 * k) - 1, unit);
                if (2 * k < p) sines[unit, k - 1] = Component(2 * k, unit);
            }
        }

        return new(cosines, sines);

        double Component(int row, int unit)
        {
            var sum = 0.0;
            for (var t = 0; t < p; t++) sum += basis[(row * p) + t] * means[t, unit];
            return sum;
        }
    }

    /// <summary>The frequency of which a unit has most, the phase of it in 1/256 turns, and its share of the unit's variance; 0 for a unit that does not vary.</summary>
    public (int Frequency, byte Phase, double Share) Strongest(int unit)
    {
        var (best, all) = (0, 0.0);
        for (var k = 0; k < Frequencies; k++)
        {
            all += Power(unit, k);
            if (Power(unit, k) > Power(unit, best)) best = k;
        }

        return all > 0 ? (best + 1, Phase(cosines[unit, best], sines[unit, best]), Power(unit, best) / all) : (best + 1, 0, 0);
    }

    /// <summary>Each frequency's share of all units' variance, from 1; zeros where nothing varies.</summary>
    public double[] Spectrum()
    {
        var spectrum = new double[Frequencies];
        for (var k = 0; k < Frequencies; k++)
        {
            for (var unit = 0; unit < Units; unit++) spectrum[k] += Power(unit, k);
        }

        var all = 0.0;
        foreach (var power in spectrum) all += power;
        return all > 0 ? [.. spectrum.Select(power => power / all)] : new double[Frequencies];
    }

    /// <summary>Of a fully connected network's first hidden layer, or of the feed-forward units of a transformer's first block.</summary>
    private static string? Tap(Graph published) =>
        new[] { LayerTaps.Preactivation(LayerTaps.Hidden(1)), LayerTaps.Preactivation("layer1") }.FirstOrDefault(published.Taps.ContainsKey);

    /// <summary>By first operand and unit, over all second operands that the table has; at the last position.</summary>
    private static double[,] Means(NeuralLearner learner, int p)
    {
        var (examples, tap) = (learner.Dataset.Examples, Tap(learner.Published)!);
        var shape = learner.Published.Taps[tap].Shape;
        var column = ((ITask)learner.Spec.Task.Kind).Shape(learner.Spec.Task).OperandColumns[0];
        var (means, counts) = (new double[p, shape.Columns], new int[p]);
        for (var first = 0; first < examples.Count; first += ObservedModel.Block)
        {
            int[] rows = [.. Enumerable.Range(first, Math.Min(ObservedModel.Block, examples.Count - first))];
            var values = learner.Observe().Values(tap, rows);
            foreach (var (i, row) in rows.Index())
            {
                var operand = examples.Tokens[(row * examples.TokenWidth) + column];
                var last = ((i + 1) * shape.Count) - shape.Columns;
                for (var unit = 0; unit < shape.Columns; unit++) means[operand, unit] += values[last + unit];
                counts[operand]++;
            }
        }

        for (var operand = 0; operand < p; operand++)
        {
            for (var unit = 0; unit < shape.Columns; unit++) means[operand, unit] /= Math.Max(1, counts[operand]);
        }

        return means;
    }

    /// <summary>Of c·cos + s·sin = r·cos(angle - phase): the phase at which the wave is highest, of 256.</summary>
    private static byte Phase(double cosine, double sine)
    {
        var (best, highest) = (0, double.NegativeInfinity);
        for (var i = 0; i < Phases; i++)
        {
            var angle = 2 * Math.PI * i / Phases;
            var height = (cosine * SpecialFunctions.Cos(angle)) + (sine * SpecialFunctions.Sin(angle));
            if (height > highest) (best, highest) = (i, height);
        }

        return (byte)best;
    }

    private double Power(int unit, int k) => (cosines[unit, k] * cosines[unit, k]) + (sines[unit, k] * sines[unit, k]);
}

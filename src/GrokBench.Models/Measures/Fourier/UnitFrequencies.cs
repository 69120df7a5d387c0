using GrokBench.Models.Learning;
using GrokBench.Models.Measures.Tables;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Models.Measures.Fourier;

/// <summary>
/// The frequency of each hidden unit of a network on pairs (x, y) of integers modulo p, as in the code of Nanda et al. 2023: of the unit's
/// p² activations, centred, the two-dimensional Fourier transform; frequency k has the eight terms {cos k, sin k} ⊗ {1, cos k, sin k} and 1
/// ⊗ {cos k, sin k}, k from 1 to (p - 1)/2, and the unit's frequency is the one with the largest share of the sum of squares. A unit that
/// is the same for all pairs has none.
/// </summary>
/// <param name="Best">By unit: its frequency, 0 for none. Of equal ones the lowest.</param>
/// <param name="Shares">By unit: the share of its frequency, 0 to 1; 0 for none.</param>
internal sealed record UnitFrequencies(int[] Best, double[] Shares)
{
    /// <summary>Share from which the authors call a unit one of a single frequency.</summary>
    private const double Single = 0.85;

    /// <summary>The key frequencies by the authors' rule: those that are the frequency of any unit, in ascending order.</summary>
    public int[] Keys => Distinct(_ => true);

    /// <summary>Those that are the frequency of a unit of a single frequency, in ascending order.</summary>
    public int[] ClearKeys => Distinct(unit => Shares[unit] >= Single);

    /// <summary>Share of all units that have a single frequency.</summary>
    public double SingleShare => (double)Shares.Count(share => share >= Single) / Shares.Length;

    /// <summary>At the learner's present parameters, of a run without <see cref="ModularTable.UnitsObstacle"/>.</summary>
    public static UnitFrequencies Of(NeuralLearner learner) => learner.Present(nameof(UnitFrequencies), self =>
    {
        var tap = PairTap.HiddenUnits(self.Published)!;
        return Of(tap.Values(self), self.Spec.Task.Integer("modulus"), tap.Width);
    });

    /// <param name="table">p² x units, row x·p + y; is centred in place.</param>
    public static UnitFrequencies Of(double[] table, int p, int units)
    {
        var totals = Centre(table, units);
        var basis = FourierBasis.Rows(p);
        var frequencies = (p - 1) / 2;

        // By frequency, then by the component of x (1, cos k, sin k), then by that of y: coefficients of every unit. That of 1 ⊗ 1 is 0.
        var coefficients = new double[frequencies * 9 * units];
        var row = new double[p * units];
        for (var x = 0; x < p; x++)
        {
            Transform(table.AsSpan(x * p * units, p * units), basis, p, units, row);
            for (var k = 1; k <= frequencies; k++)
            {
                for (var term = 1; term < 9; term++)
                {
                    var (ofX, ofY) = (Component(term / 3, k), Component(term % 3, k));
                    var sum = coefficients.AsSpan((((k - 1) * 9) + term) * units, units);
                    DenseVector.AddScaled(basis[(ofX * p) + x], row.AsSpan(ofY * units, units), sum);
                }
            }
        }

        var (best, shares) = (new int[units], new double[units]);
        for (var unit = 0; unit < units; unit++)
        {
            for (var k = 1; k <= frequencies; k++)
            {
                var sum = 0.0;
                for (var term = 1; term < 9; term++)
                {
                    var value = coefficients[((((k - 1) * 9) + term) * units) + unit];
                    sum += value * value;
                }

                if (sum / totals[unit] > shares[unit]) (best[unit], shares[unit]) = (k, sum / totals[unit]);
            }
        }

        return new(best, shares);
    }

    /// <summary>Memory of <see cref="Of(NeuralLearner)"/>.</summary>
    public static long Bytes(TrainingSpec spec, Graph published, IEngine engine)
    {
        var tap = PairTap.HiddenUnits(published)!;
        long p = spec.Task.Integer("modulus");
        return tap.Bytes(published, spec, engine) + (sizeof(double) * ((p * p) + (tap.Width * ((9 * (p / 2)) + p + 4))));
    }

    /// <summary>Multiply-adds of <see cref="Of(NeuralLearner)"/>.</summary>
    public static double Operations(TrainingSpec spec, Graph published)
    {
        var tap = PairTap.HiddenUnits(published)!;
        double p = spec.Task.Integer("modulus");
        return tap.Operations(published, spec) + (tap.Width * p * ((p * p) + (4 * p)));
    }

    private int[] Distinct(Func<int, bool> counts) =>
        [.. Enumerable.Range(0, Best.Length).Where(unit => Best[unit] > 0 && counts(unit)).Select(unit => Best[unit]).Distinct().Order()];

    /// <summary>Row of the basis: 0 the constant, 1 the cosine, 2 the sine of a frequency.</summary>
    private static int Component(int which, int frequency) => which == 0 ? 0 : (2 * (frequency - 1)) + which;

    /// <summary>
    /// Takes from each unit its mean over all pairs; by way of its value for the first pair, so that a unit that never changes becomes 0.
    /// </summary>
    /// <returns>By unit: the sum of squares that is left.</returns>
    private static double[] Centre(double[] table, int units)
    {
        var (pairs, first, means, totals) = (table.Length / units, table[..units], new double[units], new double[units]);
        for (var pair = 0; pair < pairs; pair++)
        {
            DenseVector.AddScaled(-1, first, Row(pair));
            DenseVector.AddScaled(1.0 / pairs, Row(pair), means);
        }

        for (var pair = 0; pair < pairs; pair++)
        {
            DenseVector.AddScaled(-1, means, Row(pair));
            for (var unit = 0; unit < units; unit++) totals[unit] += Row(pair)[unit] * Row(pair)[unit];
        }

        return totals;

        Span<double> Row(int pair) => table.AsSpan(pair * units, units);
    }

    /// <summary>p x units by y becomes p x units by component.</summary>
    private static void Transform(ReadOnlySpan<double> values, double[] basis, int p, int units, Span<double> result)
    {
        result.Clear();
        for (var f = 0; f < p; f++)
        {
            for (var y = 0; y < p; y++)
                DenseVector.AddScaled(basis[(f * p) + y], values.Slice(y * units, units), result.Slice(f * units, units));
        }
    }
}

using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Families;

/// <summary>
/// The weights by which a quadratic network adds modulo p (Gromov 2023, section 3). Unit k = 1, ..., N has frequency k modulo p and phases
/// φ1, φ2 drawn uniformly from the streams <c>phase1</c> and <c>phase2</c>; it reads cos(2πkn/p + φ1) + cos(2πkm/p + φ2) and gives output q
/// its square times cos(2πkq/p + φ3), φ3 = φ1 + φ2. All other terms than those of n + m = q average out over the units.
/// </summary>
/// <param name="Amplitude">Of every cosine.</param>
/// <param name="Modulus">p.</param>
/// <param name="Units">N.</param>
internal sealed record AnalyticInitialiser(double Amplitude, int Modulus, int Units, AnalyticPart Part) : ComputedInitialiser
{
    public override void Draw(ulong seed, int first, Span<double> values)
    {
        var (phase1, phase2, phase3) = (new RandomStream(seed, "phase1"), new RandomStream(seed, "phase2"), new RandomStream(seed, "phase3"));
        var roots = Part == AnalyticPart.RootOutput ? Roots() : null;
        for (var i = 0; i < values.Length; i++)
        {
            var (row, column) = Math.DivRem(first + i, Part == AnalyticPart.Input ? Units : Modulus);
            var (unit, number) = Part == AnalyticPart.Input ? (column, row % Modulus) : (row, roots is null ? column : roots[column]);
            values[i] = number < 0 ? 0 : Amplitude * Wave(unit + 1, number, Turns((ulong)unit, row));
        }

        double Turns(ulong unit, int row) => Part switch
        {
            AnalyticPart.Input => (row < Modulus ? phase1 : phase2).Uniform(unit),
            AnalyticPart.FreeOutput => phase3.Uniform(unit),
            _ => phase1.Uniform(unit) + phase2.Uniform(unit),
        };
    }

    /// <summary>Reduced modulo p as an integer, so that the angle stays below three turns.</summary>
    private double Wave(int frequency, int number, double turns) =>
        SpecialFunctions.Cos(2 * Math.PI * (((double)((long)frequency * number % Modulus) / Modulus) + turns));

    /// <summary>The smallest number whose square modulo p each number is; -1 where there is none.</summary>
    private int[] Roots()
    {
        var roots = Enumerable.Repeat(-1, Modulus).ToArray();
        for (var root = Modulus - 1; root >= 0; root--) roots[(long)root * root % Modulus] = root;
        return roots;
    }
}

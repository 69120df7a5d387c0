using System.Numerics;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Tests.Maths;

/// <summary>
/// float64 arguments of a function: its special places and their neighbours, where its method changes or loses digits, and random ones over every
/// exponent, over the range where something happens, and near 0 or 1. The same ones in every run.
/// </summary>
internal static class HardArguments
{
    private static readonly double[] Everywhere =
    [
        0, -0.0, double.Epsilon, -double.Epsilon, 2.2250738585072014e-308, 2.225073858507201e-308, 1, -1, double.MaxValue, double.MinValue,
        double.PositiveInfinity, double.NegativeInfinity,
    ];

    /// <param name="random">How many of each random kind.</param>
    public static IEnumerable<double> Of(string function, int random)
    {
        var draws = new RandomStream(31, function);
        var index = 0UL;
        double Uniform(double low, double high) => low + ((high - low) * draws.Uniform(index++));
        double Sign() => (draws.Bits(index++) & 1) == 0 ? 1 : -1;

        foreach (var x in Everywhere.Concat(Places(function)).SelectMany(Neighbours)) yield return x;
        for (var i = 0; i < random; i++)
        {
            // Any pattern of bits: every exponent is equally likely.
            if (BitConverter.UInt64BitsToDouble(draws.Bits(index++)) is var any && !double.IsNaN(any)) yield return function == "log" ? Math.Abs(any) : any;
            switch (function)
            {
                case "exp":
                    yield return Uniform(-746, 710);
                    yield return Uniform(-745.2, -708);
                    yield return Uniform(-1, 1);
                    yield return Neighbour(TrueValues.HalfLogTwos(draws.Below(index++, 4200) - 2150), draws.Below(index++, 7) - 3);
                    break;
                case "log":
                    yield return Uniform(0.5, 2);
                    yield return 1 + (Sign() * Math.ScaleB(Uniform(0.5, 1), -draws.Below(index++, 52)));
                    yield return BitConverter.UInt64BitsToDouble(draws.Bits(index++) >> 12);
                    yield return Math.ScaleB(Neighbour(Math.Sqrt(2), draws.Below(index++, 101) - 50), draws.Below(index++, 2044) - 1022);
                    break;
                case "tanh":
                    yield return Uniform(-23, 23);
                    yield return Uniform(-1, 1);
                    yield return Sign() * Math.ScaleB(Uniform(0.5, 1), -draws.Below(index++, 60));
                    yield return Neighbour(TrueValues.HalfLogTwos(draws.Below(index++, 130) - 65) / 2, draws.Below(index++, 7) - 3);
                    break;
                case "erf":
                    yield return Uniform(-6.5, 6.5);
                    yield return Uniform(-1.1, 1.1);
                    yield return Sign() * Math.ScaleB(Uniform(0.5, 1), -draws.Below(index++, 60));
                    break;
                default:
                    yield return Uniform(-10, 10);
                    yield return Sign() * Math.ScaleB(Uniform(0.5, 1), draws.Below(index++, 40) - 20);
                    yield return Uniform(99_000, 101_000);
                    yield return Neighbour(Sign() * TrueValues.QuarterTurns(1 + draws.Below(index++, 70_000)), draws.Below(index++, 3) - 1);
                    yield return TrueValues.QuarterTurns((BigInteger)draws.Bits(index++) << draws.Below(index++, 950));
                    break;
            }
        }
    }

    private static IEnumerable<double> Places(string function) => function switch
    {
        // Last finite result, last normal one, last that is not zero.
        "exp" => [709.782712893384, -708.3964185322641, -745.1332191019412, Math.Log(2) / 2, -Math.Log(2) / 2],
        "log" => [0.5, 2, Math.Sqrt(2), Math.Sqrt(0.5), Math.E],
        "tanh" => [0.17, 0.35, 19.06, 20, 22],
        "erf" => [1, 5.9, 6],
        _ => [1e5, -1e5, .. Enumerable.Range(-1074, 2046).Select(TrueValues.NearestToQuarterTurns)],
    };

    private static IEnumerable<double> Neighbours(double x)
    {
        yield return x;
        for (var i = 1; i <= 3 && double.IsFinite(x); i++)
        {
            yield return Neighbour(x, i);
            yield return Neighbour(x, -i);
        }
    }

    private static double Neighbour(double x, int steps)
    {
        for (; steps > 0; steps--) x = Math.BitIncrement(x);
        for (; steps < 0; steps++) x = Math.BitDecrement(x);
        return x;
    }
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Tasks;

/// <summary>
/// An operation on 0..p-1, modulo p: those of Power et al. 2022, appendix A.1.1, the product of their code, x·y·x of Miller et al. 2023, and
/// (x+y)² of Gromov 2023.
/// </summary>
/// <param name="Value">Of (x, y, p), not yet reduced modulo p; below 2^40 in size.</param>
internal sealed record ModularOperation(string Name, Func<long, long, long, long> Value, bool Commutative = false, bool Divides = false)
{
    public static readonly ImmutableArray<ModularOperation> All =
    [
        new("x+y", (x, y, p) => x + y, Commutative: true),
        new("x-y", (x, y, p) => x - y),
        new("x*y", (x, y, p) => x * y, Commutative: true),
        new("x/y", (x, y, p) => x * Inverse(y, p), Divides: true),
        new("x/y if y odd else x-y", (x, y, p) => y % 2 == 1 ? x * Inverse(y, p) : x - y, Divides: true),
        new("x^2+y^2", (x, y, p) => (x * x) + (y * y), Commutative: true),
        new("(x+y)^2", (x, y, p) => (x + y) * (x + y), Commutative: true),
        new("x^2+xy+y^2", (x, y, p) => (x * x) + (x * y) + (y * y), Commutative: true),
        new("x^2+xy+y^2+x", (x, y, p) => (x * x) + (x * y) + (y * y) + x),
        new("x^3+xy", (x, y, p) => (x * x * x) + (x * y)),
        new("x^3+xy^2+y", (x, y, p) => (x * x * x) + (x * y * y) + y),
        new("x*y*x", (x, y, p) => x * y * x),
    ];

    /// <summary>The smallest right operand: nothing is divided by 0.</summary>
    public int LeastY => Name == "x/y" ? 1 : 0;

    public static ModularOperation Named(string name) => All.First(operation => operation.Name == name);

    /// <summary>What makes the operation impossible modulo p; null where nothing does.</summary>
    public SettingProblem? Problem(int modulus) => Divides && !IsPrime(modulus) ? new("modulus", $"a prime number, because {Name} divides") : null;

    /// <summary>x ∘ y in 0..p-1, for y from <see cref="LeastY"/> and a p without a problem.</summary>
    public int Answer(int x, int y, int p) => (int)Residue(Value(x, y, p), p);

    private static long Residue(long value, long p) => ((value % p) + p) % p;

    /// <summary>The y' with y·y' = 1 modulo the prime p, by the extended Euclidean algorithm; 0 &lt; y &lt; p.</summary>
    private static long Inverse(long y, long p)
    {
        var (remainder, next) = (p, y);
        var (coefficient, nextCoefficient) = (0L, 1L);
        while (next != 0)
        {
            var quotient = remainder / next;
            (remainder, next) = (next, remainder - (quotient * next));
            (coefficient, nextCoefficient) = (nextCoefficient, coefficient - (quotient * nextCoefficient));
        }

        return Residue(coefficient, p);
    }

    private static bool IsPrime(int p)
    {
        for (var divisor = 2; divisor * divisor <= p; divisor++)
        {
            if (p % divisor == 0) return false;
        }

        return p >= 2;
    }
}

using System.Numerics;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;

namespace GrokBench.Models.Tests.Tasks;

[TestFixture]
public sealed class ModularArithmeticTests
{
    private static readonly int[] Primes = [2, 3, 13, 97];

    /// <summary>What an answer z has to satisfy, as an integer that must be divisible by p; no division, no reduction on the way.</summary>
    private static readonly Dictionary<string, Func<BigInteger, BigInteger, BigInteger, BigInteger>> Equations = new()
    {
        ["x+y"] = (x, y, z) => x + y - z,
        ["x-y"] = (x, y, z) => z + y - x,
        ["x*y"] = (x, y, z) => (x * y) - z,
        ["x/y"] = (x, y, z) => (z * y) - x,
        ["x/y if y odd else x-y"] = (x, y, z) => y.IsEven ? z + y - x : (z * y) - x,
        ["x^2+y^2"] = (x, y, z) => BigInteger.Pow(x, 2) + BigInteger.Pow(y, 2) - z,
        ["(x+y)^2"] = (x, y, z) => (x * x) + (2 * x * y) + (y * y) - z,
        ["x^2+xy+y^2"] = (x, y, z) => BigInteger.Pow(x + y, 2) - (x * y) - z,
        ["x^2+xy+y^2+x"] = (x, y, z) => BigInteger.Pow(x + y, 2) - (x * y) + x - z,
        ["x^3+xy"] = (x, y, z) => (x * (BigInteger.Pow(x, 2) + y)) - z,
        ["x^3+xy^2+y"] = (x, y, z) => (x * (BigInteger.Pow(x, 2) + BigInteger.Pow(y, 2))) + y - z,
        ["x*y*x"] = (x, y, z) => (BigInteger.Pow(x, 2) * y) - z,
    };

    private static IEnumerable<string> Operations => Equations.Keys;

    [Test]
    public void Operations_Listed_AreThoseOfTheEquationsAbove()
    {
        var type = (ChoiceType)new ModularArithmetic().Settings.Single(setting => setting.Name == "operation").Type;
        Assert.That(type.Words, Is.EquivalentTo(Operations));
    }

    [Test]
    public void Answers_OfEveryRow_SatisfyTheDefiningEquation(
        [ValueSource(nameof(Operations))] string operation, [ValueSource(nameof(Primes))] int modulus)
    {
        var settings = Table.Modular(operation, modulus, 0.5);

        var rows = Table.Rows(settings, Table.Create(settings));
        Assert.That(rows.Select(row => row.Answer), Has.All.InRange(0, modulus - 1));
        Assert.That(rows.Where(row => !(Equations[operation](row.X, row.Y, row.Answer) % modulus).IsZero), Is.Empty);
    }

    [Test]
    public void Rows_OfOrderedPairs_AreEveryPairOnceExceptDivisionByZero(
        [ValueSource(nameof(Operations))] string operation, [ValueSource(nameof(Primes))] int modulus)
    {
        var settings = Table.Modular(operation, modulus, 0.5);
        var pairs = Table.Rows(settings, Table.Create(settings)).Select(row => (row.X, row.Y)).ToArray();

        var first = operation == "x/y" ? 1 : 0;
        var expected = Enumerable.Range(0, modulus).SelectMany(x => Enumerable.Range(first, modulus - first).Select(y => (x, y)));
        Assert.That(pairs, Is.EqualTo(expected));
    }

    [TestCase("x+y", 97, 9409)]
    [TestCase("x/y", 97, 9312, Description = "97 x 96, Power et al.")]
    [TestCase("x+y", 113, 12769, Description = "113 x 113, Nanda et al.")]
    public void Rows_OfThePapers_AreAsManyAsPublished(string operation, int modulus, int rows) =>
        Assert.That(Table.Create(Table.Modular(operation, modulus, 0.5)).Examples.Count, Is.EqualTo(rows));

    [TestCase(2)]
    [TestCase(10)]
    [TestCase(97)]
    public void Rows_OfUnorderedPairs_AreEachPairOnce(int modulus)
    {
        var settings = Table.Modular("x*y", modulus, 0.5, ("pairs", "unordered"));
        var pairs = Table.Rows(settings, Table.Create(settings)).Select(row => (row.X, row.Y)).ToArray();

        Assert.That(pairs, Has.Length.EqualTo(modulus * (modulus + 1) / 2));
        Assert.That(pairs, Is.Unique);
        Assert.That(pairs, Has.All.Matches<(int X, int Y)>(pair => pair.X <= pair.Y));
    }

    [Test]
    public void Commutativity_Declared_IsThatOfTheTable([ValueSource(nameof(Operations))] string operation)
    {
        var settings = Table.Modular(operation, 13, 0.5);
        var answers = Table.Rows(settings, Table.Create(settings)).ToDictionary(row => (row.X, row.Y), row => row.Answer);
        var symmetric = answers.All(row => answers.TryGetValue((row.Key.Y, row.Key.X), out var mirrored) && mirrored == row.Value);

        Assert.Multiple(() =>
        {
            Assert.That(Table.Shape(settings).Splits.Contains("test-unmirrored"), Is.EqualTo(symmetric));
            Assert.That(Table.Check(settings.With("pairs", "unordered")), symmetric ? Is.Empty : Is.Not.Empty);
        });
    }

    [TestCase("x/y", 4)]
    [TestCase("x/y", 91)]
    [TestCase("x/y if y odd else x-y", 15)]
    public void Check_DivisionByComposite_AsksForAPrime(string operation, int modulus) =>
        Assert.That(Table.Check(Table.Modular(operation, modulus, 0.5)), Is.EqualTo(new[]
        {
            new SettingProblem("modulus", $"a prime number, because {operation} divides"),
        }));

    [Test]
    public void Check_CompositeWithoutDivision_IsFine() => Assert.That(Table.Check(Table.Modular("x^3+xy^2+y", 91, 0.5)), Is.Empty);

    [TestCase(1.0)]
    [TestCase(4097.0)]
    [TestCase(7.5)]
    public void Settings_ModulusOutOfRange_AreRefused(double modulus) =>
        Assert.That(
            () => Table.Choose(new ModularArithmetic(), ("operation", "x+y"), ("modulus", modulus), ("train", 0.5)),
            Throws.ArgumentException.With.Message.Contain("an integer from 2 to 4096"));

    [TestCase("x+y", 7, 7.0 / 49)]
    [TestCase("x*y", 7, 13.0 / 49, Description = "0 is the product in 2p - 1 cells")]
    [TestCase("x/y", 7, 6.0 / 42)]
    [TestCase("x^2+y^2", 5, 9.0 / 25, Description = "-1 is a square, so x = ±2y gives 1 + 2·4 zeros")]
    public void Chance_OfAnOperation_IsTheShareOfItsCommonestAnswer(string operation, int modulus, double share) =>
        Assert.That(Table.Shape(Table.Modular(operation, modulus, 0.5)).Chance, Is.EqualTo(share).Within(1e-15));
}

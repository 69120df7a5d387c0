using System.Numerics;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;

namespace GrokBench.Models.Tests.Tasks;

public sealed class SubclassShiftTests
{
    /// <summary>With so little noise that the nearest centre tells the subclass: half the least distance is ten deviations.</summary>
    private static readonly Choice Equidistant = Table.Choose(
        new SubclassShift(), ("construction", "equidistant"), ("noise", 0.05), ("train", 100), ("factor", 0.2), ("sparse", 1), ("test", 2000));

    private static readonly Choice Equivariant = Equidistant.With("construction", "equivariant").With("sparse", 5);

    [Test]
    public void Codes_OfTheEquidistantConstruction_FormACliqueAtDistanceTwo()
    {
        var codes = SubclassCodes.Equidistant;
        Assert.That((codes.Count, codes.PerClass), Is.EqualTo((8, 2)));
        Assert.That(Distances(codes, (_, _) => true), Has.Length.EqualTo(28).And.All.EqualTo(2));
    }

    [Test]
    public void Codes_OfTheEquivariantConstruction_AreNearerWithinAClassThanBetweenThem()
    {
        var codes = SubclassCodes.Equivariant;
        Assert.That((codes.Count, codes.PerClass), Is.EqualTo((40, 10)));
        Assert.That(codes.Codes.Where((_, i) => i % 10 == 0), Is.EqualTo(new[] { 63, 240, 323, 396 }));
        Assert.That(Distances(new SubclassCodes([63, 240, 323, 396], 1), (_, _) => true), Has.All.EqualTo(6));
        Assert.That(Distances(codes, (a, b) => codes.ClassOf(a) == codes.ClassOf(b)), Has.All.InRange(1, 2));
        Assert.That(Distances(codes, (a, b) => codes.ClassOf(a) != codes.ClassOf(b)).Min(), Is.EqualTo(4));
    }

    [TestCase(0.2, 84, 416, TestName = "Counts_OfThePapersExample_AreThePapers")]
    [TestCase(0, 0, 500, TestName = "Counts_WithoutSparseExamples_AreAllOfTheOthers")]
    [TestCase(1, 250, 250, TestName = "Counts_OfABalancedSet_AreEqual")]
    public void Counts(double factor, int sparse, int other)
    {
        var settings = Equidistant.With("train", 2000).With("factor", factor);
        var (dataset, shape) = (Table.Create(settings), Table.Shape(settings));
        var counts = Subclasses(dataset, "train").CountBy(subclass => subclass).ToDictionary();
        Assert.That(Enumerable.Range(0, 8).Select(subclass => counts.GetValueOrDefault(subclass)),
            Is.EqualTo(Enumerable.Range(0, 8).Select(subclass => subclass % 2 == 1 ? sparse : other)));
        Assert.That(shape.TrainingExamples, Is.EqualTo(2000));
    }

    [Test]
    public void Shape_OfSparseSubclasses_TellsWhatTrains()
    {
        var (dataset, subclasses) = (Table.Create(Equidistant), Table.Shape(Equidistant).Subclasses);
        var counts = Subclasses(dataset, "train").CountBy(subclass => subclass).ToDictionary();
        Assert.That(subclasses.Select(subclass => (subclass.Number, subclass.Class, subclass.Sparse, subclass.TrainingExamples)),
            Is.EqualTo(Enumerable.Range(0, 8).Select(number => (number, number / 2, number % 2 == 1, counts[number]))));
        Assert.That(subclasses.Select(subclass => subclass.Split), Is.EqualTo(dataset.Splits.Select(split => split.Name).TakeLast(8)));
    }

    [Test]
    public void Counts_OfASizeThatDividesExactly_AreNotRoundedUp() =>
        Assert.That(new Imbalance(0.2, [true, true, true, true, false, false, false, false]).OfSparse(96), Is.EqualTo(4));

    [Test]
    public void Create_TestSet_IsBalanced() => Assert.That(
        Subclasses(Table.Create(Equivariant), "test").CountBy(subclass => subclass).Select(pair => pair.Value), Is.EqualTo(Enumerable.Repeat(50, 40)));

    [TestCase("equidistant", 2)]
    [TestCase("equivariant", 10)]
    public void Create_Labels_AreTheClassesOfTheNearestCentres(string construction, int perClass)
    {
        var dataset = Table.Create(Equidistant.With("construction", construction));
        var subclasses = Subclasses(dataset, "test");
        Assert.That(dataset["test"].Rows.Select(row => dataset.Examples.Labels[row]), Is.EqualTo(subclasses.Select(subclass => subclass / perClass)));
    }

    /// <summary>Two subclasses at Hamming distance D have centres √D apart, each bit's two centres being one apart, and the noise has the stated deviation.</summary>
    [Test]
    public void Create_Inputs_AreSpreadAroundCentresAtTheRootOfTheHammingDistance()
    {
        var settings = Equivariant.With("test", 40_000).With("noise", 0.2);
        var (dataset, codes) = (Table.Create(settings), SubclassCodes.Equivariant);
        var centres = Enumerable.Range(0, 40).Select(subclass => Mean(dataset, subclass)).ToArray();
        for (var a = 0; a < 40; a++)
        {
            for (var b = 0; b < a; b++)
            {
                // Of 1000 examples, a mean of 117 inputs deviates by 0.2·√(117/1000) at most, or nearly so.
                var distance = Math.Sqrt(Squares(centres[a], centres[b]));
                Assert.That(distance, Is.EqualTo(Math.Sqrt(BitOperations.PopCount((uint)(codes.Codes[a] ^ codes.Codes[b])))).Within(0.1));
            }
        }

        var spread = dataset["subclass:7"].Rows.Average(row => Squares(Inputs(dataset, row), centres[7])) / 117;
        Assert.That(spread, Is.EqualTo(0.2 * 0.2 * 999 / 1000).Within(0.001));
    }

    [Test]
    public void Splits_OfClassesAndSubclasses_ArePartsOfTheTestSet()
    {
        var dataset = Table.Create(Equivariant);
        Assert.That(dataset.Splits.Select(split => split.Name).Take(9),
            Is.EqualTo(new[] { "train", "test", "test-sparse", "test-other", "class:0", "class:1", "class:2", "class:3", "subclass:0" }));
        foreach (var group in new[] { new[] { "test-sparse", "test-other" }, [.. Enumerable.Range(0, 4).Select(i => $"class:{i}")], [.. Enumerable.Range(0, 40).Select(i => $"subclass:{i}")] })
            Assert.That(group.SelectMany(name => dataset[name].Rows), Is.EquivalentTo(dataset["test"].Rows));
        Assert.That(dataset["test-sparse"].Rows, Is.EquivalentTo(Enumerable.Range(0, 40).Where(i => i % 10 >= 5).SelectMany(i => dataset[$"subclass:{i}"].Rows)));
        Assert.That(dataset["class:2"].Rows, Has.All.Matches<int>(row => dataset.Examples.Labels[row] == 2));
    }

    [Test]
    public void Create_ListedSubclasses_AreTheSparseOnes()
    {
        var listed = Equidistant.With("sparse", SettingValue.ListOf([1, 3, 5, 7]));
        Assert.That(Table.Create(listed).Checksum(), Is.EqualTo(Table.Create(Equidistant).Checksum()));
    }

    [Test]
    public void Create_AnotherFactor_KeepsTheExamplesOfEverySubclass()
    {
        var (few, many) = (Table.Create(Equidistant), Table.Create(Equidistant.With("factor", 1)));
        var all = many["train"].Rows.Select(row => string.Join(' ', Inputs(many, row))).ToHashSet();
        var kept = few["train"].Rows.Count(row => all.Contains(string.Join(' ', Inputs(few, row))));
        Assert.That(kept, Is.EqualTo((4 * 5) + (4 * 12)), "of the 5 and 20 of a subclass those that 13 and 12 have in common");
    }

    [Test]
    public void Create_RandomLabels_LeaveTheInputsAlone()
    {
        var (correct, random) = (Table.Create(Equidistant).Examples, Table.Create(Equidistant.With("labels", "random")).Examples);
        Assert.That(random.Inputs, Is.EqualTo(correct.Inputs));

        // 2100 labels of four kinds; five standard deviations.
        Assert.That(random.Labels.Zip(correct.Labels).Average(pair => pair.First == pair.Second ? 1.0 : 0), Is.EqualTo(0.25).Within(0.05));
    }

    [Test]
    public void Check_AllSubclassesSparse_SaysHowManyMayBe() => Assert.That(
        Table.Check(Equidistant.With("sparse", 2)), Is.EqualTo(new[] { new SettingProblem("sparse", "fewer than the 2 subclasses of a class") }));

    [Test]
    public void Check_UnknownRepeatedOrAllSubclasses_SaysWhichThereAre()
    {
        var expected = new[] { new SettingProblem("sparse", "some of the subclasses 0 to 7, each once, and not all of them") };
        foreach (var list in new SettingValue[][] { [8], [1, 1], [0, 1, 2, 3, 4, 5, 6, 7] })
            Assert.That(Table.Check(Equidistant.With("sparse", SettingValue.ListOf(list))), Is.EqualTo(expected));
    }

    [Test]
    public void Check_TooFewForEverySubclass_SaysSo() => Assert.That(
        Table.Check(Equidistant.With("train", 4)), Is.EqualTo(new[] { new SettingProblem("train", "enough for an example of every subclass that is not sparse") }));

    private static int[] Distances(SubclassCodes codes, Func<int, int, bool> counted) =>
    [
        .. from a in Enumerable.Range(0, codes.Count)
           from b in Enumerable.Range(0, a)
           where counted(a, b)
           select BitOperations.PopCount((uint)(codes.Codes[a] ^ codes.Codes[b])),
    ];

    /// <summary>By row: the subclass whose mean over the test set is nearest.</summary>
    private static int[] Subclasses(Dataset dataset, string split)
    {
        var count = dataset.Splits.Count(one => one.Name.StartsWith("subclass:", StringComparison.Ordinal));
        var centres = Enumerable.Range(0, count).Select(subclass => Mean(dataset, subclass)).ToArray();
        return [.. dataset[split].Rows.Select(row => Enumerable.Range(0, count).MinBy(subclass => Squares(Inputs(dataset, row), centres[subclass])))];
    }

    private static double[] Mean(Dataset dataset, int subclass)
    {
        var rows = dataset[$"subclass:{subclass}"].Rows;
        return [.. Enumerable.Range(0, 117).Select(j => rows.Average(row => dataset.Examples.Inputs[(row * 117) + j]))];
    }

    private static double[] Inputs(Dataset dataset, int row) => dataset.Examples.Inputs[(row * 117)..((row + 1) * 117)];

    private static double Squares(double[] a, double[] b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Sum();
}

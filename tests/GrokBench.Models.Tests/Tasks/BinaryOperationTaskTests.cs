using GrokBench.Models.Kinds;

namespace GrokBench.Models.Tests.Tasks;

/// <summary>The sizes of splits, the control labels and the outliers of tasks made from a table.</summary>
[TestFixture]
public sealed class BinaryOperationTaskTests
{
    [TestCase(0.3, 113, 3830, Description = "Nanda et al.: int(0.3 x 12769)")]
    [TestCase(0.5, 97, 4704)]
    [TestCase(0.29, 10, 29, Description = "0.29 x 100 is 28.999999999999996 in float64")]
    [TestCase(3830, 113, 3830)]
    [TestCase(2, 10, 2)]
    public void Training_ShareOrNumber_GivesAsManyExamples(double train, int modulus, int examples) =>
        Assert.That(Table.Create(Table.Modular("x+y", modulus, train))["train"].Rows, Has.Length.EqualTo(examples));

    [TestCase(0.0)]
    [TestCase(-0.5)]
    [TestCase(1.5)]
    [TestCase(double.NaN)]
    public void Settings_TrainNeitherShareNorNumber_AreRefused(double train) =>
        Assert.That(
            () => Table.Modular("x+y", 31, train),
            Throws.ArgumentException.With.Message.Contain("a number above 0 and at most 1, or an integer of at least 2"));

    [TestCase(1.0, "fewer than the 49 rows, so that there is something to test on")]
    [TestCase(49.0, "fewer than the 49 rows, so that there is something to test on")]
    [TestCase(50.0, "fewer than the 49 rows, so that there is something to test on")]
    [TestCase(0.02, "at least 1 of the 49 rows, so that there is something to train on")]
    public void Check_ASplitWithoutExamples_IsAProblem(double train, string expected) =>
        Assert.That(Table.Check(Table.Modular("x+y", 7, train)), Is.EqualTo(new[] { new SettingProblem("train", expected) }));

    [TestCase(0.4)]
    [TestCase(0.8)]
    public void Unmirrored_TestPairs_AreThoseWhoseMirrorIsHeldOut(double train)
    {
        var settings = Table.Modular("x+y", 31, train);
        var dataset = Table.Create(settings);
        var rows = Table.Rows(settings, dataset);
        var trained = dataset["train"].Rows.Select(row => (rows[row].X, rows[row].Y)).ToHashSet();

        var expected = dataset["test"].Rows.Where(row => !trained.Contains((rows[row].Y, rows[row].X)));
        Assert.That(dataset["test-unmirrored"].Rows, Is.EqualTo(expected));
        Assert.That(dataset["test-unmirrored"].Rows, Has.Length.InRange(1, dataset["test"].Rows.Length - 1));
    }

    [Test]
    public void RandomLabels_OfATable_AreItsAnswersShuffled()
    {
        var settings = Table.Modular("x+y", 31, 0.4);
        var (correct, random) = (Table.Create(settings), Table.Create(settings.With("labels", "random")));

        Assert.That(random["train"].Rows, Is.EqualTo(correct["train"].Rows));
        Assert.That(random.Examples.Tokens, Is.EqualTo(correct.Examples.Tokens));
        Assert.That(random.Examples.Labels, Is.EquivalentTo(correct.Examples.Labels));

        // 961 labels agree by chance with probability 1/31 each: 31 expected, standard deviation 5.5.
        var agreeing = random.Examples.Labels.Zip(correct.Examples.Labels).Count(pair => pair.First == pair.Second);
        Assert.That(agreeing, Is.InRange(10, 55));
    }

    [Test]
    public void RandomLabels_OfMirroredPairs_DoNotAgreeMoreThanChance()
    {
        var settings = Table.Modular("x+y", 31, 0.4, ("labels", "random"));
        var answers = Table.Rows(settings, Table.Create(settings)).ToDictionary(row => (row.X, row.Y), row => row.Answer);

        // 465 mirrored pairs: 15 expected, standard deviation 3.8.
        Assert.That(answers.Count(row => row.Key.X < row.Key.Y && answers[(row.Key.Y, row.Key.X)] == row.Value), Is.InRange(2, 32));
    }

    [Test]
    public void CommutativeRandomLabels_AgreeOnMirroredPairsAndOtherwiseByChance()
    {
        var settings = Table.Modular("x+y", 31, 0.4);
        var random = settings.With("labels", "random-commutative");
        var (correct, rows) = (Table.Create(settings), Table.Rows(random, Table.Create(random)));
        var answers = rows.ToDictionary(row => (row.X, row.Y), row => row.Answer);

        Assert.That(rows, Is.All.Matches<(int X, int Y, int Answer)>(row => answers[(row.Y, row.X)] == row.Answer));
        Assert.That(Table.Create(random)["test-unmirrored"].Rows, Is.EqualTo(correct["test-unmirrored"].Rows));

        // Of 496 pairs, mirrored ones counted once, 16 agree by chance, standard deviation 3.9.
        Assert.That(rows.Count(row => row.X <= row.Y && row.Answer == (row.X + row.Y) % 31), Is.InRange(2, 34));

        // As often as before: shuffled, not drawn anew.
        Assert.That(
            rows.Where(row => row.X <= row.Y).Select(row => row.Answer),
            Is.EquivalentTo(rows.Where(row => row.X <= row.Y).Select(row => (row.X + row.Y) % 31)));
    }

    [TestCase("x-y", "ordered")]
    [TestCase("x+y", "unordered")]
    public void Check_CommutativeRandomLabelsWithoutMirrors_AreAProblem(string operation, string pairs) =>
        Assert.That(
            Table.Check(Table.Modular(operation, 31, 0.4, ("pairs", pairs), ("labels", "random-commutative"))),
            Is.EqualTo(new[] { new SettingProblem("labels", "correct or random, because no two rows of the table mirror each other") }));

    [TestCase("random")]
    [TestCase("random-commutative")]
    public void RandomLabels_AnotherSeed_AreShuffledAnotherWay(string labels)
    {
        var settings = Table.Modular("x+y", 31, 0.4, ("labels", labels));
        Assert.That(Table.Create(settings, 1).Examples.Labels, Is.Not.EqualTo(Table.Create(settings, 2).Examples.Labels));
    }

    [TestCase(1)]
    [TestCase(100)]
    [TestCase(384)]
    public void Corruption_OfKExamples_ChangesNoOthers(int corrupted)
    {
        var settings = Table.Modular("x+y", 31, 0.4);
        var (clean, spoilt) = (Table.Create(settings), Table.Create(settings.With("corrupted", corrupted)));

        Assert.That(spoilt["train-corrupted"].Rows, Has.Length.EqualTo(corrupted));
        Assert.That(spoilt["train-corrupted"].Rows.Concat(spoilt["train-clean"].Rows), Is.EqualTo(clean["train"].Rows));
        var untouched = spoilt["train-clean"].Rows.Concat(spoilt["test"].Rows);
        Assert.That(untouched.Select(row => spoilt.Examples.Labels[row]), Is.EqualTo(untouched.Select(row => clean.Examples.Labels[row])));

        // An outlier keeps its answer with probability 30/960, when the other row has the same one.
        var changed = spoilt["train-corrupted"].Rows.Count(row => spoilt.Examples.Labels[row] != clean.Examples.Labels[row]);
        Assert.That(changed, Is.InRange((int)(corrupted * 0.9), corrupted));
    }

    [Test]
    public void Corruption_OfMoreExamples_KeepsTheFirstOnes()
    {
        var settings = Table.Modular("x+y", 31, 0.4);
        var (few, many) = (Table.Create(settings.With("corrupted", 10)), Table.Create(settings.With("corrupted", 200)));
        Assert.That(many["train-corrupted"].Rows.Take(10), Is.EqualTo(few["train-corrupted"].Rows));
        Assert.That(
            many["train-corrupted"].Rows.Take(10).Select(row => many.Examples.Labels[row]),
            Is.EqualTo(few["train-corrupted"].Rows.Select(row => few.Examples.Labels[row])));
    }

    [Test]
    public void Check_MoreCorruptedThanTrained_IsAProblem() =>
        Assert.That(
            Table.Check(Table.Modular("x+y", 31, 0.4, ("corrupted", 385))),
            Is.EqualTo(new[] { new SettingProblem("corrupted", "at most 384 (the number of training examples)") }));

    [TestCase("random")]
    [TestCase("random-commutative")]
    public void Check_CorruptedRandomLabels_AreAProblem(string labels) =>
        Assert.That(
            Table.Check(Table.Modular("x+y", 31, 0.4, ("corrupted", 3), ("labels", labels))),
            Is.EqualTo(new[] { new SettingProblem("corrupted", "0, because all labels are random") }));

    [Test]
    public void Check_SeveralProblems_AreAllReported() =>
        Assert.That(
            Table.Check(Table.Modular("x+y", 31, 1.0, ("corrupted", 962), ("vocabulary", 20))).Select(problem => problem.Setting),
            Is.EqualTo(new[] { "train", "corrupted", "vocabulary" }));
}

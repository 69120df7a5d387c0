using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors;

namespace GrokBench.Models.Tests.Tasks;

[TestFixture]
public sealed class SparseParityTests
{
    private static readonly Choice Small = Parity(8, 3, 100);

    private static readonly Choice Long = Parity(130, 3, 500);

    [TestCase("sign", "sign")]
    [TestCase("sign", "class")]
    [TestCase("binary", "sign")]
    [TestCase("binary", "class")]
    public void Create_AnyWriting_AnswersWithTheParityOfTheFirstBits(string values, string target)
    {
        var examples = Table.Create(Small.With("values", values).With("target", target)).Examples;
        for (var row = 0; row < examples.Count; row++)
        {
            // The product of the first three signs, however they are written; class 0 is the sign 1.
            var product = Inputs(examples, row)[..3].Aggregate(1.0, (sign, value) => sign * (values == "sign" ? value : 1 - (2 * value)));
            Assert.That(target == "sign" ? examples.Targets[row] : 1 - (2 * examples.Labels[row]), Is.EqualTo(product));
        }
    }

    [Test]
    public void Create_InputsOfAFewBits_AreAllThereIsOnce()
    {
        var dataset = Table.Create(Small);
        Assert.That(dataset["train"].Rows, Has.Length.EqualTo(100));
        Assert.That(dataset["test"].Rows, Has.Length.EqualTo(156), "2000 test points are not to be had");
        Assert.That(Keys(dataset.Examples), Is.Unique);
    }

    [Test]
    public void Create_InputsOfManyBits_AreDifferentAndBalanced()
    {
        var dataset = Table.Create(Long);
        Assert.That(dataset["test"].Rows, Has.Length.EqualTo(2000));
        Assert.That(Keys(dataset.Examples), Is.Unique);

        // 325,000 fair bits: five standard deviations of their mean are 0.0088.
        Assert.That(dataset.Examples.Inputs, Has.All.EqualTo(1).Or.EqualTo(-1));
        Assert.That(dataset.Examples.Inputs.Average(), Is.Zero.Within(0.0088));
        Assert.That(Enumerable.Range(0, 130).Select(column => Column(dataset.Examples, column).Average()), Has.All.InRange(-0.1, 0.1));
    }

    [Test]
    public void Create_InputsJustTooLongToBeListed_AreStillDifferent()
    {
        // 20,000 of 2^21 inputs drawn independently would have some 95 pairs of equal ones.
        Assert.That(Keys(Table.Create(Parity(21, 3, 18_000)).Examples), Is.Unique);
    }

    [Test]
    public void Create_MoreTestPoints_LeavesTheTrainingSetAlone()
    {
        var (few, many) = (Table.Create(Long.With("test", 10)), Table.Create(Long.With("test", 4000)));
        Assert.That(
            few["train"].Rows.Select(row => Inputs(few.Examples, row).ToArray()), Is.EqualTo(many["train"].Rows.Select(row => Inputs(many.Examples, row).ToArray())));
    }

    [Test]
    public void Create_SpuriousInputs_StandAfterTheBitsAndChangeNoLabel()
    {
        var normal = Table.Create(Parity(3, 3, 1000, ("spurious", 37), ("spurious-values", "normal"))).Examples;
        var bits = Table.Create(Parity(3, 3, 1000, ("spurious", 37))).Examples;
        Assert.That((normal.InputWidth, bits.InputWidth), Is.EqualTo((40, 40)));
        Assert.That(bits.Inputs, Has.All.EqualTo(1).Or.EqualTo(-1));
        for (var row = 0; row < normal.Count; row++)
        {
            Assert.That(Inputs(normal, row)[..3], Has.All.EqualTo(1).Or.EqualTo(-1));
            Assert.That(normal.Targets[row], Is.EqualTo(Inputs(normal, row)[..3].Aggregate((a, b) => a * b)));
        }

        // Mean and variance of 111,000 standard normal numbers, within five standard deviations.
        double[] spurious = [.. Enumerable.Range(0, normal.Count).SelectMany(row => Inputs(normal, row)[3..])];
        Assert.That(spurious.Average(), Is.Zero.Within(0.015));
        Assert.That(spurious.Average(value => value * value), Is.EqualTo(1).Within(0.022));
    }

    [Test]
    public void Create_LabelNoise_TurnsOverThatShareOfTheTrainingLabelsOnly()
    {
        var settings = Parity(40, 3, 10_000);
        var (clean, noisy) = (Table.Create(settings), Table.Create(settings.With("label-noise", 0.3)));
        int[] turned = [.. Enumerable.Range(0, clean.Examples.Count).Where(row => clean.Examples.Targets[row] != noisy.Examples.Targets[row])];
        Assert.That(noisy.Examples.Inputs, Is.EqualTo(clean.Examples.Inputs));
        Assert.That(turned, Is.EqualTo(noisy["train-corrupted"].Rows).And.SubsetOf(noisy["train"].Rows));
        Assert.That(noisy["train-clean"].Rows.Concat(turned), Is.EquivalentTo(noisy["train"].Rows));
        Assert.That(turned.Length / 10_000.0, Is.EqualTo(0.3).Within(0.023), "five standard deviations");
    }

    [Test]
    public void Create_RandomLabels_HaveNothingToDoWithTheParity()
    {
        var (correct, random) = (Table.Create(Parity(40, 3, 8000)), Table.Create(Parity(40, 3, 8000, ("labels", "random"))));
        Assert.That(random.Examples.Inputs, Is.EqualTo(correct.Examples.Inputs));
        var agreement = correct.Examples.Targets.Zip(random.Examples.Targets, (a, b) => a * b).Average();
        Assert.That(agreement, Is.Zero.Within(0.05), "five standard deviations");
        Assert.That(random.Examples.Targets.Average(), Is.Zero.Within(0.05));
    }

    [Test]
    public void Fresh_OfAStep_DependsOnSeedAndStepAlone()
    {
        var settings = Online();
        var (first, second, other) = (Table.Create(settings, 7).Fresh!, Table.Create(settings, 7).Fresh!, Table.Create(settings, 8).Fresh!);
        var (inOrder, alone, elsewhere) = (first.NewBatch(32), second.NewBatch(32), other.NewBatch(32));
        for (var step = 0; step <= 5; step++) first.Draw(step, inOrder);
        second.Draw(5, alone);
        other.Draw(5, elsewhere);
        Assert.That(alone.Inputs, Is.EqualTo(inOrder.Inputs));
        Assert.That(alone.Targets, Is.EqualTo(inOrder.Targets));
        Assert.That(elsewhere.Inputs, Is.Not.EqualTo(inOrder.Inputs));
        second.Draw(6, alone);
        Assert.That(alone.Inputs, Is.Not.EqualTo(inOrder.Inputs));
    }

    [Test]
    public void Fresh_Batches_AreUniformParitiesWithTheirNoise()
    {
        var source = Table.Create(Online(("label-noise", 0.25))).Fresh!;
        var batch = source.NewBatch(100);
        var (turned, sum, keys) = (0, 0.0, new List<string>());
        for (var step = 0; step < 100; step++)
        {
            source.Draw(step, batch);
            keys.AddRange(Keys(batch));
            sum += batch.Inputs.Sum();
            turned += Enumerable.Range(0, 100).Count(row => batch.Targets[row] != Inputs(batch, row)[0] * Inputs(batch, row)[1]);
        }

        Assert.That(keys, Is.Unique, "two of 10,000 draws from 2^40 are equal with a probability of 5e-5");
        Assert.That(sum / 400_000, Is.Zero.Within(0.008), "five standard deviations");
        Assert.That(turned / 10_000.0, Is.EqualTo(0.25).Within(0.022), "five standard deviations");
    }

    [Test]
    public void Create_Online_ScoresOnExamplesThatNoStepDrew()
    {
        var dataset = Table.Create(Online());
        Assert.That((dataset["train"].Rows.Length, dataset["test"].Rows.Length), Is.EqualTo((1000, 2000)));
        Assert.That(Table.Shape(Online()).IsOnline);
        Assert.That(Table.Create(Long).Fresh, Is.Null);
    }

    [Test]
    public void Check_MoreRelevantBitsThanBits_SaysHowMany() =>
        Assert.That(Table.Check(Parity(3, 4, 5)), Is.EqualTo([new SettingProblem("relevant", "at most 3 (the number of bits)")]));

    [TestCase(8)]
    [TestCase(9)]
    public void Check_AsManyTrainingExamplesAsInputs_SaysHowManyThereAre(int train) =>
        Assert.That(Table.Check(Parity(3, 2, train)), Is.EqualTo(
            [new SettingProblem("train", "fewer than 8 (the number of different inputs), so that there is something to test on")]));

    [Test]
    public void Check_SpuriousBits_MakeTheSpaceLarger() => Assert.That(Table.Check(Parity(3, 3, 9, ("spurious", 1))), Is.Empty);

    [Test]
    public void Check_SpuriousNormalNumbers_MakeEveryInputDifferent() =>
        Assert.That(Table.Check(Parity(3, 3, 5000, ("spurious", 1), ("spurious-values", "normal"))), Is.Empty);

    [Test]
    public void Check_NoiseOnRandomLabels_SaysSo() =>
        Assert.That(
            Table.Check(Small.With("labels", "random").With("label-noise", 0.1)), Is.EqualTo([new SettingProblem("label-noise", "0, because all labels are random")]));

    [Test]
    public void Check_NormalNumbersWhereThereAreNoSpuriousInputs_SaysSo() =>
        Assert.That(Table.Check(Small.With("spurious-values", "normal")).Single().Setting, Is.EqualTo("spurious-values"));

    private static Choice Parity(int bits, int relevant, int train, params (string Name, SettingValue Value)[] more) =>
        Table.Choose(new SparseParity(), [("bits", bits), ("relevant", relevant), ("train", train), .. more]);

    private static Choice Online(params (string Name, SettingValue Value)[] more) =>
        Table.Choose(new SparseParity(), [("bits", 40), ("relevant", 2), ("train", "online"), .. more]);

    private static double[] Inputs(Examples examples, int row) => examples.Inputs[(row * examples.InputWidth)..((row + 1) * examples.InputWidth)];

    private static IEnumerable<double> Column(Examples examples, int column) =>
        Enumerable.Range(0, examples.Count).Select(row => examples.Inputs[(row * examples.InputWidth) + column]);

    private static string[] Keys(Examples examples) => [.. Enumerable.Range(0, examples.Count).Select(row => string.Join(' ', Inputs(examples, row)))];
}

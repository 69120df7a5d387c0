using GrokBench.Models.Tasks;

namespace GrokBench.Models.Tests.Tasks;

public sealed class SpuriousRegressionTests
{
    // NumPy 1.24: numpy.random.seed(s); rand(100, 1) - 0.5, printed with every digit.
    [TestCase(0u, 0, 0.5488135039273248)]
    [TestCase(0u, 1, 0.7151893663724195)]
    [TestCase(0u, 2, 0.6027633760716439)]
    [TestCase(4u, 0, 0.9670298390136767)]
    [TestCase(4u, 2, 0.9726843599648843)]
    [TestCase(4u, 98, 0.6189299266440936)]
    [TestCase(4u, 99, 0.4367662919395132)]
    [TestCase(4294967295u, 0, 0.0976320289940138)]
    [TestCase(4294967295u, 699, 0.008352749376617896)]
    public void Create_NumPysSeed_HasNumPysPoints(uint seed, int point, double number)
    {
        var settings = Table.Choose(new SpuriousRegression(), ("train", 2), ("points", 700), ("seed-offset", 1000));
        var examples = Table.Create(settings, 1000ul + seed).Examples;
        var x = number - 0.5;
        Assert.Multiple(() =>
        {
            Assert.That(examples.Inputs[point * 4], Is.EqualTo(x));
            Assert.That(examples.Inputs[(point * 4) + 1], Is.EqualTo(x * x));
            Assert.That(examples.Inputs[(point * 4) + 2], Is.EqualTo(x * x * x));
            Assert.That(examples.Inputs[(point * 4) + 3], Is.EqualTo(Math.Sin(100 * x)).Within(1e-15));
            Assert.That(examples.Targets[point], Is.EqualTo(0.3 * x));
        });
    }

    [Test]
    public void Create_RandomLabels_ShufflesTheTargetsOnly()
    {
        var settings = Table.Choose(new SpuriousRegression(), ("train", 2));
        var (right, random) = (Table.Create(settings).Examples, Table.Create(settings.With("labels", "random")).Examples);
        Assert.Multiple(() =>
        {
            Assert.That(random.Inputs, Is.EqualTo(right.Inputs));
            Assert.That(random.Targets, Is.EquivalentTo(right.Targets).And.Not.EqualTo(right.Targets));
        });
    }

    [Test]
    public void Check_AsManyTrainingExamplesAsPoints_SaysHowManyThereMayBe()
    {
        var problem = Table.Check(Table.Choose(new SpuriousRegression(), ("train", 100))).Single();
        Assert.That((problem.Setting, problem.Expected), Is.EqualTo(("train", "fewer than the 100 points, so that there is something to test on")));
    }
}

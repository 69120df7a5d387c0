using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tasks.Images;
using GrokBench.Models.Tests.Tasks.Images;

namespace GrokBench.Models.Tests.Tasks;

/// <summary>What models, measures and the runner rely on in every task. A new task joins with a line in <see cref="Samples"/>.</summary>
[TestFixture]
public sealed class TaskContractTests
{
    private static readonly ulong[] Seeds = [0, 1000, 1001, ulong.MaxValue];

    /// <summary>Settings, and the same ones with a larger training set.</summary>
    private static IEnumerable<TestCaseData> Samples()
    {
        yield return Sample("x+y mod 31", Table.Modular("x+y", 31, 0.4), 0.41);
        yield return Sample("x/y mod 31, closed", Table.Modular("x/y", 31, 0.4, ("format", "closed-equation")), 0.9);
        yield return Sample("unordered x*y mod 31", Table.Modular("x*y", 31, 0.4, ("pairs", "unordered")), 400);
        yield return Sample("random labels", Table.Modular("x+y", 31, 0.4, ("labels", "random")), 0.5);
        yield return Sample("outliers", Table.Modular("x+y", 31, 0.4, ("corrupted", 50)), 0.5);
        yield return Sample("S4", Table.Group("x*y", 0.4, ("degree", 4), ("format", "pair")), 0.5);
        yield return Sample("D7", Table.Choose(new GroupTable(), ("group", "dihedral"), ("degree", 7), ("operation", "x*y"), ("train", 0.4)), 0.5);
        yield return Sample("(8, 3) parity", Table.Choose(new SparseParity(), ("bits", 8), ("relevant", 3), ("train", 100), ("target", "class"), ("test", 50)), 101);
        yield return Sample("(40, 3) parity", Table.Choose(new SparseParity(), ("bits", 40), ("relevant", 3), ("train", 200), ("label-noise", 0.2)), 1000);
        yield return Sample("spurious regression", Table.Choose(new SpuriousRegression(), ("train", 2)), 30);
        yield return Sample("spurious regression, random", Table.Choose(new SpuriousRegression(), ("train", 2), ("labels", "random")), 30);
        yield return Sample("linear teacher", Teacher("correct"), 0.5, "ratio");
        yield return Sample("linear teacher, random", Teacher("random"), 0.5, "ratio");
        yield return Sample("interval", Table.Choose(new IntervalClassification(), ("train", 20), ("points", 2000)), 30);
        yield return Sample("interval, random", Table.Choose(new IntervalClassification(), ("train", 20), ("points", 2000), ("labels", "random")), 30);
        yield return Sample("noisy sine", Table.Choose(new NoisySine(), ("train", 50)), 60);
        yield return Sample("teacher-student", Table.Choose(new TeacherStudent(), ("train", 30), ("test", 20)), 60);
        yield return Sample("teacher-student, random", Table.Choose(new TeacherStudent(), ("inputs", 3), ("outputs", 2), ("depth", 1), ("labels", "random")), 160);
        yield return Sample("sums", Table.Choose(new IntegerAddition(), ("train", 20)), 45);
        yield return Sample("sums as classes, random", Table.Choose(new IntegerAddition(), ("elements", 31), ("train", 100), ("target", "classes"), ("labels", "random")), 101);
        yield return Sample("concealed x/y", Table.Choose(new ConcealedModularArithmetic(), ("operation", "x/y"), ("spurious", 10), ("train", 5000), ("test", 5000)), 5001);
        yield return Sample("concealed, random", Table.Choose(new ConcealedModularArithmetic(), ("operation", "x*y*x"), ("spurious", 0), ("labels", "random")), 601);
        yield return Sample("equidistant subclasses", Subclasses("equidistant", 1, 0.2), 120);
        yield return Sample("equivariant subclasses, random", Subclasses("equivariant", 5, 0).With("labels", "random"), 145);
        yield return Sample("digits", Table.Choose(new Digits(), ("pool", "test"), ("train", 100), ("test", 300), ("side", 7), ("label-noise", 0.1)), 150);
        yield return Sample("digits, random", Table.Choose(new Digits(), ("pool", "test"), ("train", 100), ("test", 2000), ("side", 8), ("labels", "random")), 150);
        yield return Sample("digits, balanced", Table.Choose(new Digits(), ("pool", "test"), ("train", 1000), ("test", 500), ("side", 4), ("balanced", true)), 1500);
        yield return SampleOfFiles("mnist", Table.Choose(new Mnist(), ("pool", "test"), ("train", 1000), ("test", 2000), ("side", 14)), 1500);
        yield return Sample("clusters of digits", Clusters(new DigitsSubclassShift()), 450);
        yield return Sample("clusters of digits, random", Clusters(new DigitsSubclassShift()).With("labels", "random").With("factor", 0), 450);
        yield return SampleOfFiles("clusters of MNIST", Clusters(new MnistSubclassShift()), 450);
        yield return Sample("example of the documentation", Table.Choose(new Majority(), ("bits", 9), ("train", 200)), 201);
    }

    [Test]
    public void Samples_OfTheseTests_CoverTheCatalogue() =>
        Assert.That(Samples().Select(sample => ((Choice)sample.Arguments[0]!).Kind.Name), Is.SupersetOf(Catalogue.Tasks.Keys));

    [TestCaseSource(nameof(Samples))]
    public void Check_OfASample_FindsNothing(Choice settings, Choice larger) =>
        Assert.That(Table.Check(settings).Concat(Table.Check(larger)), Is.Empty);

    [TestCaseSource(nameof(Samples))]
    public void Splits_TrainAndTest_CoverTheExamplesOnce(Choice settings, Choice larger)
    {
        foreach (var dataset in Seeds.SelectMany(seed => new[] { Table.Create(settings, seed), Table.Create(larger, seed) }))
        {
            var rows = dataset["train"].Rows.Concat(dataset["test"].Rows);
            Assert.That(rows.Order(), Is.EqualTo(Enumerable.Range(0, dataset.Examples.Count)));
        }
    }

    [TestCaseSource(nameof(Samples))]
    public void Splits_OfALargerTrainingSet_ContainTheSmallerOneLabelsIncluded(Choice settings, Choice larger)
    {
        foreach (var seed in Seeds)
        {
            var (small, large) = (Table.Create(settings, seed), Table.Create(larger, seed));
            Assert.That(large["train"].Rows, Has.Length.GreaterThan(small["train"].Rows.Length));
            Assert.That(large["train"].Rows, Is.SupersetOf(small["train"].Rows));

            // Further examples may follow.
            Assert.That(large.Examples.Tokens.Take(small.Examples.Tokens.Length), Is.EqualTo(small.Examples.Tokens));
            Assert.That(large.Examples.Inputs.Take(small.Examples.Inputs.Length), Is.EqualTo(small.Examples.Inputs));
            Assert.That(large.Examples.Labels.Take(small.Examples.Labels.Length), Is.EqualTo(small.Examples.Labels));
            Assert.That(large.Examples.Targets.Take(small.Examples.Targets.Length), Is.EqualTo(small.Examples.Targets));
        }
    }

    [TestCaseSource(nameof(Samples))]
    public void Create_CalledTwice_GivesTheSameBits(Choice settings, Choice larger)
    {
        var (first, _, second) = (Table.Create(settings, 7), Table.Create(larger, 7), Table.Create(settings, 7));
        Assert.That(second.Checksum(), Is.EqualTo(first.Checksum()));
    }

    [TestCaseSource(nameof(Samples))]
    public void Create_AnotherSeed_TrainsOnOtherExamples(Choice settings, Choice larger)
    {
        Assert.That(Trained(settings, 7), Is.Not.EquivalentTo(Trained(settings, 8)));
        Assert.That(Trained(larger, 7), Is.Not.EquivalentTo(Trained(larger, 8)));

        static string[] Trained(Choice settings, ulong seed)
        {
            var dataset = Table.Create(settings, seed);
            var (tokens, inputs) = (dataset.Examples.TokenWidth, dataset.Examples.InputWidth);
            return
            [
                .. dataset["train"].Rows.Select(row => string.Join(
                    ' ', dataset.Examples.Tokens[(row * tokens)..((row + 1) * tokens)].Select(token => (double)token).Concat(
                        dataset.Examples.Inputs[(row * inputs)..((row + 1) * inputs)]))),
            ];
        }
    }

    [TestCaseSource(nameof(Samples))]
    public void Shape_OfATask_DescribesItsDataset(Choice settings, Choice larger)
    {
        foreach (var choice in new[] { settings, larger })
        {
            var (shape, dataset) = (Table.Shape(choice), Table.Create(choice));
            var examples = dataset.Examples;
            var operands = examples.Tokens.Where((_, i) => shape.OperandColumns.Contains(i % shape.SequenceLength));
            var answers = shape.HasRealTargets ? examples.Targets.Select(target => (double)Math.Sign(target)) : examples.Labels.Where((_, i) => i % shape.LabelCount == 0).Select(label => (double)label);
            var commonest = answers.CountBy(answer => answer).Max(pair => pair.Value);
            Assert.Multiple(() =>
            {
                Assert.That(shape.Splits, Is.EqualTo(dataset.Splits.Select(split => split.Name)));
                Assert.That(shape.Splits.Take(2), Is.EqualTo(new[] { "train", "test" }));
                Assert.That(shape.TrainingExamples, Is.EqualTo(dataset["train"].Rows.Length));
                Assert.That(shape.Examples, Is.EqualTo(examples.Count));
                Assert.That((examples.TokenWidth, examples.LabelWidth), Is.EqualTo((shape.SequenceLength, shape.LabelCount)));
                Assert.That(examples.Tokens, Has.Length.EqualTo(examples.Count * shape.SequenceLength));
                Assert.That(examples.Tokens, Has.All.InRange(0, shape.Vocabulary - 1));
                Assert.That(examples.Labels, Has.Length.EqualTo(examples.Count * shape.LabelCount));
                Assert.That(examples.Labels, Has.All.InRange(0, shape.Outputs - 1));
                Assert.That(operands, Has.All.InRange(0, shape.Operands - 1));
                Assert.That((examples.InputWidth, examples.TargetWidth), Is.EqualTo((shape.InputWidth, shape.HasRealTargets ? shape.Outputs : 0)));
                Assert.That(examples.Inputs, Has.Length.EqualTo(examples.Count * shape.InputWidth));
                Assert.That(examples.Targets, Has.Length.EqualTo(examples.Count * examples.TargetWidth));
                Assert.That(examples.Correctness, Is.EqualTo(shape.Correctness));
                if (double.IsNaN(shape.Chance)) return;
                Assert.That(
                    shape.Chance,
                    Is.EqualTo((double)commonest / examples.Count).Within(1.5 / Math.Sqrt(examples.Count)), "outliers and sampling move it a little");
            });
        }
    }

    private static Choice Teacher(string labels) => Table.Choose(
        new LinearTeacher(), ("inputs", 12), ("outputs", 2), ("ratio", 1.5), ("test", 20), ("tolerance", 1e-3), ("noise", 0.1), ("labels", labels));

    private static Choice Clusters(ITask task) => Table.Choose(
        task, ("pool", "test"), ("clusters", 3), ("sparse", 1), ("factor", 0.2), ("train", 400), ("test", 300), ("side", 7));

    private static Choice Subclasses(string construction, int sparse, double factor) => Table.Choose(
        new SubclassShift(), ("construction", construction), ("noise", 0.1), ("train", 100), ("factor", factor), ("sparse", sparse), ("test", 120));

    /// <summary>Skipped where the files are missing.</summary>
    private static TestCaseData SampleOfFiles(string name, Choice settings, double moreTraining)
    {
        var sample = Sample(name, settings, moreTraining);
        return Skip.Reason(settings) is { } reason ? sample.Ignore(reason) : sample;
    }

    private static TestCaseData Sample(string name, Choice settings, double moreTraining, string setting = "train") =>
        new TestCaseData(settings, settings.With(setting, moreTraining)).SetArgDisplayNames(name);
}

using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;

namespace GrokBench.Models.Tests.Tasks;

public sealed class LinearTeacherTests
{
    private static Choice Settings(params (string Name, SettingValue Value)[] more) =>
        Table.Choose(new LinearTeacher(), [("inputs", 40), ("ratio", 0.5), ("test", 2000), ("tolerance", 1e-3), .. more]);

    [TestCase(0.5, 80)]
    [TestCase(0.9, 44)]
    [TestCase(1.5, 27)]
    [TestCase(60, 1)]
    public void Shape_OfARatio_HasAsManyTrainingExamples(double ratio, int examples) =>
        Assert.That(Table.Shape(Settings(("ratio", ratio))).TrainingExamples, Is.EqualTo(examples));

    [Test]
    public void Check_ARatioWithoutTrainingExamples_SaysWhichIsTheLargest()
    {
        var problem = Table.Check(Settings(("ratio", 100))).Single();
        Assert.That((problem.Setting, problem.Expected), Is.EqualTo(("ratio", "a number that leaves at least one training example, at most 80 with 40 inputs")));
    }

    [Test]
    public void Create_WithoutNoise_HasTargetsThatAreLinearInTheInputs()
    {
        var examples = Table.Create(Settings(("outputs", 3))).Examples;

        // Forty examples determine the map (solved here by elimination); all others must follow it.
        for (var output = 0; output < 3; output++)
        {
            var map = Elimination.Solve(40, (row, column) => examples.Inputs[(row * 40) + column], row => examples.Targets[(row * 3) + output]);
            for (var row = 40; row < examples.Count; row++)
            {
                var expected = Enumerable.Range(0, 40).Sum(i => map[i] * examples.Inputs[(row * 40) + i]);
                Assert.That(examples.Targets[(row * 3) + output], Is.EqualTo(expected).Within(1e-11));
            }
        }
    }

    [TestCase("correct")]
    [TestCase("random")]
    public void Create_Targets_HaveTheVarianceOfATeacher(string labels)
    {
        // Var y = inputs · 1/(2·inputs·outputs) per output; over 60 teachers of 2080 correlated targets each, within a few percent.
        var squares = Enumerable.Range(0, 60).SelectMany(seed => Table.Create(Settings(("outputs", 4), ("labels", labels)), (ulong)seed).Examples.Targets).Average(y => y * y);
        Assert.That(squares, Is.EqualTo(1 / 8.0).Within(0.01));
    }

    [TestCase("correct")]
    [TestCase("random")]
    public void Create_TargetsOfAHiddenLayer_HaveTheVarianceOfTheProduct(string labels)
    {
        // Var y = inputs · hidden · 1/(2·inputs·hidden) · 1/(2·hidden·outputs) = 1/(4·hidden·outputs).
        var squares = Enumerable.Range(0, 60).SelectMany(seed => Table.Create(Settings(("outputs", 4), ("hidden", 10), ("labels", labels)), (ulong)seed).Examples.Targets).Average(y => y * y);
        Assert.That(squares, Is.EqualTo(1 / 160.0).Within(0.0006));
    }

    [Test]
    public void Create_AHiddenLayerOfOneUnit_MakesOutputsProportional()
    {
        var targets = Table.Create(Settings(("outputs", 2), ("hidden", 1))).Examples.Targets;
        var ratio = targets[1] / targets[0];
        for (var row = 1; row < targets.Length / 2; row++) Assert.That(targets[(2 * row) + 1], Is.EqualTo(ratio * targets[2 * row]).Within(1e-12));
    }

    [Test]
    public void Create_Noise_IsAddedToTheTrainingTargetsAlone()
    {
        var (clean, noisy) = (Table.Create(Settings()), Table.Create(Settings(("noise", 0.5))));
        var added = clean["train"].Rows.Select(row => noisy.Examples.Targets[row] - clean.Examples.Targets[row]).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(added.Average(e => e * e), Is.EqualTo(0.25).Within(0.12), "80 draws of variance 0.25, three standard errors");
            Assert.That(clean["test"].Rows.Select(row => noisy.Examples.Targets[row]), Is.EqualTo(clean["test"].Rows.Select(row => clean.Examples.Targets[row])));
        });
    }

    [Test]
    public void Create_ALargerTrainingSet_KeepsTheExamplesOfTheSmallerOne()
    {
        var (small, large) = (Table.Create(Settings(("noise", 0.1))).Examples, Table.Create(Settings(("noise", 0.1), ("ratio", 0.25))).Examples);
        Assert.Multiple(() =>
        {
            Assert.That(large.Inputs.Take(small.Inputs.Length), Is.EqualTo(small.Inputs));
            Assert.That(large.Targets.Take(small.Targets.Length), Is.EqualTo(small.Targets));
        });
    }
}

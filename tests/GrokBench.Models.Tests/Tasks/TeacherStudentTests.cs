using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tests.Tasks;

public sealed class TeacherStudentTests
{
    private static readonly Choice Published = Table.Choose(new TeacherStudent());

    [Test]
    public void Create_PublishedSettings_AreThePapers()
    {
        var dataset = Table.Create(Published);
        Assert.That((dataset.Examples.InputWidth, dataset.Examples.TargetWidth), Is.EqualTo((5, 5)));
        Assert.That((dataset["train"].Rows.Length, dataset["test"].Rows.Length), Is.EqualTo((100, 100)));
        Assert.That(dataset.Examples.Correctness, Is.EqualTo(Correctness.Within(0.001)));
    }

    [Test]
    public void Create_Targets_AreTheTeachersAnswers()
    {
        // The plain reference: weights from the streams that have the layers' names, .NET's own tanh.
        var examples = Table.Create(Published, 1003).Examples;
        for (var row = 0; row < examples.Count; row++)
        {
            var hidden1 = Layer(1, examples.Inputs.AsSpan(row * 5, 5), 100).Select(Math.Tanh).ToArray();
            var hidden2 = Layer(2, hidden1, 100).Select(Math.Tanh).ToArray();
            Assert.That(examples.Targets[(row * 5)..((row + 1) * 5)], Is.EqualTo(Layer(3, hidden2, 5)).Within(1e-13));
        }

        static double[] Layer(int number, ReadOnlySpan<double> x, int units)
        {
            var (weights, biases) = (new RandomStream(1003, $"teacher{number}.weight"), new RandomStream(1003, $"teacher{number}.bias"));
            var (result, bound) = (new double[units], 1 / Math.Sqrt(x.Length));
            for (var unit = 0; unit < units; unit++)
            {
                result[unit] = bound * ((2 * biases.Uniform((ulong)unit)) - 1);
                for (var i = 0; i < x.Length; i++) result[unit] += bound * ((2 * weights.Uniform((ulong)((unit * x.Length) + i))) - 1) * x[i];
            }

            return result;
        }
    }

    [Test]
    public void Create_Inputs_AreStandardNormal()
    {
        var inputs = Table.Create(Published.With("train", 20_000)).Examples.Inputs;

        // Five standard deviations of the mean and of the variance of 100,500 draws.
        Assert.That(inputs.Average(), Is.Zero.Within(0.016));
        Assert.That(inputs.Average(x => x * x), Is.EqualTo(1).Within(0.023));
    }

    [Test]
    public void Create_RandomLabels_AreAnswersToOtherInputs()
    {
        var (correct, random) = (Table.Create(Published.With("train", 5000)).Examples, Table.Create(Published.With("train", 5000).With("labels", "random")).Examples);
        Assert.That(random.Inputs, Is.EqualTo(correct.Inputs));
        for (var output = 0; output < 5; output++)
        {
            double[] Of(Examples examples) => [.. examples.Targets.Where((_, i) => i % 5 == output)];
            var (a, b) = (Of(correct), Of(random));
            Assert.That(b.Average(), Is.EqualTo(a.Average()).Within(0.02), "drawn alike");
            Assert.That(Correlation.Pearson(a, b), Is.Zero.Within(5 / Math.Sqrt(5100)), "independent");
        }
    }

    [TestCase("correct")]
    [TestCase("random")]
    public void Create_MoreTestPoints_LeavesTheTrainingSetAlone(string labels)
    {
        var (few, many) = (Table.Create(Published.With("labels", labels)), Table.Create(Published.With("labels", labels).With("test", 150)));
        double[] Trained(Dataset dataset) => [.. dataset["train"].Rows.SelectMany(row => dataset.Examples.Targets[(row * 5)..((row + 1) * 5)])];
        Assert.That(Trained(many), Is.EqualTo(Trained(few)));
    }

    [Test]
    public void Settings_ToleranceOfZero_IsNotAccepted() => Assert.That(
        () => Published.With("tolerance", 0), Throws.ArgumentException.With.Message.EqualTo("teacher-student.tolerance is 0; expected a number above 0"));
}

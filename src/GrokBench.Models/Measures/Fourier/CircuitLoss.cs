using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures.Tables;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Measures.Fourier;

/// <summary>
/// Cross entropies of a network that learns x + y modulo p with and without the part of its logits in the directions cos(2πk(x + y)/p) and
/// sin(2πk(x + y)/p) of some frequencies k (<see cref="AdditionLogits"/>; Nanda et al. 2023, section 5), over the logits of the p elements.
/// <c>/restricted</c>: that part alone with the mean of each logit, over all pairs;
/// <c>/restricted-test</c>: over the test split. <c>/excluded</c>: all but that part, over the training split; <c>/excluded-test</c>: over
/// the test split. <c>/control</c>: all but the part of as many other frequencies (or of all others, where they are fewer), drawn at
/// random, over the training split. <c>/test-ratio</c>: the run's test loss divided by the restricted loss.
/// </summary>
public abstract class CircuitLoss : NeuralMeasure
{
    private static readonly CrossEntropyLoss Loss = new();

    public override ImmutableArray<string> Series(TrainingSpec spec) =>
    [
        $"{Name}/restricted", $"{Name}/restricted-test", $"{Name}/excluded", $"{Name}/excluded-test",
        $"{Name}/control", $"{Name}/test-ratio",
    ];

    public override double Operations(TrainingSpec spec)
    {
        var published = Published(spec);
        return FrequencyOperations(spec) + AdditionLogits.Operations(spec, published);
    }

    public override long Bytes(TrainingSpec spec, IEngine engine) =>
        FrequencyBytes(spec, engine) + AdditionLogits.Bytes(spec, Published(spec), engine);

    /// <summary>The frequencies, in ascending order.</summary>
    private protected abstract int[] Frequencies(NeuralLearner learner);

    /// <summary>Multiply-adds of <see cref="Frequencies"/>.</summary>
    private protected abstract double FrequencyOperations(TrainingSpec spec);

    /// <summary>Memory of <see cref="Frequencies"/>.</summary>
    private protected abstract long FrequencyBytes(TrainingSpec spec, IEngine engine);

    protected override string? NeuralObstacle(TrainingSpec spec)
    {
        var published = Published(spec);
        if (spec.Loss(Task(spec)).Function is not CrossEntropyLoss) return "the loss is no cross entropy";
        return ModularTable.UnitsObstacle(spec, published) ?? ModularTable.AdditionObstacle(spec, published);
    }

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var frequencies = Frequencies(learner);
        var logits = AdditionLogits.Of(learner);
        var p = learner.Spec.Task.Integer("modulus");
        var rows = PairTap.Rows(learner);
        var pairs = new int[rows.Length];
        for (var pair = 0; pair < rows.Length; pair++) pairs[rows[pair]] = pair;
        int[] train = Pairs("train"), test = Pairs("test"), all = [.. Enumerable.Range(0, rows.Length)];
        var (part, row) = (logits.Part(frequencies), new double[p]);

        (values[0], values[1]) = (Mean(all, Restricted), Mean(test, Restricted));
        (values[2], values[3]) = (Mean(train, Excluded), Mean(test, Excluded));
        part = logits.Part(Control(learner.Spec, frequencies, (p - 1) / 2));
        values[4] = Mean(train, Excluded);
        values[5] = learner.Evaluate("test").Loss / values[0];

        int[] Pairs(string split) => [.. learner.Dataset[split].Rows.Select(example => pairs[example])];

        void Restricted(int pair)
        {
            for (var c = 0; c < p; c++) row[c] = logits.Means[c] + part[(logits.Sum(pair) * p) + c];
        }

        void Excluded(int pair)
        {
            for (var c = 0; c < p; c++) row[c] = logits.Values[(pair * p) + c] - part[(logits.Sum(pair) * p) + c];
        }

        double Mean(int[] over, Action<int> write)
        {
            var (sum, gradient) = (0.0, new double[p]);
            foreach (var pair in over)
            {
                write(pair);
                sum += Loss.Evaluate(row, learner.Dataset.Examples.Labels[rows[pair]], gradient);
            }

            return sum / over.Length;
        }
    }

    /// <summary>As many others as there are frequencies, or all others where these are fewer, in ascending order.</summary>
    private int[] Control(TrainingSpec spec, int[] frequencies, int count)
    {
        int[] others = [.. Enumerable.Range(1, count).Except(frequencies)];
        var drawn = new RandomStream(spec.Seed, $"{Name}/control").Permutation(others.Length);
        return [.. drawn.Take(frequencies.Length).Select(i => others[i]).Order()];
    }
}

using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Measures;

/// <summary>
/// What becomes of the hidden units that make up the sparse sub-network (see <see cref="SparseSubnetwork"/>) at the end of the authors' runs, after 300 epochs
/// (Merrill et al. 2023, section 4): their mean incoming norm and their faithfulness, the share of test inputs that they alone answer as the whole network does
/// now; the same for all other units and for as many units drawn at random; <c>/overlap</c>, the Jaccard index of the set with the equally many units of
/// largest norm now; and <c>/memorising-norm</c>, the norm of their memorising neuron, the unit of largest norm after the first epoch that leaves more than 98 %
/// of the training inputs right (NaN where none does). Which units these are is known from the run's future: a second learner of the same run is trained there
/// first, once for every learner.
/// </summary>
public sealed class GeneralisingSubnetwork : NeuralMeasure
{
    private const int Epochs = 300;

    /// <summary>Accuracy on the training inputs above which the authors call a network memorising.</summary>
    private const double Memorised = 0.98;

    /// <summary>Over which a plan spreads the cost of training the second learner: about as many as a schedule has.</summary>
    private const int Evaluations = 100;

    public override string Name => "generalising-subnetwork";

    public override int Version => 2;

    public override string Summary => "Norm and faithfulness of the units that make up the sparse sub-network after 300 epochs.";

    public override ImmutableArray<string> Series(TrainingSpec spec) =>
    [
        Name, $"{Name}/norm", $"{Name}/complement-norm", $"{Name}/control-norm",
        $"{Name}/faithfulness", $"{Name}/complement-faithfulness", $"{Name}/control-faithfulness", $"{Name}/overlap", $"{Name}/memorising-norm",
    ];

    public override double Operations(TrainingSpec spec)
    {
        var task = Task(spec);
        var training = ((Families.NeuralFamily)spec.Model.Kind).Cost(spec).StepOperations * Steps(spec, task.TrainingExamples);
        return ((double)Parameters(spec).Count * (task.Examples - task.TrainingExamples)) + (training / Evaluations);
    }

    /// <summary>The second learner, and the contributions of all examples: those of the training split are computed beside it.</summary>
    public override long Bytes(TrainingSpec spec, IEngine engine) =>
        ((Families.NeuralFamily)spec.Model.Kind).Needs(spec, engine, threads: 1).Bytes
        + HiddenUnits.Bytes(spec, engine, Task(spec).Examples);

    protected override string? NeuralObstacle(TrainingSpec spec)
    {
        var task = Task(spec);
        if (!spec.Stages.IsEmpty) return "a run with stages has no one end";
        return task.IsOnline ? "an online run has no epochs" : HiddenUnits.Obstacle(Published(spec), task);
    }

    protected override void Evaluate(NeuralLearner learner, Span<double> values)
    {
        var (set, memorising) = learner.Once(Name, Future);
        var units = new HiddenUnits(learner);
        int[] all = [.. Enumerable.Range(0, units.Norms.Length)];
        int[] complement = [.. all.Except(set)];
        int[] control = [.. new RandomStream(learner.Spec.Seed, Name).Permutation(all.Length)[..set.Length].Order()];
        values[0] = set.Length;

        var contributions = units.Contributions(learner.Dataset["test"].Rows);
        var whole = units.Answers(contributions, all);
        foreach (var (i, group) in new[] { set, complement, control }.Index())
        {
            values[1 + i] = MeanNorm(units, group);
            values[4 + i] = (double)units.Answers(contributions, group).Zip(whole).Count(pair => pair.First == pair.Second) / whole.Length;
        }

        var shared = units.ByNorm()[..set.Length].Intersect(set).Count();
        values[7] = (double)shared / ((2 * set.Length) - shared);
        values[8] = memorising is { } neuron ? units.Norms[neuron] : double.NaN;
    }

    /// <summary>Summed in the order of the units; NaN for none.</summary>
    private static double MeanNorm(HiddenUnits units, int[] group)
    {
        var sum = 0.0;
        foreach (var unit in group) sum += units.Norms[unit];
        return sum / group.Length;
    }

    private static long Steps(TrainingSpec spec, int examples) => Epochs * EpochSteps(spec, examples);

    private static long EpochSteps(TrainingSpec spec, int examples)
    {
        var batch = Math.Min(spec.BatchSize ?? examples, examples);
        return (examples + batch - 1) / batch;
    }

    /// <summary>The sparse sub-network of the end, in order of number, and the memorising neuron.</summary>
    private static (int[] Set, int? Memorising) Future(NeuralLearner learner)
    {
        using var twin = learner.Twin();
        var train = learner.Dataset["train"].Rows;
        int? memorising = null;
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            for (var step = EpochSteps(learner.Spec, train.Length); step > 0; step--) twin.Step();
            if (memorising is null && twin.Evaluate("train").Accuracy > Memorised) memorising = new HiddenUnits(twin).ByNorm()[0];
        }

        var units = new HiddenUnits(twin);
        return ([.. units.ByNorm()[..units.Smallest(train).EqualAnswers].Order()], memorising);
    }
}

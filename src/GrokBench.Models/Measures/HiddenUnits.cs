using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Measures;

/// <summary>
/// The units of a network with one hidden layer, one by one: their incoming norms, and what each adds to the decision between two answers. The decision is the
/// output, or with two classes the first minus the second; the answer is whether it is positive. A bias of the output stays in every sub-network.
/// </summary>
internal sealed class HiddenUnits
{
    private const string OutputBias = "output.bias";

    private readonly NeuralLearner learner;
    private readonly double[] weights;
    private readonly double bias;

    public HiddenUnits(NeuralLearner learner)
    {
        this.learner = learner;
        var (parameters, layout) = (learner.Program.Parameters, learner.Program.Graph.Parameters);
        var incoming = Read(MlpGraph.FirstLayerWeight);
        var columns = layout[MlpGraph.FirstLayerWeight].Shape.Columns;
        Norms = new double[columns];
        for (var i = 0; i < incoming.Length; i++) Norms[i % columns] += incoming[i] * incoming[i];
        for (var unit = 0; unit < columns; unit++) Norms[unit] = Math.Sqrt(Norms[unit]);

        weights = Decision(Read(MlpGraph.OutputWeight));
        bias = layout.Slices.Any(slice => slice.Name == OutputBias) ? Decision(Read(OutputBias))[0] : 0;

        double[] Read(string name)
        {
            var values = new double[layout[name].Shape.Count];
            parameters.CopyTo(layout[name].Offset, values);
            return values;
        }

        double[] Decision(double[] values)
        {
            var outputs = layout[MlpGraph.OutputWeight].Shape.Columns;
            return outputs == 1 ? values : [.. values.Chunk(outputs).Select(pair => pair[0] - pair[1])];
        }
    }

    /// <summary>By unit: Euclidean norm of the incoming weights, without the bias.</summary>
    public double[] Norms { get; }

    /// <summary>Why a run has no such units, in a few words; null where it has.</summary>
    public static string? Obstacle(Graph published, TaskShape task)
    {
        var (taps, parameters) = (published.Taps, published.Parameters.Slices);
        if (!taps.TryGetValue(LayerTaps.Hidden(1), out var layer) || taps.ContainsKey(LayerTaps.Hidden(2))
            || !Has(MlpGraph.FirstLayerWeight) || !Has(MlpGraph.OutputWeight))
            return "the model is no network of one hidden layer";
        if (taps.ContainsKey(LayerTaps.Embedding)) return "the hidden layer reads an embedding";
        if (!task.HasSigns && !(task.LabelCount == 1 && task.Outputs == 2)) return "the task has more than two answers";
        return ArraySize.Fits(task.Examples, layer.Shape.Count) ? null : "its hidden layer has too many values in all examples together";

        bool Has(string name) => parameters.Any(slice => slice.Name == name);
    }

    /// <summary>Memory of such units: the observed model, the contributions of some examples, and the weights.</summary>
    public static long Bytes(TrainingSpec spec, IEngine engine, int examples)
    {
        var published = ((NeuralFamily)spec.Model.Kind).Model(spec, ((ITask)spec.Task.Kind).Shape(spec.Task));
        var layout = published.Parameters;
        var (rows, units) = ((long)layout[MlpGraph.FirstLayerWeight].Shape.Rows, (long)layout[MlpGraph.FirstLayerWeight].Shape.Columns);
        return ObservedModel.Bytes(published, spec, engine) + (sizeof(double) * units * (examples + (2 * rows) + 16));
    }

    /// <summary>All units, by falling norm; of equal ones the first one first.</summary>
    public int[] ByNorm() => [.. Enumerable.Range(0, Norms.Length).OrderByDescending(unit => Norms[unit]).ThenBy(unit => unit)];

    /// <summary>rows.Length x units, row-major: activation of the unit times its weight in the decision.</summary>
    public double[] Contributions(int[] rows)
    {
        var values = learner.Observe().Values(LayerTaps.Hidden(1), rows);
        for (var i = 0; i < values.Length; i++) values[i] *= weights[i % weights.Length];
        return values;
    }

    /// <summary>By row: whether the decision of some units alone is positive; summed in their order.</summary>
    public bool[] Answers(double[] contributions, IReadOnlyList<int> units)
    {
        var answers = new bool[contributions.Length / Norms.Length];
        for (var row = 0; row < answers.Length; row++)
        {
            var sum = bias;
            foreach (var unit in units) sum += contributions[(row * Norms.Length) + unit];
            answers[row] = sum > 0;
        }

        return answers;
    }

    /// <summary>
    /// The smallest number of units of largest norm from 1 on that, alone, give each row the answer of them all; and the smallest that answer as many rows rightly.
    /// </summary>
    public (int EqualAnswers, int EqualAccuracy) Smallest(int[] rows)
    {
        var (contributions, order, count) = (Contributions(rows), ByNorm(), Norms.Length);
        var whole = Answers(contributions, order);
        bool[] right = [.. rows.Select(IsPositive)];
        var wholeRight = whole.Zip(right).Count(pair => pair.First == pair.Second);

        var sums = Enumerable.Repeat(bias, rows.Length).ToArray();
        var (equalAnswers, equalAccuracy) = (0, 0);
        for (var k = 1; k <= count && equalAnswers == 0; k++)
        {
            var (differing, accurate) = (0, 0);
            for (var row = 0; row < rows.Length; row++)
            {
                sums[row] += contributions[(row * count) + order[k - 1]];
                if (sums[row] > 0 != whole[row]) differing++;
                if (sums[row] > 0 == right[row]) accurate++;
            }

            if (accurate == wholeRight && equalAccuracy == 0) equalAccuracy = k;
            if (differing == 0) equalAnswers = k;
        }

        return (equalAnswers, equalAccuracy);
    }

    private bool IsPositive(int row)
    {
        var examples = learner.Dataset.Examples;
        return examples.TargetWidth > 0 ? examples.Targets[row] > 0 : examples.Labels[row] == 0;
    }
}

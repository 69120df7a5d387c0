using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.BayesianNetworks;

/// <summary>
/// A network with a mean-field normal posterior, trained on the mean cross-entropy of its batch, with draws of its own for each example
/// and unit, plus the divergence of posterior
/// from prior per training example. <see cref="NeuralLearner.Step"/> returns the cross-entropy alone. Splits are scored at the
/// posterior's means, without draws.
/// </summary>
public sealed class BayesianLearner : NeuralLearner, ITwoTermLearner
{
    private readonly PriorGradient prior;
    private readonly NoisyRoom room;
    private readonly RandomStream draws;
    private readonly double[] values, losses;
    private readonly byte[] correct;
    private readonly double klWeight;
    private readonly int[] train;

    public BayesianLearner(TrainingSpec spec, Dataset dataset, Graph graph, IEngine engine, int threads, Graph? published = null)
        : base(spec, dataset, graph, engine, threads, published)
    {
        prior = new PriorGradient(Program);
        room = new NoisyRoom(dataset.Examples, LargestBatch, graph.NoiseWidth);
        draws = new RandomStream(spec.BatchSeed, "data-fit");
        values = new double[graph.Parameters.Count];
        (losses, correct) = (new double[LargestBatch], new byte[LargestBatch]);
        (klWeight, train) = (spec.Model.Number("kl-weight"), dataset["train"].Rows);
    }

    /// <summary>
    /// Mean cross-entropy over the training split with one draw for each example and unit, which are others at every step: the
    /// expectation under the posterior, with an error that
    /// falls with the number of examples.
    /// </summary>
    public double DataFit
    {
        get
        {
            var total = 0.0;
            for (var start = 0; start < train.Length; start += losses.Length)
            {
                var rows = train.AsSpan(start, Math.Min(losses.Length, train.Length - start));
                var batch = room.Fill(new Batch(Dataset.Examples, rows), draws, ((ulong)Steps * (ulong)train.Length) + (ulong)start);
                Program.Score(batch.Examples, batch.Rows, losses.AsSpan(0, rows.Length), correct.AsSpan(0, rows.Length));
                foreach (var loss in losses.AsSpan(0, rows.Length)) total += loss;
            }

            return total / train.Length;
        }
    }

    /// <summary>
    /// The divergence of all weights and biases from their prior per training example, whatever its weight in the objective.
    /// </summary>
    public double Complexity => Divergence() / train.Length;

    public override NeuralLearner Twin() => new BayesianLearner(Spec, Dataset, Program.Graph, Engine, threads: 1, Published);

    /// <summary>Memory beside that of any neural learner.</summary>
    internal static long Bytes(TrainingSpec spec, Graph graph)
    {
        var task = ((ITask)spec.Task.Kind).Shape(spec.Task);
        var batch = Math.Min(spec.BatchSize ?? task.TrainingExamples, task.TrainingExamples);
        return NoisyRoom.Bytes(batch, (task.DatasetBytes / task.Examples) + sizeof(double) + sizeof(byte), graph.NoiseWidth) + (sizeof(double) * (long)graph.Parameters.Count);
    }

    protected override void CompleteGradient()
    {
        if (klWeight > 0) prior.Add(klWeight / train.Length);
    }

    private double Divergence()
    {
        Program.Parameters.CopyTo(0, values);
        var (slices, total) = (Program.Graph.Parameters.Slices, 0.0);
        foreach (var logStds in slices.Where(PosteriorTensors.HoldsLogStds))
        {
            var means = slices.Single(tensor => tensor.Name == PosteriorTensors.MeansOf(logStds));
            for (var i = 0; i < means.Shape.Count; i++) total += NormalDivergence.FromStandard(values[means.Offset + i], values[logStds.Offset + i]);
        }

        return total;
    }
}

using System.Collections.Immutable;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tasks;
using GrokBench.Tensors;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Learning;

/// <summary>
/// A graph trained by gradient with a chain of update rules. A stage changes data and rules around the same program: it begins with the
/// first update under its settings, so that what is evaluated or saved before still sees those of the stage before.
/// </summary>
public class NeuralLearner : ILearner
{
    private readonly UpdateVectors vectors;
    private readonly ImmutableArray<Part> parts;
    private readonly StageProgress progress;
    private readonly LearnerState state;
    private readonly Func<string, SplitScore> score;
    private Part part;
    private long optimiserStart;
    private readonly Dictionary<string, object> found = new(StringComparer.Ordinal), present = new(StringComparer.Ordinal);
    private ExampleScores scores;
    private long presentChanges;
    private IVector? scratch;
    private IProgram? observing;
    private ObservedModel? observed;
    private bool isPerturbed;

    /// <summary>Compiles the graph and draws its initial parameters from the seed.</summary>
    /// <param name="threads">Most threads a step may ever use; see <see cref="ILearner.Threads"/>.</param>
    /// <param name="published">What the graph was rewritten from; null for the graph itself.</param>
    public NeuralLearner(TrainingSpec spec, Dataset dataset, Graph graph, IEngine engine, int threads, Graph? published = null)
    {
        (Spec, Published, Engine) = (spec, published ?? graph, engine);
        var (data, stages) = (PartData(spec, dataset, graph), spec.Stages);
        LargestBatch = data.Max(each => each.Batches.Largest);
        Program = engine.Compile(graph, spec.Precision, LargestBatch, threads);
        try
        {
            DrawParameters(spec.InitSeed);
            vectors = new UpdateVectors(Program);
            var objective = new Objective(this);
            parts = [.. data.Select(each => new Part(each.Dataset, each.Batches, new Updates(each.Spec.Optimiser, Program, objective, vectors)))];
            foreach (var each in parts) each.Updates.Begin();
            (progress, part, score) = (new StageProgress(stages), parts[0], Evaluate);
            state = new LearnerState([Program.Parameters, .. vectors.Kept], spec.Precision, stages.IsEmpty ? null : progress);
            scores = new ExampleScores(Program, dataset.Examples);
        }
        catch
        {
            // On a device that has no memory left: what was had of it must not stay taken.
            Program.Dispose();
            throw;
        }

        Splits = [.. dataset.Splits.Select(split => split.Name)];
    }

    public TrainingSpec Spec { get; }

    private protected IEngine Engine { get; }

    /// <summary>Examples of the largest batch.</summary>
    private protected int LargestBatch { get; }

    public Dataset Dataset => part.Dataset;

    /// <summary>
    /// The model as it is compiled for training, for measures of its parameters. They change them under <see cref="Perturb"/> alone, and read nodes through <see cref="Observe"/>.
    /// </summary>
    public IProgram Program { get; }

    /// <summary>The model as its family writes it, with the names that it gives to nodes; parameters lie as in <see cref="Program"/>.</summary>
    public Graph Published { get; }

    public long Steps { get; private set; }

    public ImmutableArray<long> StageStarts => progress.Starts;

    /// <summary>A vector for whatever a measure wants to add up; its content is that of the last use. Made on first use, once: programs free no vector.</summary>
    public IVector Scratch => scratch ??= Program.NewVector();

    public int Threads
    {
        get => Program.Threads;
        set => Program.Threads = value;
    }

    public int Stack => Program.Stack;

    public virtual string? Trouble => null;

    public ImmutableArray<string> Splits { get; }

    /// <summary>
    /// Memory beside the program that was compiled and the dataset: the optimiser's vectors and a scratch one, the buffers of the saved state, and what evaluations keep of every example.
    /// </summary>
    /// <param name="updates">What the optimiser takes.</param>
    /// <param name="vectorBytes">What a flat vector takes in the program.</param>
    internal static long Bytes(Graph graph, Precision precision, UpdateNeeds updates, long vectorBytes, int examples)
    {
        var element = precision == Precision.Float32 ? sizeof(float) : sizeof(double);
        var rules = (1 + updates.Vectors) * vectorBytes;
        var saved = (1 + updates.Kept) * element * (long)graph.Parameters.Count;
        return rules + saved + (ExampleScores.BytesPerExample * (long)examples);
    }

    public double Step()
    {
        RequireOwnParameters();
        while (progress.TryBegin(Steps, score)) BeginStage();
        var loss = part.Updates.Step(Steps + 1 - optimiserStart);
        Steps++;
        return loss;
    }

    /// <summary>A learner of the same run at step 0, on one thread: to see where the run gets.</summary>
    public virtual NeuralLearner Twin() => new(Spec, parts[0].Dataset, Program.Graph, Engine, threads: 1, Published);

    /// <summary>
    /// What follows from the run and its present stage alone, whatever the step, found when it is first asked for and kept as long as the stage: measures
    /// keep nothing themselves.
    /// </summary>
    /// <param name="name">Of the measure that asks.</param>
    public T Once<T>(string name, Func<NeuralLearner, T> find)
        where T : notnull
    {
        if (found.TryGetValue(name, out var value)) return (T)value;
        var result = find(this);
        found.Add(name, result);
        return result;
    }

    /// <summary>
    /// What follows from the present parameters, perturbed ones included, found when it is first asked for and kept until they change: what
    /// several measures need of one evaluation.
    /// </summary>
    /// <param name="name">Of what is asked for; small, as no measure counts its memory.</param>
    public T Present<T>(string name, Func<NeuralLearner, T> find)
        where T : notnull
    {
        if (presentChanges != Program.Parameters.Changes) present.Clear();
        presentChanges = Program.Parameters.Changes;
        if (present.TryGetValue(name, out var value)) return (T)value;
        var result = find(this);
        present[name] = result;
        return result;
    }

    /// <summary>
    /// Lets a measure change the parameters until the result is disposed of, which restores their bits and what is known of every
    /// example. Evaluations in between see the changed parameters. Takes memory for a copy of the parameters and for the scores of all
    /// examples.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// They are perturbed already. A step, saving and restoring throw it too, until the end.
    /// </exception>
    public IDisposable Perturb()
    {
        RequireOwnParameters();
        return new Perturbation(this);
    }

    /// <summary>The values and gradients of the model's nodes as it is published. Compiled on first use, and kept as long as the learner.</summary>
    public ObservedModel Observe()
    {
        observing ??= Engine.Compile(Published, Program.Precision, ObservedModel.Block, threads: 1);
        return observed ??= new ObservedModel(Program, observing, Dataset.Examples);
    }

    private void RequireOwnParameters()
    {
        if (isPerturbed) throw new InvalidOperationException("a measure has changed the parameters and not put them back");
    }

    /// <summary>Adds to the program's gradient that of what the objective has beside the mean loss of the batch. Allocates nothing.</summary>
    protected virtual void CompleteGradient()
    {
    }

    private void BeginStage()
    {
        EnterPart();
        if (optimiserStart == Steps) vectors.Clear();
    }

    /// <summary>Makes data and rules those of the stage that has begun last.</summary>
    private void EnterPart()
    {
        optimiserStart = progress.OptimiserStart;
        if (part == parts[progress.Begun]) return;
        part = parts[progress.Begun];
        scores = new ExampleScores(Program, part.Dataset.Examples);
        found.Clear();
        observed?.End();
        observed = null;
    }

    /// <summary>What each part of training trains on: at first the dataset, later one with the same seed where the task has changed.</summary>
    private static ImmutableArray<(TrainingSpec Spec, Dataset Dataset, IBatches Batches)> PartData(TrainingSpec spec, Dataset dataset, Graph graph)
    {
        var (data, task) = (ImmutableArray.CreateBuilder<(TrainingSpec, Dataset, IBatches)>(), spec.Task);
        foreach (var each in spec.Parts)
        {
            if (each.Task != task) dataset = ((ITask)each.Task.Kind).Create(each.Task, each.DataSeed);
            task = each.Task;
            RequireTokens(dataset.Examples, graph.Tokens);
            data.Add((each, dataset, Batches(each, dataset, graph.NoiseWidth)));
        }

        return data.ToImmutable();
    }

    private static IBatches Batches(TrainingSpec spec, Dataset dataset, int noiseWidth)
    {
        IBatches batches = dataset.Fresh is null
            ? new SplitBatches(spec, dataset)
            : new FreshBatches(dataset.Fresh, spec.BatchSize ?? throw new ArgumentException("an online run has no full batch", nameof(spec)));
        return noiseWidth == 0 ? batches : new NoisyBatches(batches, dataset.Examples, noiseWidth, new RandomStream(spec.BatchSeed, "noise"));
    }

    /// <summary>Piece by piece, so that no second copy of a large tensor is made.</summary>
    private void DrawParameters(ulong seed)
    {
        const int piece = 4096;
        Span<double> values = new double[Math.Min(piece, Program.Graph.Parameters.Count)];
        foreach (var slice in Program.Graph.Parameters.Slices)
        {
            for (var first = 0; first < slice.Shape.Count; first += piece)
            {
                var drawn = values[..Math.Min(piece, slice.Shape.Count - first)];
                slice.Draw(seed, first, drawn);
                Program.Parameters.CopyFrom(slice.Offset + first, drawn);
            }
        }
    }

    /// <summary>The graph may have been rewritten in reliance on the tokens that the task promises.</summary>
    private static void RequireTokens(Examples examples, ImmutableArray<TokenRange> ranges)
    {
        for (var i = 0; i < examples.Tokens.Length && !ranges.IsEmpty; i++)
        {
            var (row, column) = Math.DivRem(i, examples.TokenWidth);
            if (column < ranges.Length && !ranges[column].Contains(examples.Tokens[i]))
                throw new ArgumentException(FormattableString.Invariant($"example {row} has token {examples.Tokens[i]} in column {column}, where the task promises {ranges[column]}"));
        }
    }

    public SplitScore Evaluate(string split) => scores.Mean(Dataset[split].Rows);

    /// <summary>Null for sequences of labels, for real targets and for a single output.</summary>
    public int[]? Predict(string split)
    {
        if (Dataset.Examples.LabelWidth != 1) return null;
        var (rows, outputs) = (Dataset[split].Rows, Program.Graph.Output.Shape.Columns);
        if (outputs == 1) return null;
        var values = new double[rows.Length * outputs];
        Program.Forward(Program.Graph.Output, Dataset.Examples, rows, values);
        return [.. Enumerable.Range(0, rows.Length).Select(row => Labels.Largest<double>(values.AsSpan(row * outputs, outputs)))];
    }

    public void Save(Stream destination)
    {
        RequireOwnParameters();
        state.Write(destination, Steps);
    }

    public ImmutableArray<StatePart> StateParts => state.Parts(Updates.TensorsOf(Program), vectors.Names);

    public void Restore(Stream source)
    {
        RequireOwnParameters();
        Steps = state.Read(source);
        EnterPart();
    }

    public void Dispose()
    {
        observed?.End();
        observing?.Dispose();
        Program.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The mean loss of the batch of the next step, and what <see cref="CompleteGradient"/> adds to its gradient.</summary>
    private sealed class Objective(NeuralLearner learner) : IObjective
    {
        public double Differentiate()
        {
            var batch = learner.part.Batches.At(learner.Steps);
            var loss = learner.Program.Differentiate(batch.Examples, batch.Rows);
            learner.CompleteGradient();
            return loss;
        }
    }

    /// <summary>What a program trains with until the next stage.</summary>
    private sealed record Part(Dataset Dataset, IBatches Batches, Updates Updates);

    private sealed class Perturbation : IDisposable
    {
        private readonly NeuralLearner learner;
        private readonly ExampleScores scores;
        private readonly byte[] parameters;
        private bool isOver;

        public Perturbation(NeuralLearner learner)
        {
            (this.learner, scores) = (learner, learner.scores);
            scores.Refresh();
            var program = learner.Program;
            parameters = new byte[program.Parameters.Count * (program.Precision == Precision.Float32 ? sizeof(float) : sizeof(double))];
            program.Parameters.WriteBytes(parameters);
            (learner.scores, learner.isPerturbed) = (new ExampleScores(program, learner.Dataset.Examples), true);
        }

        public void Dispose()
        {
            if (isOver) return;
            isOver = true;
            learner.Program.Parameters.ReadBytes(parameters);
            scores.Keep();
            (learner.scores, learner.isPerturbed) = (scores, false);
        }
    }
}

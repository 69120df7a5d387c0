using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.LinearAlgebra;

namespace GrokBench.Models.GaussianProcesses;

/// <summary>
/// A Gaussian process prior over functions, trained by a chain of update rules on an objective whose gradient is written out. What follows from the parameters (the
/// kernel's factor and so on) is computed once however often it is needed, and is no part of the state.
/// </summary>
public abstract class GaussianProcessLearner : ITwoTermLearner
{
    /// <summary>Examples that are predicted at once.</summary>
    private const int PredictedRows = 512;

    private readonly Updates updates;
    private readonly IFlatVectors vectors;
    private readonly LearnerState state;
    private readonly ImmutableArray<ParameterTensor> tensors;
    private readonly double[] parameters, gradient;

    /// <summary>When what follows from the parameters was computed: their count of changes then.</summary>
    private long computedAt = -1;

    /// <param name="others">Names and counts of what is trained beside the hyperparameters, in order.</param>
    /// <param name="threads">Most threads a step may ever use.</param>
    /// <exception cref="ArgumentException">The dataset holds something that is not a number.</exception>
    private protected GaussianProcessLearner(
        TrainingSpec spec, Dataset dataset, ImmutableArray<(string Name, int Count)> others, IEngine engine, int threads)
    {
        RequireFinite(dataset.Examples.Inputs, dataset.Examples.InputWidth, "input");
        RequireFinite(dataset.Examples.Targets, dataset.Examples.TargetWidth, "target");
        (Spec, Dataset, Algebra) = (spec, dataset, new DenseAlgebra(threads));
        Hyperparameters = new Hyperparameters(spec.Model, dataset.Examples.InputWidth);
        var rows = dataset["train"].Rows;
        Kernel = new RadialBasisKernel(Inputs(rows), dataset.Examples.InputWidth);
        (KernelMatrix, Factor) = (new Matrix(rows.Length, rows.Length), new Matrix(rows.Length, rows.Length));
        tensors = Tensors([.. Hyperparameters.Tensors(spec.Model, dataset.Examples.InputWidth), .. others]);
        parameters = new double[tensors[^1].Offset + tensors[^1].Count];
        gradient = new double[parameters.Length];
        vectors = engine.NewVectors(parameters.Length, Precision.Float64, threads);
        updates = new Updates(spec.Optimiser, vectors, tensors, new StepObjective(this));
        state = new LearnerState([vectors.Parameters, .. updates.Vectors], Precision.Float64);
        Splits = [.. dataset.Splits.Select(split => split.Name)];
    }

    public TrainingSpec Spec { get; }

    public Dataset Dataset { get; }

    public long Steps { get; private set; }

    public int Threads
    {
        get => Algebra.Threads;
        set => (Algebra.Threads, vectors.Threads) = (value, value);
    }

    public int Stack => 1;

    public ImmutableArray<long> StageStarts => [];

    public ImmutableArray<string> Splits { get; }

    public string? Trouble { get; private set; }

    /// <summary>1/ℓ, one for each length scale.</summary>
    public double[] InverseLengthScales()
    {
        Refresh();
        return Array.ConvertAll(Hyperparameters.ReadLengthScales(parameters), length => 1 / length);
    }

    private protected DenseAlgebra Algebra { get; }

    private protected Hyperparameters Hyperparameters { get; }

    private protected RadialBasisKernel Kernel { get; }

    /// <summary>Of the training inputs, without noise or jitter: its lower triangle.</summary>
    private protected Matrix KernelMatrix { get; }

    /// <summary>The Cholesky factor of the kernel matrix with noise and jitter.</summary>
    private protected Matrix Factor { get; }

    private protected int TrainingRows => KernelMatrix.Rows;

    private protected ReadOnlySpan<double> Parameters => parameters;

    private protected double Mean => parameters[Hyperparameters.MeanIndex];

    public double Step()
    {
        var loss = updates.Step(Steps + 1);
        Steps++;
        return loss;
    }

    public SplitScore Evaluate(string split)
    {
        var rows = Dataset[split].Rows;
        Refresh();
        if (Trouble is not null) return new SplitScore(double.NaN, double.NaN);
        var (loss, right) = (0.0, 0);
        for (var start = 0; start < rows.Length; start += PredictedRows)
        {
            var some = rows.AsSpan(start, Math.Min(PredictedRows, rows.Length - start));
            foreach (var (row, prediction) in Predictions(some, split == "train" ? start : null))
            {
                var (exampleLoss, isRight) = Judge(row, prediction);
                loss += exampleLoss;
                right += isRight ? 1 : 0;
            }
        }

        return new SplitScore(loss / rows.Length, HasAccuracy ? (double)right / rows.Length : double.NaN);
    }

    public virtual int[]? Predict(string split) => null;

    /// <summary>Not a number where the kernel has no factor.</summary>
    public double DataFit => Terms().DataFit;

    /// <inheritdoc cref="DataFit"/>
    public double Complexity => Terms().Complexity;

    public void Save(Stream destination) => state.Write(destination, Steps);

    public ImmutableArray<StatePart> StateParts => state.Parts(tensors, updates.VectorNames);

    public void Restore(Stream source) => Steps = state.Read(source);

    public void Dispose()
    {
        DisposeMatrices();
        KernelMatrix.Dispose();
        Factor.Dispose();
        Algebra.Dispose();
        vectors.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a step descends on, and its gradient in the trained numbers; not a number where the kernel has no factor.</summary>
    /// <param name="gradient">As many as there are trained numbers.</param>
    internal double Objective(double[] gradient)
    {
        Refresh();
        Array.Clear(gradient);
        var loss = Trouble is null ? Differentiate(gradient) : double.NaN;
        if (Spec.Model.Word("mean") == "zero") gradient[Hyperparameters.MeanIndex] = 0;
        return loss;
    }

    /// <summary>The trained numbers: hyperparameters, then whatever else there is.</summary>
    internal double[] ReadParameters()
    {
        Refresh();
        return (double[])parameters.Clone();
    }

    internal void SetParameters(ReadOnlySpan<double> values) => vectors.Parameters.CopyFrom(0, values);

    private protected abstract bool HasAccuracy { get; }

    /// <summary>Added to the kernel's diagonal.</summary>
    private protected abstract double Diagonal { get; }

    /// <summary>Sets the parameters from which training starts; to be called at the end of construction.</summary>
    private protected void Start(Action<double[]> initialise)
    {
        Hyperparameters.Initialise(parameters);
        initialise(parameters);
        SetParameters(parameters);
        updates.Begin();
    }

    /// <summary>The kernel matrix and its factor at the present hyperparameters.</summary>
    private void Factorise()
    {
        Kernel.Set(Hyperparameters.ReadLengthScales(parameters), Hyperparameters.ReadScale(parameters));
        Kernel.Fill(KernelMatrix);
        Trouble = KernelFactor.Factorise(Algebra, KernelMatrix, Diagonal, Factor);
    }

    /// <summary>What follows from the factor.</summary>
    private protected abstract void Prepare();

    /// <summary>The objective at the present parameters, and its gradient in the trained numbers.</summary>
    /// <param name="gradient">Zero.</param>
    private protected abstract double Differentiate(double[] gradient);

    private protected abstract (double DataFit, double Complexity) ComputeTerms();

    /// <param name="trainingStart">Where these rows begin in the training split; null for rows of another split.</param>
    private protected abstract IEnumerable<(int Row, Prediction Prediction)> Predictions(ReadOnlySpan<int> rows, int? trainingStart);

    private protected abstract (double Loss, bool IsRight) Judge(int row, Prediction prediction);

    private protected abstract void DisposeMatrices();

    /// <summary>The kernel between training inputs and others: training rows x rows.</summary>
    private protected Matrix Cross(ReadOnlySpan<int> rows)
    {
        var cross = new Matrix(TrainingRows, rows.Length);
        Kernel.Cross(Inputs(rows), cross);
        return cross;
    }

    private (double DataFit, double Complexity) Terms()
    {
        Refresh();
        return Trouble is null ? ComputeTerms() : (double.NaN, double.NaN);
    }

    private double[] Inputs(ReadOnlySpan<int> rows)
    {
        var width = Dataset.Examples.InputWidth;
        var inputs = new double[rows.Length * width];
        for (var i = 0; i < rows.Length; i++) Dataset.Examples.Inputs.AsSpan(rows[i] * width, width).CopyTo(inputs.AsSpan(i * width));
        return inputs;
    }

    private static ImmutableArray<ParameterTensor> Tensors(ImmutableArray<(string Name, int Count)> parts)
    {
        var offset = 0;
        var tensors = ImmutableArray.CreateBuilder<ParameterTensor>();
        foreach (var (name, count) in parts)
        {
            tensors.Add(new(name, offset, new Shape(1, count)));
            offset += count;
        }

        return tensors.ToImmutable();
    }

    private void Refresh()
    {
        if (computedAt == vectors.Parameters.Changes) return;
        vectors.Parameters.CopyTo(0, parameters);
        computedAt = vectors.Parameters.Changes;
        Factorise();
        if (Trouble is null) Prepare();
    }

    private static void RequireFinite(double[] values, int width, string what)
    {
        var bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"example {bad / width} has {values[bad]} as {what} {bad % width}, where a Gaussian process takes finite numbers"));
        }
    }

    private sealed class StepObjective(GaussianProcessLearner learner) : IObjective
    {
        public double Differentiate()
        {
            var loss = learner.Objective(learner.gradient);
            learner.vectors.Gradient.CopyFrom(0, learner.gradient);
            return loss;
        }
    }

    /// <summary>Mean and variance of the function's value at an input.</summary>
    private protected readonly record struct Prediction(double Mean, double Variance);
}

using GrokBench.Models.Kinds;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Tests.Optimisers;

/// <summary>A few parameters under an optimiser, with gradients that the test states.</summary>
internal sealed class UpdateBench : IDisposable
{
    private readonly IFlatVectors vectors;
    private readonly Updates updates;
    private double[] stated = [];
    private long steps;

    /// <param name="gradient">By the parameters; null for what <see cref="Update"/> is told.</param>
    /// <param name="loss">By the parameters; null for none.</param>
    /// <param name="tensors">One of all parameters where none is stated.</param>
    public UpdateBench(
        Choice optimiser, double[] parameters, Func<double[], double[]>? gradient = null, Precision precision = Precision.Float64,
        Func<double[], double>? loss = null, params ParameterTensor[] tensors)
    {
        vectors = Specs.Engine.NewVectors(parameters.Length, precision, threads: 1);
        vectors.Parameters.CopyFrom(0, parameters);
        updates = new Updates(
            optimiser, vectors, tensors.Length > 0 ? [.. tensors] : [new("table", 0, new(1, parameters.Length))],
            new Function(vectors, gradient ?? (_ => stated), loss ?? (_ => 0)));
        updates.Begin();
    }

    public UpdateBench(Choice optimiser, double first, double second)
        : this(optimiser, [first, second])
    {
    }

    public double[] Parameters => Read(vectors.Parameters);

    /// <summary>As the rules have left it.</summary>
    public double[] Gradient => Read(vectors.Gradient);

    /// <summary>One update.</summary>
    /// <param name="gradient">Of all parameters; none where the bench knows it.</param>
    /// <returns>The parameters after it.</returns>
    public double[] Update(params double[] gradient)
    {
        stated = gradient;
        updates.Step(++steps);
        return Parameters;
    }

    public void Dispose() => vectors.Dispose();

    private static double[] Read(IVector vector)
    {
        var values = new double[vector.Count];
        vector.CopyTo(0, values);
        return values;
    }

    private sealed class Function(IFlatVectors vectors, Func<double[], double[]> gradient, Func<double[], double> loss) : IObjective
    {
        public double Differentiate()
        {
            var parameters = Read(vectors.Parameters);
            vectors.Gradient.CopyFrom(0, gradient(parameters));
            return loss(parameters);
        }
    }
}

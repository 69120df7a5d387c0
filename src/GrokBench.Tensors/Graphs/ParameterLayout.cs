using System.Collections.Immutable;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Tensors.Graphs;

/// <summary>Where each trained tensor lies in the flat parameter vector.</summary>
public sealed class ParameterLayout
{
    private ParameterLayout(ImmutableArray<ParameterSlice> slices) => Slices = slices;

    public ImmutableArray<ParameterSlice> Slices { get; }

    /// <summary>Number of trained scalars.</summary>
    public int Count => Slices.IsEmpty ? 0 : Slices[^1].Offset + Slices[^1].Shape.Count;

    /// <exception cref="KeyNotFoundException">No tensor has this name.</exception>
    public ParameterSlice this[string name] =>
        Slices.FirstOrDefault(slice => slice.Name == name)
        ?? throw new KeyNotFoundException($"no parameter is called '{name}'; there are {string.Join(", ", Slices.Select(slice => slice.Name))}");

    internal static ParameterLayout Of(ImmutableArray<Node> nodes)
    {
        var slices = ImmutableArray.CreateBuilder<ParameterSlice>();
        var offset = 0;
        foreach (var node in nodes)
        {
            if (node.Operation is not ParameterOperation parameter) continue;
            slices.Add(new ParameterSlice(parameter.Name, node.Shape, offset, parameter.Initialiser, node.Id));
            offset += node.Shape.Count;
        }

        return new ParameterLayout(slices.ToImmutable());
    }
}

/// <summary>One trained tensor's place in the flat vector.</summary>
/// <param name="Node">Id of the node that declares it.</param>
public sealed record ParameterSlice(string Name, Shape Shape, int Offset, Initialiser Initialiser, int Node)
{
    /// <summary>The tensor's initial values, row-major, from the stream of this seed that has its name; draw i serves element i.</summary>
    public double[] Draw(ulong seed)
    {
        var values = new double[Shape.Count];
        Draw(seed, 0, values);
        return values;
    }

    /// <summary>Some of the initial values.</summary>
    /// <param name="first">The element that the first of <paramref name="values"/> is for.</param>
    public void Draw(ulong seed, int first, Span<double> values)
    {
        if (Initialiser is ComputedInitialiser computed)
        {
            computed.Draw(seed, first, values);
            return;
        }

        var stream = new RandomStream(seed, Name);
        for (var i = 0; i < values.Length; i++)
        {
            var draw = (ulong)(first + i);
            values[i] = Initialiser switch
            {
                ConstantInitialiser constant => constant.Value,
                NormalInitialiser normal => normal.StandardDeviation * stream.Normal(draw),
                UniformInitialiser uniform => uniform.Bound * ((2 * stream.Uniform(draw)) - 1),
                SignInitialiser sign => stream.Below(draw, 2) == 0 ? sign.Size : -sign.Size,
                var other => throw new NotSupportedException($"no draws for {other.GetType().Name}"),
            };
        }
    }
}

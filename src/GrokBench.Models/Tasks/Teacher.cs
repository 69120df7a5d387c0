using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks;

/// <summary>
/// A fixed tanh network in float64 with weights and biases uniform within ±1/√fan-in, as PyTorch starts its linear maps. They are drawn from the data seed, so that
/// a student with the same seed does not start as its teacher.
/// </summary>
internal sealed class Teacher
{
    /// <summary>By layer: one row of fan-in weights per unit, and one bias per unit.</summary>
    private readonly (double[] Weights, double[] Biases)[] layers;

    public Teacher(int inputs, int width, int depth, int outputs, ulong seed)
    {
        int[] sizes = [inputs, .. Enumerable.Repeat(width, depth), outputs];
        layers = [.. Enumerable.Range(0, depth + 1).Select(layer => (
            Uniform(seed, FormattableString.Invariant($"teacher{layer + 1}.weight"), sizes[layer], sizes[layer] * sizes[layer + 1]),
            Uniform(seed, FormattableString.Invariant($"teacher{layer + 1}.bias"), sizes[layer], sizes[layer + 1])))];
    }

    /// <param name="outputs">Overwritten.</param>
    public void Answer(ReadOnlySpan<double> inputs, Span<double> outputs)
    {
        var x = inputs.ToArray();
        for (var layer = 0; layer < layers.Length; layer++)
        {
            var (weights, biases) = layers[layer];
            var next = new double[biases.Length];
            for (var unit = 0; unit < next.Length; unit++)
            {
                var sum = biases[unit];
                for (var i = 0; i < x.Length; i++) sum += weights[(unit * x.Length) + i] * x[i];
                next[unit] = layer < layers.Length - 1 ? SpecialFunctions.Tanh(sum) : sum;
            }

            x = next;
        }

        x.CopyTo(outputs);
    }

    private static double[] Uniform(ulong seed, string name, int fanIn, int count)
    {
        var (stream, bound) = (new RandomStream(seed, name), 1 / Math.Sqrt(fanIn));
        return [.. Enumerable.Range(0, count).Select(i => bound * ((2 * stream.Uniform((ulong)i)) - 1))];
    }
}

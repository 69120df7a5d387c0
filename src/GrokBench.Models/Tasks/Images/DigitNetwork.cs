using GrokBench.Tensors.LinearAlgebra;
using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks.Images;

/// <summary>
/// A small classifier of digits whose hidden units are taken as features: 14 x 14 pixels, 64 ReLU units, ten outputs, in float64. Plain stochastic gradient descent on the cross
/// entropy, one image after the other, for two epochs. A function of the images alone: its seed is fixed. Nothing is
/// written to once it is trained, so that runs share it.
/// </summary>
internal sealed class DigitNetwork
{
    public const int Features = 64;

    private const int Side = 14, Inputs = Side * Side, Epochs = 2;
    private const double Rate = 0.02;
    private const ulong Seed = 0;

    private readonly ImageScale scale = new(Side);
    private readonly double[] hidden = Uniform("digit-network/hidden", Inputs, Features), hiddenBias = new double[Features];
    private readonly double[] output = Uniform("digit-network/output", Features, ImagePool.Classes), outputBias = new double[ImagePool.Classes];

    public DigitNetwork(ImagePool pool)
    {
        var order = new RandomStream(Seed, "digit-network/order");
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            foreach (var image in order.Permutation(pool.Count, (ulong)epoch * (ulong)pool.Count)) Learn(pool, image);
        }
    }

    /// <summary>The hidden units before the ReLU. After it, a unit that few images of a digit reach would set these few apart from all others.</summary>
    public double[] Of(ImagePool pool, int image) => Sums(Pixels(pool, image));

    /// <summary>The digit with the largest output.</summary>
    public int Answer(ImagePool pool, int image)
    {
        var outputs = Outputs(Positive(Of(pool, image)));
        return Array.IndexOf(outputs, outputs.Max());
    }

    private double[] Pixels(ImagePool pool, int image)
    {
        var pixels = new double[Inputs];
        scale.Write(pool.Image(image), pixels);
        return pixels;
    }

    private double[] Sums(double[] pixels)
    {
        var sums = new double[Features];
        for (var j = 0; j < Features; j++) sums[j] = hiddenBias[j] + DenseVector.Dot(hidden.AsSpan(j * Inputs, Inputs), pixels);
        return sums;
    }

    private static double[] Positive(double[] sums) => [.. sums.Select(sum => Math.Max(0, sum))];

    private double[] Outputs(double[] units)
    {
        var outputs = new double[ImagePool.Classes];
        for (var c = 0; c < outputs.Length; c++) outputs[c] = outputBias[c] + DenseVector.Dot(output.AsSpan(c * Features, Features), units);
        return outputs;
    }

    private void Learn(ImagePool pool, int image)
    {
        var pixels = Pixels(pool, image);
        var units = Positive(Sums(pixels));
        var (outputs, errors) = (Outputs(units), new double[Features]);
        var (largest, sum) = (outputs.Max(), 0.0);
        for (var c = 0; c < outputs.Length; c++)
        {
            outputs[c] = SpecialFunctions.Exp(outputs[c] - largest);
            sum += outputs[c];
        }

        for (var c = 0; c < outputs.Length; c++)
        {
            var error = (outputs[c] / sum) - (c == pool.Labels[image] ? 1 : 0);
            var weights = output.AsSpan(c * Features, Features);
            DenseVector.AddScaled(error, weights, errors);
            DenseVector.AddScaled(-Rate * error, units, weights);
            outputBias[c] -= Rate * error;
        }

        for (var j = 0; j < Features; j++)
        {
            if (units[j] == 0) continue;
            DenseVector.AddScaled(-Rate * errors[j], pixels, hidden.AsSpan(j * Inputs, Inputs));
            hiddenBias[j] -= Rate * errors[j];
        }
    }

    private static double[] Uniform(string name, int fanIn, int count)
    {
        var (stream, bound) = (new RandomStream(Seed, name), 1 / Math.Sqrt(fanIn));
        return [.. Enumerable.Range(0, fanIn * count).Select(i => bound * ((2 * stream.Uniform((ulong)i)) - 1))];
    }
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.GaussianProcesses;

/// <summary>
/// The head of the flat parameter vector of a Gaussian process: raw length scales (one, or one per input dimension), raw output scale, constant mean. What they stand for
/// follows by the transform that was chosen.
/// </summary>
internal sealed class Hyperparameters
{
    private readonly PositiveTransform transform;
    private readonly double[] initialLengthScales;
    private readonly double initialScale;

    /// <param name="settings">With those of <see cref="KernelSettings"/>.</param>
    public Hyperparameters(Choice settings, int dimensions)
    {
        transform = PositiveTransform.Named(settings.Word("transform"));
        initialLengthScales = Enumerable.Repeat(settings.Number("length-scale"), LengthScaleCount(settings, dimensions)).ToArray();
        initialScale = settings.Number("output-scale");
    }

    public int LengthScales => initialLengthScales.Length;

    public int Count => LengthScales + 2;

    public int MeanIndex => LengthScales + 1;

    public static ImmutableArray<(string Name, int Count)> Tensors(Choice settings, int dimensions) =>
        [("length-scale", LengthScaleCount(settings, dimensions)), ("output-scale", 1), ("mean", 1)];

    /// <summary>How many length scales there are.</summary>
    public static int LengthScaleCount(Choice settings, int dimensions) => settings.Word("length-scales") == "shared" ? 1 : dimensions;

    /// <summary>Writes the initial raw values; the mean starts at 0.</summary>
    public void Initialise(Span<double> parameters)
    {
        for (var d = 0; d < LengthScales; d++) parameters[d] = transform.Raw(initialLengthScales[d]);
        parameters[LengthScales] = transform.Raw(initialScale);
        parameters[MeanIndex] = 0;
    }

    public double[] ReadLengthScales(ReadOnlySpan<double> parameters)
    {
        var values = new double[LengthScales];
        for (var d = 0; d < values.Length; d++) values[d] = transform.Value(parameters[d]);
        return values;
    }

    public double ReadScale(ReadOnlySpan<double> parameters) => transform.Value(parameters[LengthScales]);

    /// <summary>From a gradient in the logarithms of length scales and output scale to one in the raw numbers.</summary>
    public void ToRaw(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        for (var i = 0; i <= LengthScales; i++) gradient[i] *= transform.Slope(parameters[i]) / transform.Value(parameters[i]);
    }
}

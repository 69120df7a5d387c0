using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks;

/// <summary>Writes examples of one <see cref="SparseParity"/> task.</summary>
internal sealed class ParityRows(Choice settings)
{
    private const int WordBits = 64;

    private readonly int bits = settings.Integer("bits"), relevant = settings.Integer("relevant"), spurious = settings.Integer("spurious");
    private readonly bool signs = settings.Word("values") == "sign", normal = settings.Word("spurious-values") == "normal";
    private readonly bool classes = settings.Word("target") == "class";

    public bool RandomLabels { get; } = settings.Word("labels") == "random";

    public double Noise { get; } = settings.Number("label-noise");

    /// <summary>Input coordinates that are bits; the others are normal numbers.</summary>
    public int BitCount => normal ? bits : bits + spurious;

    public bool HasNormalInputs => normal && spurious > 0;

    /// <summary>64-bit words that an example's bits take.</summary>
    public int Words => (BitCount + WordBits - 1) / WordBits;

    private int InputWidth => bits + spurious;

    public Examples Room(int count, bool isRefilled = false) => new()
    {
        Count = count,
        IsRefilled = isRefilled,
        InputWidth = InputWidth,
        Inputs = new double[count * InputWidth],
        LabelWidth = classes ? 1 : 0,
        Labels = new int[classes ? count : 0],
        TargetWidth = classes ? 0 : 1,
        Targets = new double[classes ? 0 : count],
        Correctness = classes ? null : Correctness.SameSign,
    };

    /// <summary>Writes one row.</summary>
    /// <param name="words">The example's bits, lowest first.</param>
    /// <param name="draws">Streams of the part of the data that the row belongs to.</param>
    /// <param name="index">Of the row in its part.</param>
    /// <param name="noisy">Whether label noise acts on it.</param>
    /// <returns>Whether the noise turned the label over.</returns>
    public bool Write(Examples examples, int row, ReadOnlySpan<ulong> words, ParityDraws draws, long index, bool noisy)
    {
        var inputs = examples.Inputs.AsSpan(row * InputWidth, InputWidth);
        var parity = 0;
        for (var i = 0; i < BitCount; i++)
        {
            var bit = (int)(words[i / WordBits] >> (i % WordBits)) & 1;
            inputs[i] = signs ? 1 - (2 * bit) : bit;
            if (i < relevant) parity ^= bit;
        }

        for (var i = BitCount; i < InputWidth; i++) inputs[i] = draws.Spurious.Normal(((ulong)index * (ulong)spurious) + (ulong)(i - BitCount));
        if (RandomLabels) parity = draws.Labels.Below((ulong)index, 2);
        var turned = noisy && Noise > 0 && draws.Noise.Uniform((ulong)index) < Noise;
        if (turned) parity ^= 1;
        if (classes) examples.Labels[row] = parity;
        else examples.Targets[row] = 1 - (2 * parity);
        return turned;
    }
}

/// <summary>The random streams of one part of the data.</summary>
/// <param name="part">"train", "test" or "fresh".</param>
internal readonly struct ParityDraws(ulong seed, string part)
{
    public RandomStream Bits { get; } = new(seed, $"{part}-bits");

    public RandomStream Spurious { get; } = new(seed, $"{part}-spurious");

    public RandomStream Labels { get; } = new(seed, $"{part}-labels");

    public RandomStream Noise { get; } = new(seed, $"{part}-noise");
}

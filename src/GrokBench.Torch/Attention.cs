using GrokBench.Tensors.Graphs;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>The operations of attention, on values as <see cref="Interpreter"/> has them: runs x examples (one for what is shared) x rows x columns.</summary>
internal static class Attention
{
    /// <param name="hidden">True where a key is out of a query's sight (queries x keys); null where all are seen.</param>
    /// <returns>Rows x keys·heads; column j·heads + h belongs to key j and head h.</returns>
    public static Tensor Weights(AttentionWeightsOperation attention, Tensor query, Tensor key, Tensor? hidden)
    {
        var keys = Split(key, attention.Blocks, attention.Heads);
        var scores = Split(query, attention.Blocks, attention.Heads).matmul(keys.transpose(-1, -2)).mul(Scalars.Of(attention.Scale));
        if (hidden is not null) scores = scores.masked_fill(hidden, Scalars.Of(double.NegativeInfinity));

        // Runs x examples x blocks x heads x queries x keys -> ... blocks x queries x keys x heads.
        return Merge(scores.softmax(-1).permute(0, 1, 2, 4, 5, 3));
    }

    public static Tensor Mix(AttentionMixOperation mix, Tensor weights, Tensor value, Tensor? bias)
    {
        var mixed = mix.Summed ? weights.matmul(value) : MixHeads(mix, weights, value);
        return bias is null ? mixed : mixed.Plus(bias);
    }

    /// <summary>Each head's columns through rows of a matrix of its own; neither belongs to an example.</summary>
    public static Tensor HeadLinear(int heads, Tensor x, Tensor weight)
    {
        var (runs, rows, width) = (x.shape[0], x.shape[2], x.shape[3] / heads);
        var products = x.reshape(runs, rows, heads, width).transpose(1, 2).matmul(weight.reshape(weight.shape[0], heads, width, -1));
        return products.transpose(1, 2).reshape(runs, 1, rows * heads, -1);
    }

    private static Tensor MixHeads(AttentionMixOperation mix, Tensor weights, Tensor value)
    {
        var values = Split(value, mix.Blocks, mix.Heads);
        var keys = values.shape[4];
        var shares = weights.reshape(weights.shape[0], weights.shape[1], mix.Blocks, -1, keys, mix.Heads).permute(0, 1, 2, 5, 3, 4);
        return Merge(shares.matmul(values).transpose(3, 4));
    }

    /// <summary>Runs x examples x blocks x heads x rows of a block x columns of a head.</summary>
    private static Tensor Split(Tensor x, int blocks, int heads) => x.reshape(x.shape[0], x.shape[1], blocks, -1, heads, x.shape[^1] / heads).transpose(3, 4);

    /// <summary>From runs x examples x blocks x rows x two dimensions that make the columns.</summary>
    private static Tensor Merge(Tensor x) => x.reshape(x.shape[0], x.shape[1], x.shape[2] * x.shape[3], x.shape[4] * x.shape[5]);
}

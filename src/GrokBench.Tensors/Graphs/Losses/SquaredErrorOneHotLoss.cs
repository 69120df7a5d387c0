namespace GrokBench.Tensors.Graphs;

/// <summary>Squared difference to the one-hot vector of the label, mean over the outputs.</summary>
public sealed record SquaredErrorOneHotLoss : LabelLoss
{
    public override string Key => "SquaredErrorOneHot";

    public override double Evaluate(ReadOnlySpan<double> outputs, int label, Span<double> gradient)
    {
        var squares = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var difference = outputs[i] - (i == label ? 1 : 0);
            squares += difference * difference;
            gradient[i] = 2 * difference / outputs.Length;
        }

        return squares / outputs.Length;
    }
}

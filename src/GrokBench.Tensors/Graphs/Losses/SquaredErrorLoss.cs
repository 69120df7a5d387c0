namespace GrokBench.Tensors.Graphs;

/// <summary>Squared difference to the example's real targets, mean over the outputs.</summary>
public sealed record SquaredErrorLoss : RealTargetLoss
{
    public override string Key => "SquaredError";

    public override double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient)
    {
        var squares = 0.0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var difference = outputs[i] - targets[i];
            squares += difference * difference;
            gradient[i] = 2 * difference / outputs.Length;
        }

        return squares / outputs.Length;
    }
}

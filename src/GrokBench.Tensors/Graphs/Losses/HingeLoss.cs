namespace GrokBench.Tensors.Graphs;

/// <summary>max(0, 1 − y·f). At a margin of exactly 1 the derivative is 0.</summary>
public sealed record HingeLoss : MarginLoss
{
    public override string Key => "Hinge";

    /// <summary>NaN is no margin that is kept: it reaches the loss.</summary>
    public override double Evaluate(double margin, out double slope)
    {
        var lack = 1 - margin;
        var isKept = lack <= 0;
        slope = isKept ? 0 : -1;
        return isKept ? 0 : lack;
    }
}

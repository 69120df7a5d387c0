using GrokBench.Tensors.Maths;

namespace GrokBench.Tensors.Graphs;

/// <summary>Minus the log of the softmax probability of the label, natural logarithm.</summary>
public sealed record CrossEntropyLoss : LabelLoss
{
    public override string Key => "CrossEntropy";

    public override double Evaluate(ReadOnlySpan<double> outputs, int label, Span<double> gradient)
    {
        var (largest, sum) = (double.NegativeInfinity, 0.0);
        foreach (var output in outputs) largest = Math.Max(largest, output);
        for (var i = 0; i < outputs.Length; i++) sum += gradient[i] = SpecialFunctions.Exp(outputs[i] - largest);
        for (var i = 0; i < outputs.Length; i++) gradient[i] /= sum;
        gradient[label]--;
        return SpecialFunctions.Log(sum) - (outputs[label] - largest);
    }
}

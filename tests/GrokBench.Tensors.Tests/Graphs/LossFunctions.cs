using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Tests.Graphs;

/// <summary>Every loss function of the library, found by looking, and each once more without the kernel that it may have.</summary>
internal static class LossFunctions
{
    public static IEnumerable<LossFunction> All => typeof(LossFunction).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && typeof(LossFunction).IsAssignableFrom(type))
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => (LossFunction)Activator.CreateInstance(type)!);

    public static IEnumerable<LossFunction> ByRow => All.Select(Plain);

    public static IEnumerable<LossFunction> WithAndWithoutKernel => All.Concat(ByRow);

    /// <summary>The same function, which no kernel is of.</summary>
    public static LossFunction Plain(LossFunction function) => function switch
    {
        LabelLoss loss => new PlainLabelLoss(loss),
        RealTargetLoss loss => new PlainRealTargetLoss(loss),
        MarginLoss loss => new PlainMarginLoss(loss),
        _ => throw new ArgumentException($"{function} compares with nothing that is known", nameof(function)),
    };

    private sealed record PlainLabelLoss(LabelLoss Function) : LabelLoss
    {
        public override string Key => $"{Function} by row";

        public override double Evaluate(ReadOnlySpan<double> outputs, int label, Span<double> gradient) =>
            Function.Evaluate(outputs, label, gradient);
    }

    private sealed record PlainRealTargetLoss(RealTargetLoss Function) : RealTargetLoss
    {
        public override string Key => $"{Function} by row";

        public override double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient) =>
            Function.Evaluate(outputs, targets, gradient);
    }

    private sealed record PlainMarginLoss(MarginLoss Function) : MarginLoss
    {
        public override string Key => $"{Function} by row";

        public override double Evaluate(double margin, out double slope) => Function.Evaluate(margin, out slope);
    }
}

#!/usr/bin/env -S dotnet run
#:project ../../src/GrokBench.Runner/GrokBench.Runner.csproj
#:property Version=1.0.0

// A loss beside its suite: dotnet run smoothed.cs -- bench smoothed.yaml
using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Losses;
using GrokBench.Models.Tasks;
using GrokBench.Runner;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Maths;

return GrokBenchProgram.Run(args, typeof(LabelSmoothing).Assembly);

/// <summary>Cross-entropy against a label that keeps most of the probability and shares out the rest (Szegedy et al. 2016).</summary>
internal sealed class LabelSmoothing : ILoss
{
    public string Name => "label-smoothing";

    public int Version => 1;

    public string Summary => "Cross-entropy against 1 - share at the label plus share spread evenly over all classes.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("share", SettingType.Number(0, 1), null, "Probability that is spread; 0 is cross-entropy."),
    ];

    public LossFunction Function(Choice settings, TaskShape task) => new Smoothed(settings.Number("share"));

    private sealed record Smoothed(double Share) : LabelLoss
    {
        public override string Key => FormattableString.Invariant($"label smoothing {Share}");

        public override double Evaluate(ReadOnlySpan<double> outputs, int label, Span<double> gradient)
        {
            var (largest, sum) = (double.NegativeInfinity, 0.0);
            foreach (var output in outputs) largest = Math.Max(largest, output);
            for (var i = 0; i < outputs.Length; i++) sum += gradient[i] = SpecialFunctions.Exp(outputs[i] - largest);
            var (loss, log) = (0.0, SpecialFunctions.Log(sum));
            for (var i = 0; i < outputs.Length; i++)
            {
                var wanted = (Share / outputs.Length) + (i == label ? 1 - Share : 0);
                loss += wanted * (log - (outputs[i] - largest));
                gradient[i] = (gradient[i] / sum) - wanted;
            }

            return loss;
        }
    }
}

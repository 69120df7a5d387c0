using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Losses;

/// <summary>Squared near the target and linear far from it (Huber 1964).</summary>
public sealed class Huber : ILoss
{
    public string Name => "huber";

    public int Version => 1;

    public string Summary => "d²/2 of a difference d up to the threshold t, t·(|d| - t/2) beyond, mean over outputs.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("threshold", SettingType.Number(0, leastExcluded: true), 1, "t, in units of the targets."),
    ];

    public LossFunction Function(Choice settings, TaskShape task) => new Differences(settings.Number("threshold"));

    private sealed record Differences(double Threshold) : RealTargetLoss
    {
        public override string Key => FormattableString.Invariant($"huber {Threshold}");

        public override double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient)
        {
            var sum = 0.0;
            for (var i = 0; i < outputs.Length; i++)
            {
                var difference = outputs[i] - targets[i];
                var near = Math.Clamp(difference, -Threshold, Threshold);
                sum += near * (difference - (near / 2));
                gradient[i] = near / outputs.Length;
            }

            return sum / outputs.Length;
        }
    }
}

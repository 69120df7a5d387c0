using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>Sum over some elements of the product of two vectors, in float64.</summary>
internal sealed class DotCommand(int run, int left, int right, int start, int count) : Command(run)
{
    public override object Key { get; } = (left, right, start, count);

    public double Result { get; private set; }

    public override void Execute(StackMemory memory, IReadOnlyList<Command> group)
    {
        var products = memory.Part(left, start, count).to(ScalarType.Float64).mul(memory.Part(right, start, count).to(ScalarType.Float64));
        var sums = Library.ToArray<double>(products.sum(1));
        foreach (var command in group.Cast<DotCommand>()) command.Result = sums[command.Run];
    }
}

#!/usr/bin/env -S dotnet run
#:project ../../src/GrokBench.Runner/GrokBench.Runner.csproj
#:property Version=1.0.0

// A task beside its suite: dotnet run majority.cs -- bench majority.yaml
using System.Collections.Immutable;
using System.Numerics;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Runner;
using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

return GrokBenchProgram.Run(args, typeof(MajorityVote).Assembly);

/// <summary>Are most of n bits set? All 2^n inputs, one token per bit.</summary>
internal sealed class MajorityVote : ITask
{
    public string Name => "majority-vote";

    public int Version => 1;

    public string Summary => "Whether most of n bits are set.";

    public ImmutableArray<Setting> Settings { get; } =
    [
        new("bits", SettingType.Integer(3, 15), null, "n, the length of an input; odd."),
        new("train", SettingType.Integer(1), null, "Training examples; the rest of the 2^n inputs is the test split."),
    ];

    public IEnumerable<SettingProblem> Check(Choice settings)
    {
        var (bits, train) = (settings.Integer("bits"), settings.Integer("train"));
        if (bits % 2 == 0) yield return new("bits", "an odd number, so that there is no tie");
        if (train >= 1 << bits) yield return new("train", FormattableString.Invariant($"fewer than {1 << bits}, the number of inputs"));
    }

    public TaskShape Shape(Choice settings)
    {
        var bits = settings.Integer("bits");
        return new TaskShape
        {
            SequenceLength = bits,
            Vocabulary = 2,
            OperandColumns = [.. Enumerable.Range(0, bits)],
            Operands = 2,
            Outputs = 2,
            TrainingExamples = settings.Integer("train"),
            Examples = 1 << bits,
            Chance = 0.5,
            Splits = ["train", "test"],
        };
    }

    public Dataset Create(Choice settings, ulong seed)
    {
        var (bits, train) = (settings.Integer("bits"), settings.Integer("train"));
        var count = 1 << bits;
        var examples = new Examples
        {
            Count = count,
            TokenWidth = bits,
            Tokens = [.. Enumerable.Range(0, count * bits).Select(i => (i / bits) >> (i % bits) & 1)],
            LabelWidth = 1,
            Labels = [.. Enumerable.Range(0, count).Select(row => 2 * BitOperations.PopCount((uint)row) > bits ? 1 : 0)],
        };

        // A prefix of one permutation: the split of a larger training set contains that of a smaller one.
        var order = new RandomStream(seed, "split").Permutation(count);
        return new Dataset(examples, [new Split("train", order[..train]), new Split("test", order[train..])]);
    }
}

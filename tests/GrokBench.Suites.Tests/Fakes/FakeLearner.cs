using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;

namespace GrokBench.Suites.Tests.Fakes;

/// <summary>
/// Three coupled logistic maps: chaotic, so that one lost or repeated step changes every later bit. Accuracies rise with the steps alone: train is
/// s / (s + 5), test is s / (s + 50).
/// </summary>
public sealed class FakeLearner : ILearner
{
    private readonly FakeFamily family;
    private readonly int divergeAt;
    private readonly double[] state;

    public FakeLearner(FakeFamily family, ulong seed, int divergeAt)
    {
        (this.family, this.divergeAt) = (family, divergeAt);
        state = [0.1 + (0.01 * seed) + family.Shift, 0.2, 0.3];
    }

    public long Steps { get; private set; }

    public int Threads
    {
        get => family.Threads;
        set => family.Threads = value;
    }

    public int Stack => family.Stack;

    public Dataset? Dataset { get; init; }

    public ImmutableArray<string> Splits => ["train", "test"];

    /// <summary>First component of the state, for measures.</summary>
    public double First => state[0];

    public double Step()
    {
        family.Stepping?.Invoke(Steps);
        var loss = Steps >= divergeAt ? double.NaN : state[0];
        for (var i = 0; i < state.Length; i++)
        {
            var mixed = (0.9 * state[i]) + (0.1 * state[(i + 1) % state.Length]);
            state[i] = 3.9 * mixed * (1 - mixed);
        }

        Steps++;
        return loss;
    }

    public SplitScore Evaluate(string split) => split switch
    {
        "train" => new SplitScore(Steps >= divergeAt ? double.NaN : state[1], Steps / (Steps + 5.0)),
        "test" => new SplitScore(state[2], Steps / (Steps + 50.0)),
        _ => throw new KeyNotFoundException(split),
    };

    public void Save(Stream destination)
    {
        using var writer = new BinaryWriter(destination, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Steps);
        foreach (var value in state) writer.Write(value);
    }

    public void Restore(Stream source)
    {
        using var reader = new BinaryReader(source, System.Text.Encoding.UTF8, leaveOpen: true);
        if (source.Length != 8 + (8 * state.Length)) throw new InvalidDataException("not a state of three maps");
        Steps = reader.ReadInt64();
        for (var i = 0; i < state.Length; i++) state[i] = reader.ReadDouble();
    }

    public void Dispose()
    {
    }
}

using GrokBench.Tensors;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Learning;

/// <summary>Room for some examples beside standard normal draws, to be filled again and again.</summary>
internal sealed class NoisyRoom
{
    private readonly Examples room;
    private readonly int[] rows;

    /// <param name="pattern">Examples as wide as those that will come.</param>
    /// <param name="size">Examples that there is room for.</param>
    /// <param name="width">Draws per example.</param>
    public NoisyRoom(Examples pattern, int size, int width)
    {
        room = new Examples
        {
            Count = size,
            IsRefilled = true,
            TokenWidth = pattern.TokenWidth,
            Tokens = new int[size * pattern.TokenWidth],
            InputWidth = pattern.InputWidth,
            Inputs = new double[size * pattern.InputWidth],
            NoiseWidth = width,
            Noise = new double[size * width],
            LabelWidth = pattern.LabelWidth,
            Labels = new int[size * pattern.LabelWidth],
            TargetWidth = pattern.TargetWidth,
            Targets = new double[size * pattern.TargetWidth],
            Correctness = pattern.Correctness,
        };
        rows = [.. Enumerable.Range(0, size)];
    }

    /// <summary>Memory of such a room.</summary>
    /// <param name="exampleBytes">Of an example without its draws.</param>
    public static long Bytes(int size, long exampleBytes, int width) => size * (exampleBytes + sizeof(int) + (sizeof(double) * (long)width));

    /// <summary>Copies a batch and draws numbers for it.</summary>
    /// <param name="first">The examples' draws are those from <paramref name="first"/> times the width on.</param>
    /// <returns>The copy, valid until the next call.</returns>
    public Batch Fill(Batch batch, RandomStream draws, ulong first)
    {
        var source = batch.Examples;
        for (var i = 0; i < batch.Rows.Length; i++)
        {
            var row = batch.Rows[i];
            Copy(source.Tokens, room.Tokens, source.TokenWidth, row, i);
            Copy(source.Inputs, room.Inputs, source.InputWidth, row, i);
            Copy(source.Labels, room.Labels, source.LabelWidth, row, i);
            Copy(source.Targets, room.Targets, source.TargetWidth, row, i);
        }

        var (count, start) = (batch.Rows.Length * room.NoiseWidth, first * (ulong)room.NoiseWidth);
        for (var i = 0; i < count; i++) room.Noise[i] = draws.Normal(start + (ulong)i);
        return new Batch(room, rows.AsSpan(0, batch.Rows.Length));
    }

    private static void Copy<T>(T[] source, T[] target, int width, int from, int to) => source.AsSpan(from * width, width).CopyTo(target.AsSpan(to * width, width));
}

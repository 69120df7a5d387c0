using System.Collections.Immutable;
using System.Security.Cryptography;
using GrokBench.Tensors;

namespace GrokBench.Models.Tasks;

/// <summary>Examples and the named parts they fall into.</summary>
/// <param name="Splits">A split may be part of another (<c>test-unmirrored</c> of <c>test</c>).</param>
public sealed record Dataset(Examples Examples, ImmutableArray<Split> Splits)
{
    /// <summary>What of an online run's examples the checksum covers.</summary>
    private const int ProbeBatch = 32, ProbeStep = 1;

    /// <summary>What training takes its batches from instead of the train split, which then only serves to be scored; null where it trains on that.</summary>
    public IFreshExamples? Fresh { get; init; }

    /// <exception cref="KeyNotFoundException">There is no such split.</exception>
    public Split this[string name] =>
        Splits.FirstOrDefault(split => split.Name == name)
        ?? throw new KeyNotFoundException($"no split is called '{name}'; there are {string.Join(", ", Splits.Select(split => split.Name))}");

    /// <summary>
    /// SHA-256 (64 hexadecimal digits, lower case) over the examples' counts, widths and arrays and the splits' names and rows, all
    /// little-endian; where every step draws new examples, then over those of a step of 32. A change under the same settings and seed means a new version of the task.
    /// </summary>
    public string Checksum()
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        using (var writer = new BinaryWriter(stream))
        {
            Write(writer, Examples);
            writer.Write(Splits.Length);
            foreach (var split in Splits)
            {
                writer.Write(split.Name);
                Write(writer, split.Rows.Length, split.Rows);
            }

            if (Fresh?.NewBatch(ProbeBatch) is { } batch)
            {
                Fresh.Draw(ProbeStep, batch);
                Write(writer, batch);
            }
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static void Write(BinaryWriter writer, Examples examples)
    {
        writer.Write(examples.Count);
        Write(writer, examples.TokenWidth, examples.Tokens);
        Write(writer, examples.InputWidth, examples.Inputs);
        Write(writer, examples.LabelWidth, examples.Labels);
        Write(writer, examples.TargetWidth, examples.Targets);
    }

    private static void Write(BinaryWriter writer, int width, int[] values)
    {
        writer.Write(width);
        foreach (var value in values) writer.Write(value);
    }

    private static void Write(BinaryWriter writer, int width, double[] values)
    {
        writer.Write(width);
        foreach (var value in values) writer.Write(double.IsNaN(value) ? double.NaN : value);
    }
}

/// <summary>A named part of a dataset.</summary>
/// <param name="Rows">Indices of the examples, in order. May be empty, where nothing fits the name; a score over it is NaN.</param>
public sealed record Split(string Name, int[] Rows);

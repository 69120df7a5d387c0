using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace GrokBench.Suites.Records;

/// <summary>
/// <c>curve.csv</c>: a header, then one line <c>step,series,value</c> per evaluation and series, by step and then by name (ordinal). Values have the shortest
/// digits that give the same bits back; <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> are written so. Lines end with a line feed in every culture.
/// </summary>
internal static class CurveFile
{
    private const string Header = "step,series,value";

    public static byte[] Write(Curve curve)
    {
        var text = new StringBuilder(Header).Append('\n');
        for (var i = 0; i < curve.Steps.Length; i++)
        {
            foreach (var (name, values) in curve.Series)
            {
                text.Append(CultureInfo.InvariantCulture, $"{curve.Steps[i]},{name},{values[i]:R}\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <exception cref="InvalidDataException">The text is not such a file.</exception>
    public static Curve Read(byte[] bytes)
    {
        // Before the text is taken apart: what is no curve may be long.
        var header = Encoding.UTF8.GetBytes(Header + "\n");
        if (!bytes.AsSpan().StartsWith(header)) throw new InvalidDataException($"the first line is not '{Header}'");
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        if (lines[^1].Length > 0) throw new InvalidDataException("the last line is cut off");

        // One block of lines per step; the first block names the series.
        var rows = lines[1..^1].Select(Parse).ToArray();
        var names = rows.TakeWhile(row => row.Step == rows[0].Step).Select(row => row.Series).ToArray();
        if (names.Distinct().Count() != names.Length) throw new InvalidDataException("a series appears twice at the first step");
        var builder = new CurveBuilder(names);
        foreach (var block in rows.Chunk(Math.Max(1, names.Length)))
        {
            if (block[0].Step <= builder.LastStep || block.Any(row => row.Step != block[0].Step) || !block.Select(row => row.Series).SequenceEqual(names))
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"step {block[0].Step} does not have the series of the first step"));
            }

            builder.Add(block[0].Step, block.ToDictionary(row => row.Series, row => row.Value));
        }

        return builder.ToCurve();
    }

    /// <summary>The steps alone, ascending: without the series, a tenth of the work.</summary>
    /// <exception cref="InvalidDataException">The text is not such a file.</exception>
    public static ImmutableArray<long> ReadSteps(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith(Encoding.UTF8.GetBytes(Header + "\n"))) throw new InvalidDataException($"the first line is not '{Header}'");
        var steps = ImmutableArray.CreateBuilder<long>();
        for (ReadOnlySpan<byte> rest = bytes.AsSpan(Header.Length + 1); !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0) throw new InvalidDataException("the last line is cut off");
            if (!Utf8Parser.TryParse(rest[..end], out long step, out var digits) || rest[digits] != ',' || (steps.Count > 0 && step < steps[^1]))
                throw new InvalidDataException("a line is not 'step,series,value', or a step is lower than the one before");
            if (steps.Count == 0 || step > steps[^1]) steps.Add(step);
            rest = rest[(end + 1)..];
        }

        return steps.ToImmutable();
    }

    private static (long Step, string Series, double Value) Parse(string line, int index)
    {
        var first = line.IndexOf(',', StringComparison.Ordinal);
        var last = line.LastIndexOf(',');
        return first < last
            && long.TryParse(line.AsSpan(0, first), NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            && double.TryParse(line.AsSpan(last + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? (step, line[(first + 1)..last], value)
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"line {index + 2} is not 'step,series,value'"));
    }
}

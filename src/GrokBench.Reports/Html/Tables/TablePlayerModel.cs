using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GrokBench.Reports.Html.Tables;

/// <summary>What a page carries of a table that is learnt.</summary>
/// <param name="Data">JSON, safe inside a script element.</param>
/// <param name="Csv">The shares of every step, and each frequency's part of the hidden units' variance.</param>
/// <param name="Left">Steps that were left out to keep the page small.</param>
public sealed record TablePlayerModel(LearntTable Table, string Data, string Csv, int Left)
{
    /// <summary>Whether hidden units have frequencies.</summary>
    public bool HasFrequencies => !Table.Steps[0].Spectrum.IsEmpty;

    /// <summary>Every second step is left out until the rest fits, but never the first and the last.</summary>
    /// <param name="limit">Characters of <see cref="Data"/>.</param>
    public static TablePlayerModel Of(LearntTable table, int limit)
    {
        var kept = table;
        while (Json(kept) is { Length: var length } && length > limit && kept.Steps.Length > 2)
        {
            var last = kept.Steps.Length - 1;
            kept = kept with { Steps = [.. kept.Steps.Where((_, i) => i == last || (i % 2 == 0 && i != last - 1))] };
        }

        return new(kept, Json(kept), Numbers(table), table.Steps.Length - kept.Steps.Length);
    }

    private static string Json(LearntTable table)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("elements", table.Elements);
            json.WriteStartArray("parts");
            foreach (var (i, part) in table.Parts.Index())
            {
                json.WriteStartObject();
                if (i == 0 || !part.Expected.SequenceEqual(table.Parts[i - 1].Expected)) json.WriteBase64String("expected", part.Expected.AsSpan());
                json.WriteBase64String("trained", Bits(part.Trained));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("steps");
            foreach (var step in table.Steps)
            {
                json.WriteStartObject();
                json.WriteNumber("step", step.Step);
                json.WriteNumber("part", step.Part);
                json.WriteBase64String("answers", step.Answers.AsSpan());
                json.WriteString("units", step.Units);
                json.WriteString("spectrum", step.SpectrumText);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Eight to a byte, the first the lowest.</summary>
    private static byte[] Bits(ImmutableArray<bool> values)
    {
        var bytes = new byte[(values.Length + 7) / 8];
        foreach (var (i, value) in values.Index())
        {
            if (value) bytes[i / 8] |= (byte)(1 << (i % 8));
        }

        return bytes;
    }

    private static string Numbers(LearntTable table)
    {
        var text = new StringBuilder("seed,step,trained,others");
        for (var k = 1; k <= table.Steps[0].Spectrum.Length; k++) text.Append(CultureInfo.InvariantCulture, $",frequency {k}");
        foreach (var step in table.Steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{table.Seed},{step.Step},{step.Trained:G5},{step.Others:G5}");
            foreach (var share in step.Spectrum) text.Append(CultureInfo.InvariantCulture, $",{share:G4}");
        }

        return text.Append('\n').ToString();
    }
}

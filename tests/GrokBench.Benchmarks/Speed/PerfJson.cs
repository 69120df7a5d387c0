using System.Text.Encodings.Web;
using System.Text.Json;

namespace GrokBench.Benchmarks.Speed;

/// <summary>The table as machines read it. Times are milliseconds per step; <c>rounds</c> of both sides were taken in turns.</summary>
internal static class PerfJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(string path, Machine machine, IEnumerable<Row> rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var content = new
        {
            Engine = Cases.Engine.Identity.ToString(),
            Machine = machine,
            Cases = rows.Select(row => new
            {
                row.Case.Name,
                row.Case.Title,
                row.Case.Note,
                row.Case.Threads,
                row.Case.Bar,
                row.Case.InProcessorTime,
                row.Ours,
                row.Other,
                row.Ratio,
                row.RatioOfFastest,
                row.Met,
            }),
        };
        File.WriteAllText(path, JsonSerializer.Serialize(content, Options) + "\n");
    }
}

using System.Globalization;
using System.Text;
using GrokBench.Tensors.Engines;

namespace GrokBench.Torch.Tests;

/// <summary>The worst difference that was seen of each operation or family, as a table of Markdown for docs/gpu.md.</summary>
/// <param name="title">Of the first column.</param>
internal sealed class ParityTable(string title)
{
    private readonly SortedDictionary<string, Dictionary<Precision, double>> worst = new(StringComparer.Ordinal);

    public void Add(string name, Precision precision, double difference)
    {
        if (!worst.TryGetValue(name, out var row)) worst.Add(name, row = []);
        row[precision] = Math.Max(row.GetValueOrDefault(precision), difference);
    }

    /// <summary>Writes the table beside the tests' other results.</summary>
    public void Write(string file)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"| {title} | float64 | float32 |").AppendLine("|---|---|---|");
        foreach (var (name, row) in worst) text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Cell(row, Precision.Float64)} | {Cell(row, Precision.Float32)} |");
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, file);
        File.WriteAllText(path, text.ToString());
        TestContext.AddTestAttachment(path);
    }

    private static string Cell(Dictionary<Precision, double> row, Precision precision) =>
        row.TryGetValue(precision, out var difference) ? difference.ToString("0.0e+00", CultureInfo.InvariantCulture) : "";
}

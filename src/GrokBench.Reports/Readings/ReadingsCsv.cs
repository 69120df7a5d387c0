using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace GrokBench.Reports.Readings;

/// <summary>
/// <c>readings.csv</c>: a header, then a row per reading, in the order of suites and claims. Numbers have the shortest digits that give
/// the same bits back; an open end is
/// empty, an infinite value <c>inf</c> or <c>-inf</c>. Lines end with a line feed in every culture.
/// </summary>
public static class ReadingsCsv
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    private static readonly string[] Columns = ["suite", "claim", "part", "cell", "seed", "quantity", "low", "high", "run", "digest", "engine"];

    public static void Write(TextWriter text, IEnumerable<ReadingRow> rows)
    {
        using var csv = new CsvWriter(text, Format, leaveOpen: true);
        foreach (var column in Columns) csv.WriteField(column);
        csv.NextRecord();
        foreach (var row in rows)
        {
            csv.WriteField(row.Suite);
            csv.WriteField(row.Claim);
            csv.WriteField(row.Part);
            csv.WriteField(row.Cell);
            csv.WriteField(row.Seed);
            csv.WriteField(row.Quantity);
            csv.WriteField(double.IsNegativeInfinity(row.Low) ? "" : Number(row.Low));
            csv.WriteField(double.IsPositiveInfinity(row.High) ? "" : Number(row.High));
            csv.WriteField(row.Run);
            csv.WriteField(row.Digest);
            csv.WriteField(row.Engine);
            csv.NextRecord();
        }
    }

    /// <exception cref="InvalidDataException">The text is not such a file. The message names the line.</exception>
    public static ImmutableArray<ReadingRow> Read(TextReader text)
    {
        using var csv = new CsvReader(text, Format);
        try
        {
            if (!csv.Read() || !csv.ReadHeader() || !csv.HeaderRecord!.SequenceEqual(Columns)) throw new InvalidDataException($"the columns are not {string.Join(", ", Columns)}");
            var rows = ImmutableArray.CreateBuilder<ReadingRow>();
            while (csv.Read())
            {
                rows.Add(new ReadingRow(
                    Field(0), Field(1), csv.GetField<int>(2), Field(3), csv.GetField<ulong>(4), Field(5),
                    End(Field(6), double.NegativeInfinity), End(Field(7), double.PositiveInfinity), Field(8), Field(9), Field(10)));
            }

            return rows.ToImmutable();
        }
        catch (Exception exception) when (exception is CsvHelperException or FormatException)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"line {csv.Parser.RawRow} is not a reading"), exception);
        }

        string Field(int column) => csv.GetField(column) ?? "";
    }

    private static string Number(double value) => double.IsInfinity(value) ? (value > 0 ? "inf" : "-inf") : value.ToString("R", CultureInfo.InvariantCulture);

    private static double End(string text, double open) => text switch
    {
        "" => open,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}

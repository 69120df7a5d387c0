using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using GrokBench.Reports.Judging;

namespace GrokBench.Reports.Versions;

/// <summary>
/// <c>verdicts.csv</c> of a reference: a header, then a row per estimate of each claim, and one row with empty numbers for a claim that has
/// none; in the order of suites and claims. An undefined value and an open end are empty, a claim without a verdict has an empty one.
/// </summary>
public static class VerdictsCsv
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    private static readonly string[] Columns = ["suite", "claim", "verdict", "estimate", "value", "low", "high"];

    public static void Write(TextWriter text, IEnumerable<SuiteSnapshot> suites)
    {
        using var csv = new CsvWriter(text, Format, leaveOpen: true);
        foreach (var column in Columns) csv.WriteField(column);
        csv.NextRecord();
        foreach (var (suite, claim) in suites.SelectMany(suite => suite.Claims, (suite, claim) => (suite.Name, claim)))
        {
            foreach (var estimate in claim.Estimates.Select(estimate => (EstimateSnapshot?)estimate).DefaultIfEmpty())
            {
                csv.WriteField(suite);
                csv.WriteField(claim.Id);
                csv.WriteField(claim.Verdict is { } verdict ? VerdictWord.Of(verdict) : "");
                csv.WriteField(estimate?.Label ?? "");
                csv.WriteField(Number(estimate?.Value));
                csv.WriteField(Number(estimate?.Low));
                csv.WriteField(Number(estimate?.High));
                csv.NextRecord();
            }
        }
    }

    /// <summary>Claims by suite.</summary>
    /// <exception cref="InvalidDataException">The text is not such a file. The message names the line.</exception>
    public static ILookup<string, ClaimSnapshot> Read(TextReader text)
    {
        using var csv = new CsvReader(text, Format);
        try
        {
            if (!csv.Read() || !csv.ReadHeader() || !csv.HeaderRecord!.SequenceEqual(Columns)) throw new InvalidDataException(
                $"the columns are not {string.Join(", ", Columns)}");
            var rows = new List<(string Suite, string Claim, Verdict? Verdict, EstimateSnapshot? Estimate)>();
            while (csv.Read()) rows.Add((Field(0), Field(1), VerdictWord.Parse(Field(2)), Estimate()));
            return rows.GroupBy(row => (row.Suite, row.Claim)).ToLookup(
                claim => claim.Key.Suite,
                claim => new ClaimSnapshot(
                    claim.Key.Claim, claim.First().Verdict, [.. claim.Select(row => row.Estimate).OfType<EstimateSnapshot>()]),
                StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is CsvHelperException or FormatException)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"line {csv.Parser.RawRow} is not a verdict"),
                exception);
        }

        EstimateSnapshot? Estimate() => Field(3).Length == 0
            ? null
            : new EstimateSnapshot(Field(3), End(Field(4), double.NaN), End(Field(5), double.NegativeInfinity),
                End(Field(6), double.PositiveInfinity));

        string Field(int column) => csv.GetField(column) ?? "";
    }

    private static string Number(double? value) => value is { } number && double.IsFinite(number)
        ? number.ToString("R", CultureInfo.InvariantCulture) : "";

    private static double End(string text, double missing) => text.Length == 0 ? missing
        : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

using Parquet.Serialization;

namespace GrokBench.Reports.Readings;

/// <summary><c>readings.parquet</c>: the rows of <see cref="ReadingsCsv"/> with types; an open end is null.</summary>
public static class ReadingsParquet
{
    public static Task WriteAsync(Stream file, IEnumerable<ReadingRow> rows) => ParquetSerializer.SerializeAsync(rows.Select(Row.Of), file);

    public static async Task<IReadOnlyList<ReadingRow>> ReadAsync(Stream file)
    {
        var rows = await ParquetSerializer.DeserializeAsync<Row>(file).ConfigureAwait(false);
        return [.. rows.Data.Select(row => row.ToReading())];
    }

    /// <summary>The file's columns, named as those of the text.</summary>
#pragma warning disable IDE1006 // Column names are those of readings.csv.
    internal sealed class Row
    {
        public string suite { get; set; } = "";

        public string claim { get; set; } = "";

        public int part { get; set; }

        public string cell { get; set; } = "";

        public long seed { get; set; }

        public string quantity { get; set; } = "";

        public double? low { get; set; }

        public double? high { get; set; }

        public string run { get; set; } = "";

        public string digest { get; set; } = "";

        public string engine { get; set; } = "";

        public static Row Of(ReadingRow row) => new()
        {
            suite = row.Suite,
            claim = row.Claim,
            part = row.Part,
            cell = row.Cell,
            seed = checked((long)row.Seed),
            quantity = row.Quantity,
            low = double.IsNegativeInfinity(row.Low) ? null : row.Low,
            high = double.IsPositiveInfinity(row.High) ? null : row.High,
            run = row.Run,
            digest = row.Digest,
            engine = row.Engine,
        };

        public ReadingRow ToReading() => new(
            suite, claim, part, cell, (ulong)seed, quantity, low ?? double.NegativeInfinity, high ?? double.PositiveInfinity, run, digest, engine);
    }
#pragma warning restore IDE1006
}

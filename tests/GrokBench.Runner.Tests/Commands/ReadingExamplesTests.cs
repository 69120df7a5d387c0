using System.ComponentModel;
using System.Diagnostics;
using DuckDB.NET.Data;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>
/// The examples of docs/records.md that read a result folder without this program, on a folder of the tiny suite: two cells of two seeds each and a
/// shared one.
/// </summary>
public sealed class ReadingExamplesTests
{
    private const string Folder = "results/ci";

    private Invocation bench = null!;

    [OneTimeSetUp]
    public void Train()
    {
        bench = new Invocation();
        Assert.That(bench.Run("bench", Invocation.TinySuite), Is.Zero, bench.Errors);
    }

    [OneTimeTearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Page_EachExample_HasFiveLinesAtMost() =>
        Assert.That(Blocks().Where(block => block.Text.Contains(Folder, StringComparison.Ordinal)).Select(block => block.Text.Trim().Split('\n').Length), Has.Exactly(5).Items.And.All.AtMost(5));

    [Test]
    public void Python_StandardLibrary_ReadsRunsRecordAndCurve()
    {
        var printed = Run("python3", "-c", Example("python", "import csv"));

        Assert.That(printed, Does.Match(@"^same 0 None 400 modular-arithmetic \(400, \d"), "the first complete run of the last cell, in the order of the table");
    }

    [Test]
    public void Python_Pandas_CountsByCell()
    {
        if (Start("python3", "-c", "import pandas").Code != 0) Assert.Ignore("skipped: python3 on the path has no pandas");
        var printed = Run("python3", "-c", Example("python", "import pandas"));

        Assert.That(printed, Does.Match(@"tiny\s+addition\[task\.train=0\.6\]\s+2\s+0\s").And.Match(@"\n300\s+[\d.]"));
    }

    [Test]
    public void R_CountsByCell()
    {
        var printed = Run("Rscript", "-e", Example("r", "read.csv"));

        Assert.That(printed, Does.Contain("addition[task.train=0.6]").And.Contain("test.accuracy"));
    }

    [Test]
    public void DuckDb_CountsByCellAndJoinsCurves()
    {
        var results = Query(Example("sql", "read_csv"));

        Assert.That(results, Has.Count.EqualTo(2));
        Assert.That(results[0].Select(row => string.Join(' ', row.Split(' ')[..4])), Is.EqualTo(["tiny addition[task.train=0.6] 2 0", "tiny addition[task.train=0.7] 2 0", "tiny same 2 0"]));
        Assert.That(results[1], Has.Length.GreaterThan(100).And.All.Match(@"^\S+ \d+ \d+ \d"));
    }

    /// <summary>Of three cells with two seeds each, no seed generalises: two known ends of t_mem in each, none of t_gen, whose lower end is the last step.</summary>
    [Test]
    public void DuckDb_ReadsTheReadings()
    {
        var rows = Query(Example("sql", "readings.parquet").Replace("'nanda-2023'", "'tiny'", StringComparison.Ordinal)).Single();

        Assert.That(rows.Where(row => row.StartsWith("t_gen ", StringComparison.Ordinal)), Is.EqualTo(
            ["t_gen addition[task.train=0.6] 300 0 2", "t_gen addition[task.train=0.7] 300 0 2", "t_gen same 400 0 2"]));
        Assert.That(rows.Where(row => row.StartsWith("t_mem ", StringComparison.Ordinal)), Has.Exactly(3).Items.And.All.EndsWith(" 2 2"));
    }

    /// <summary>The rows of every SELECT, their values separated by blanks.</summary>
    private static List<string[]> Query(string statements)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var results = new List<string[]>();
        foreach (var statement in statements.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            using var reader = command.ExecuteReader();
            var rows = new List<string>();
            while (reader.Read()) rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))));
            if (statement.StartsWith("SELECT", StringComparison.Ordinal)) results.Add([.. rows]);
        }

        return results;
    }

    /// <returns>What it printed.</returns>
    private static string Run(string program, params string[] arguments)
    {
        var (code, output, errors) = Start(program, arguments);
        Assert.That(code, Is.Zero, errors);
        return output;
    }

    private static (int Code, string Output, string Errors) Start(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.Result);
        }
        catch (Win32Exception)
        {
            Assert.Ignore($"skipped: {program} is not on the path");
            throw;
        }
    }

    /// <summary>The example of a language that holds some text, on the folder that was trained.</summary>
    private string Example(string language, string holds) =>
        Blocks().Single(block => block.Language == language && block.Text.Contains(holds, StringComparison.Ordinal)).Text.Replace(Folder, bench.Out, StringComparison.Ordinal);

    /// <summary>The code of the page.</summary>
    private static IEnumerable<(string Language, string Text)> Blocks() =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "records.md")).Split("```")
            .Where((_, i) => i % 2 == 1).Select(block => (block[..block.IndexOf('\n', StringComparison.Ordinal)], block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..]));
}

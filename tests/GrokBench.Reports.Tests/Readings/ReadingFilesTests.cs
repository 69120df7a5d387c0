using System.Globalization;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Reports.Quantities;
using GrokBench.Reports.Readings;
using GrokBench.Reports.Tests.Judging;

namespace GrokBench.Reports.Tests.Readings;

/// <summary>The table goes through its files unchanged, and verdicts follow from what was read back.</summary>
public sealed class ReadingFilesTests
{
    private static readonly ReadingRow[] Rows =
    [
        new("s", "C1", 0, "a[task.operation=x^2+xy+y^2,task.train=0.4]", 3, "t_gen", 1.0 / 3, 1.0 / 3, "00ff", "ab", "cpu-4-0"),
        new("s", "C1", 1, "a", 3, "highest step loss over its running median of 20 intervals, from start to end", 400, double.PositiveInfinity, "00ff", "ab", "cpu-4-0"),
        new("s", "", 0, "b", ulong.MaxValue / 4, "phase", double.NegativeInfinity, double.PositiveInfinity, "00fe", "ac", "cpu-4-0"),
        new("s", "", 0, "b", 0, "a \"quoted\"\nname", double.NegativeInfinity, 0.1, "00fe", "ac", "cpu-4-0"),
        new("s", "", 0, "c", 0, "loss", double.PositiveInfinity, double.PositiveInfinity, "00fd", "ad", "cpu-4-0"),
        new("s", "", 0, "c", 0, "log loss", double.NegativeInfinity, double.NegativeInfinity, "00fd", "ad", "cpu-4-0"),
    ];

    [Test]
    [SetCulture("ru-RU")]
    public void Csv_WrittenAndRead_IsTheSame()
    {
        var text = new StringWriter(CultureInfo.CurrentCulture);
        ReadingsCsv.Write(text, Rows);

        Assert.That(ReadingsCsv.Read(new StringReader(text.ToString())), Is.EqualTo(Rows));
        Assert.That(text.ToString().Split('\n')[2], Is.EqualTo("s,C1,1,a,3,\"highest step loss over its running median of 20 intervals, from start to end\",400,,00ff,ab,cpu-4-0"));
    }

    [TestCase("suite,claim\n")]
    [TestCase("suite,claim,part,cell,seed,quantity,low,high,run,digest,engine\ns,C1,first,a,3,t_gen,1,1,0,0,cpu\n")]
    [TestCase("suite,claim,part,cell,seed,quantity,low,high,run,digest,engine\ns,C1,0,a,3,t_gen,much,1,0,0,cpu\n")]
    public void Csv_OfSomethingElse_IsRefused(string text) =>
        Assert.That(() => ReadingsCsv.Read(new StringReader(text)), Throws.TypeOf<InvalidDataException>());

    [Test]
    public async Task Parquet_WrittenAndRead_IsTheSame()
    {
        using var file = new MemoryStream();
        await ReadingsParquet.WriteAsync(file, Rows);
        file.Position = 0;

        Assert.That(await ReadingsParquet.ReadAsync(file), Is.EqualTo(Rows));
    }

    [Test]
    public void Decide_FromTheFile_AsFromTheRuns()
    {
        var bench = new Bench().Sweep("a", (0.4, Bench.Gen(310, 240, 520, null, 400)), (0.5, [.. Bench.Gen(200, 130, 160, 170), Outcomes.Absent]));
        var suite = bench.Suite(
            Bench.Claim(new ThresholdCheck(Bench.Of("a"), new EventStep("t_gen"), new EventStep("t_mem"), 10, null)) with { Id = "C1" },
            Bench.Claim(new OrderedCheck(Bench.Of("a"), new EventStep("t_gen"), "task.train", Increasing: false)) with { Id = "C2" },
            Bench.Claim(new AllCheck([new PhaseCheck(Bench.Of("a"), [Suites.Runs.Phase.Grokking]), new NeverCheck(Bench.Of("a", 0.4), new EventStep("t_gen"), Bench.Of("a", 0.5))])) with { Id = "C3" });
        var table = SuiteReadings.Of(suite, bench.Results());
        var text = new StringWriter(CultureInfo.InvariantCulture);
        ReadingsCsv.Write(text, table.Rows);

        var fromFile = Judge.Decide(suite, new ReadingTable(ReadingsCsv.Read(new StringReader(text.ToString()))), _ => 1);

        var direct = Judge.Decide(suite, table, _ => 1);
        Assert.That(fromFile.Select(Said), Is.EqualTo(direct.Select(Said)));
        Assert.That(fromFile.Select(claim => claim.Verdict), Has.None.EqualTo(Verdict.NotRun));

        static string Said(ClaimResult claim) => $"{claim.Claim.Id} {claim.Verdict} {claim.Sentence} {string.Join("; ", claim.Estimates)} {string.Join("; ", claim.Warnings)}";
    }
}

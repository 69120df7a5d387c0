using System.Text.Json;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.EndToEnd.CommandLine;

/// <summary>A suite that asks for MNIST, by the real command, on a machine that lacks the files, that has a bad one, and (where this one does) that has them.</summary>
public sealed class StandInTests
{
    private static readonly string Suite = GrokBenchProcess.Suite("images");

    private TemporaryFolder folder = null!;

    [SetUp]
    public void Begin() => folder = new TemporaryFolder();

    [TearDown]
    public void End() => folder.Dispose();

    [Test]
    public void Bench_NoFiles_SaysStandInEverywhere()
    {
        var ended = Bench(folder.Path);

        Assert.That(ended.Code, Is.Zero, ended.Errors);
        Assert.That(ended.Errors, Does.Contain("t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz are not in ").And.Contain("the suite is on stand-ins throughout (digits for mnist)"));
        Assert.That(ended.Output, Does.Contain("images (stand-in)"));
        Assert.That(Records().Select(record => record.GetProperty("provenance").GetProperty("data").GetString()), Is.EqualTo(Enumerable.Repeat("drawn digits", 5)));
        Assert.Multiple(() =>
        {
            Assert.That(Text("verdicts.json"), Does.Contain("\"digits for mnist\""));
            Assert.That(Text("verdicts.json").Split("\"standIn\": true"), Has.Length.EqualTo(1 + 5), "every run says so");
            Assert.That(Text("junit.xml"), Does.Contain("(stand-in): "));
            Assert.That(Outcome().GetProperty("standIns").GetProperty("images").GetArrayLength(), Is.EqualTo(Outcome().GetProperty("claims").GetProperty("images").EnumerateObject().Count()));
            Assert.That(ended.Output.TrimEnd(), Does.EndWith(" of them (stand-in)"));
            foreach (var page in new[] { "index.html", "images.html", "environment.html" })
                Assert.That(Text("report", page), Does.Contain("<title>").And.Contain(" (stand-in) ·"), page);
            Assert.That(Text("report", "images.html"), Does.Contain("(stand-in) digits for mnist, whose files were not all found"));
        });
    }

    [Test]
    public void Bench_NoFiles_ShowsExamplesAndMistakes()
    {
        Assert.That(Bench(folder.Path).Code, Is.Zero);
        var page = Text("report", "images.html");
        foreach (var record in Records())
        {
            var mistakes = record.GetProperty("mistakes");
            var wrong = 1 - record.GetProperty("final").GetProperty("test.accuracy").GetDouble();
            Assert.That(mistakes.GetProperty("count").GetInt32(), Is.EqualTo((int)Math.Round(wrong * 300)), "as the accuracy says");
            Assert.That(mistakes.GetProperty("first").GetArrayLength(), Is.EqualTo(Math.Min(20, mistakes.GetProperty("count").GetInt32())));
        }

        Assert.Multiple(() =>
        {
            foreach (var split in new[] { "train", "test", "train-clean", "train-corrupted" }) Assert.That(page, Does.Contain($"<code>{split}</code>, the first "), split);
            Assert.That(page, Does.Contain("What seed 0 got wrong").And.Contain("<img src=\"data:image/png;base64,"));
        });
    }

    [Test]
    public void Bench_BadFile_IsBadInputBeforeAnythingIsTrained()
    {
        var data = Directory.CreateDirectory(Path.Combine(folder.Path, "data", "mnist")).FullName;
        var images = Path.Combine(data, "t10k-images-idx3-ubyte.gz");
        File.WriteAllText(images, "<html>not found</html>");
        File.WriteAllText(Path.Combine(data, "t10k-labels-idx1-ubyte.gz"), "");

        var ended = Bench(Path.Combine(folder.Path, "data"));

        Assert.That(ended.Code, Is.EqualTo(2), ended.Output);
        Assert.That(ended.Errors.TrimEnd(), Is.EqualTo($"{images}: it begins with 3c 68 74 6d; expected 00 00 08 03 (unsigned bytes in 3 dimensions)"));
        Assert.That(Directory.Exists(Path.Combine(folder.Path, "out")), Is.False);
    }

    [Test]
    public void Report_BadFileAfterTheBench_JudgesWhatIsThere()
    {
        Assert.That(Bench(folder.Path).Code, Is.Zero);
        var verdicts = Verdicts();
        var data = Directory.CreateDirectory(Path.Combine(folder.Path, "data", "mnist")).FullName;
        foreach (var name in new[] { "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz" }) File.WriteAllText(Path.Combine(data, name), "<html>");

        var ended = Execute("report", Path.Combine(folder.Path, "data"));

        Assert.That(ended.Code, Is.Zero, ended.Errors);
        Assert.That(ended.Errors, Does.Contain("the records are of stand-ins (digits for mnist)"));
        Assert.That(Verdicts(), Is.EqualTo(verdicts));
        Assert.That(Text("report", "images.html"), Does.Contain("What seed 0 got wrong").And.Contain("<img src=\"data:image/png;base64,"));
    }

    /// <summary>As for the shorter of two observers of one training.</summary>
    [Test]
    public void Report_RecordWithoutMistakes_SaysSo()
    {
        Assert.That(Bench(folder.Path).Code, Is.Zero);
        foreach (var file in Directory.GetFiles(Path.Combine(folder.Path, "out", "runs"), "record.json", SearchOption.AllDirectories))
            File.WriteAllText(file, RecordText.Changed(File.ReadAllText(file), record => record["mistakes"] = null));

        Assert.That(Execute("report", folder.Path).Code, Is.Zero);
        Assert.That(Text("report", "images.html"), Does.Contain("What seed 0 got wrong").And.Contain("The record does not tell which test examples."));
    }

    [Test]
    public void Report_RealFilesGone_JudgesWhatIsThereAndSaysThatImagesAreNot()
    {
        var data = RealData();
        Assert.That(Bench(data).Code, Is.Zero);
        var verdicts = Verdicts();

        var ended = Execute("report", folder.Path);

        Assert.That(ended.Code, Is.Zero, ended.Errors);
        Assert.That(Verdicts(), Is.EqualTo(verdicts));
        Assert.That(Text("verdicts.json"), Does.Contain("\"standIns\": []"));
        var page = Text("report", "images.html");
        Assert.That(page, Does.Contain("Images cannot be shown: the files of mnist are not there where this report was made.").And.Not.Contain("(stand-in)"));
        Assert.That(page, Does.Contain("What seed 0 got wrong").And.Not.Contain("<img src=\"data:image/png;base64,"));
    }

    [Test]
    public void Run_RealFiles_AreOtherRunsThanThoseOfTheStandIn()
    {
        var data = RealData();
        Assert.That(Bench(folder.Path).Code, Is.Zero);
        var standIns = Records().Select(record => record.GetProperty("id").GetString()).ToArray();

        var ended = Bench(data);

        Assert.That(ended.Code, Is.Zero, ended.Errors);
        Assert.That(ended.Output, Does.Contain("Runs: 5 trained, 0 reused"), "nothing of the stand-in is taken for MNIST");
        Assert.That(Text("verdicts.json"), Does.Contain("\"standIns\": []").And.Not.Contain("digits for mnist").And.Not.Contain("\"standIn\": true"));
        Assert.That(Text("report", "images.html"), Does.Not.Contain("(stand-in)"));
        var real = Records().Where(record => record.GetProperty("provenance").GetProperty("data").GetString() == "MNIST, its 10,000 test images alone").ToArray();
        Assert.That(real, Has.Length.EqualTo(5));
        Assert.That(real.Select(record => record.GetProperty("id").GetString()).Intersect(standIns), Is.Empty);
    }

    [Test]
    public void Data_AllMirrorsDown_SaysWhatToDo()
    {
        var ended = GrokBenchProcess.Run("data", "--to", folder.Path, "--mirror", "http://127.0.0.1:9");

        Assert.That(ended.Code, Is.EqualTo(3));
        Assert.That(ended.Errors, Does.Contain($"Without a network, copy these files from elsewhere into {folder.Path}:\n  train-images-idx3-ubyte.gz, SHA-256 440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609\n"));
    }

    [Test]
    public void Data_WrongFileInPlace_DoesNotPromiseTheStandIn()
    {
        var labels = Path.Combine(folder.Path, "t10k-labels-idx1-ubyte.gz");
        File.WriteAllText(labels, "<html>");

        var ended = GrokBenchProcess.Run("data", "--to", folder.Path, "--mirror", "http://127.0.0.1:9");

        Assert.That(ended.Code, Is.EqualTo(3));
        Assert.That(ended.Errors, Does.EndWith($"{labels} is not the official file: until it is replaced or deleted, nothing is trained that asks for it.\n"));
    }

    [Test]
    public void Data_MirrorThatIsNoAddress_IsBadInput()
    {
        var ended = GrokBenchProcess.Run("data", "--to", folder.Path, "--mirror", "somewhere");

        Assert.That((ended.Code, ended.Errors), Is.EqualTo((2, "--mirror is somewhere; expected the address of a folder, such as https://ossci-datasets.s3.amazonaws.com/mnist/\n")));
    }

    /// <param name="data">Folder of data sets.</param>
    private GrokBenchProcess.Ended Bench(string data) => Execute("bench", data, "--quiet");

    /// <inheritdoc cref="Bench"/>
    private GrokBenchProcess.Ended Execute(string verb, string data, params IEnumerable<string> options) => GrokBenchProcess.RunWith(
        new Dictionary<string, string> { ["GROKBENCH_DATA"] = data }, [verb, Suite, "--out", Path.Combine(folder.Path, "out"), .. options]);

    private static string RealData()
    {
        var data = Environment.GetEnvironmentVariable("GROKBENCH_DATA") ?? "";
        if (!Directory.Exists(Path.Combine(data, "mnist"))) Assert.Ignore("skipped, no mnist: name its folder in GROKBENCH_DATA");
        return Path.GetFullPath(data);
    }

    /// <summary>What <c>verdicts.json</c> says of the claim.</summary>
    private string Verdicts()
    {
        using var verdicts = JsonDocument.Parse(Text("verdicts.json"));
        return verdicts.RootElement.GetProperty("suites").ToString();
    }

    private string Text(params string[] path) => File.ReadAllText(Path.Combine([folder.Path, "out", .. path]));

    private JsonElement Outcome() => JsonDocument.Parse(Text("outcome.json")).RootElement;

    private JsonElement[] Records() =>
    [
        .. Directory.GetFiles(Path.Combine(folder.Path, "out", "runs"), "record.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement),
    ];
}

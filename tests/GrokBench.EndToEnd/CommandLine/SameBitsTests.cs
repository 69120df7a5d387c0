using System.Globalization;
using System.Text.RegularExpressions;
using GrokBench.EndToEnd.Families;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.EndToEnd.CommandLine;

/// <summary>Whatever happens around it, a run has the same digests as when nothing does.</summary>
public sealed class SameBitsTests
{
    private TemporaryFolder folder = null!;
    private SortedDictionary<string, string> tiny = null!;
    private SortedDictionary<string, string> undisturbed = null!;

    [OneTimeSetUp]
    public void TrainUndisturbed()
    {
        folder = new TemporaryFolder();
        (tiny, _) = Train("tiny", "tiny", "--jobs", "1");
        (undisturbed, _) = Train("long", "long", "--jobs", "1");
    }

    [OneTimeTearDown]
    public void RemoveFolder() => folder.Dispose();

    [TestCase(2)]
    [TestCase(7)]
    public void Run_MoreJobs_SameDigests(int jobs)
    {
        var (digests, _) = Train("tiny", $"jobs-{jobs}", "--jobs", $"{jobs}");

        Assert.That(digests, Has.Count.EqualTo(4));
        Assert.That(digests, Is.EqualTo(tiny));
    }

    [Test]
    public void Run_UnderAnotherCulture_SameDigestsAndFiles()
    {
        var found = Path.Combine(folder.Path, "found.json");
        var (digests, path) = Train("tiny", "ru", new Dictionary<string, string>([.. Surroundings.Ask(found), new("LC_ALL", "ru_RU.UTF-8")]), "--jobs", "2");

        Assert.That(Surroundings.Read(found).Culture, Is.EqualTo("ru-RU"), "the switch acted");
        Assert.That(digests, Is.EqualTo(tiny));
        var curves = Directory.GetFiles(path, "curve.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText);
        var expected = Directory.GetFiles(Path.Combine(folder.Path, "tiny"), "curve.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText);
        Assert.That(curves, Is.EqualTo(expected));
    }

    [Test]
    public void Run_KilledThreeTimes_SameDigests()
    {
        var path = Path.Combine(folder.Path, "killed");
        var results = new ResultFolder(path);

        // Each time once it has written so many checkpoints beyond those of its predecessor.
        foreach (var checkpoints in new[] { 1, 3, 2 })
        {
            using var child = GrokBenchProcess.Start("run", GrokBenchProcess.Suite("long"), "--out", path, "--checkpoint", "0.1", "--jobs", "2");
            Assert.That(results.WaitForCheckpoints(child, checkpoints), child.Ending);
            child.Kill();
        }

        Assert.That(results.Records, Is.Empty, "it was never finished");
        var (digests, _) = Train("long", "killed", "--jobs", "2");
        Assert.That(digests, Is.EqualTo(undisturbed));
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public void Run_Interrupted_EndsWith130AndGoesOnToTheSameDigests(string signal)
    {
        if (signal == "INT" && GrokBenchProcess.IgnoresCtrlC()) Assert.Ignore("Ctrl-C is ignored by what runs in the background");
        var name = $"interrupted-{signal}";
        var path = Path.Combine(folder.Path, name);
        var results = new ResultFolder(path);
        using var child = GrokBenchProcess.Start("bench", GrokBenchProcess.Suite("long"), "--out", path, "--checkpoint", "0.1", "--jobs", "2");
        Assert.That(results.WaitForCheckpoints(child, 1), child.Ending);
        child.Signal(signal);
        var ended = child.Wait();

        Assert.Multiple(() =>
        {
            Assert.That(ended.Code, Is.EqualTo(130), ended.Errors);
            Assert.That(ended.Errors, Does.Contain("Interrupted: every run stops after its present step"));
            Assert.That(ended.LastLine, Is.EqualTo("Exit code 130: interrupted, 2 runs are unfinished; the same command goes on from the checkpoints"));
            Assert.That(results.Outcome().GetProperty("exitCode").GetInt32(), Is.EqualTo(130));
            Assert.That(results.Checkpoints.Count(), Is.EqualTo(2));
        });
        var (digests, _) = Train("long", name, "--jobs", "2");
        Assert.That(digests, Is.EqualTo(undisturbed));
    }

    [Test]
    public void Run_TwoProcessesOnOneFolder_TrainEveryRunOnce()
    {
        var path = Path.Combine(folder.Path, "shared");
        string[] arguments = ["run", GrokBenchProcess.Suite("long"), "--out", path, "--jobs", "2"];
        using var first = GrokBenchProcess.Start(arguments);
        using var second = GrokBenchProcess.Start(arguments);
        GrokBenchProcess.Ended[] both = [first.Wait(), second.Wait()];

        Assert.That(both.Select(ended => ended.Code), Is.All.Zero);
        Assert.That(both.Sum(ended => Counted(ended, "trained")), Is.EqualTo(2));
        Assert.That(both.Sum(ended => Counted(ended, "reused")), Is.EqualTo(2));
        Assert.That(new ResultFolder(path).Digests(), Is.EqualTo(undisturbed));
    }

    [Test]
    public void Run_TruncatedRecord_IsTrainedAgainAlone()
    {
        var (_, path) = Train("tiny", "damaged", "--jobs", "2");
        var damaged = new ResultFolder(path).Records.Order(StringComparer.Ordinal).First();
        File.WriteAllText(damaged, File.ReadAllText(damaged)[..100]);

        var ended = GrokBenchProcess.Run("run", GrokBenchProcess.Suite("tiny"), "--out", path);

        Assert.That(ended.Output, Does.Contain("Runs: 1 trained, 3 reused, 0 failed"));
        Assert.That(ended.Errors, Does.Contain($"{damaged} is unusable"));
        Assert.That(new ResultFolder(path).Digests(), Is.EqualTo(tiny));
    }

    [Test]
    public void Run_Again_TrainsWhatIsComplete()
    {
        Train("tiny", "again", "--jobs", "2");
        var path = Path.Combine(folder.Path, "again");

        var reused = GrokBenchProcess.Run("run", GrokBenchProcess.Suite("tiny"), "--out", path);
        var trained = GrokBenchProcess.Run("run", GrokBenchProcess.Suite("tiny"), "--out", path, "--again");

        Assert.That(reused.Output, Does.Contain("Runs: 0 trained, 4 reused, 0 failed"));
        Assert.That(trained.Output, Does.Contain("Runs: 4 trained, 0 reused, 0 failed"));
        Assert.That(new ResultFolder(path).Digests(), Is.EqualTo(tiny));
    }

    /// <summary>The runtime's own switch makes every lock of a file succeed, as on a file system that ignores them.</summary>
    [Test]
    public void Run_TwoProcessesWhereLocksDoNothing_BothEndWellWithTheSameDigests()
    {
        var path = Path.Combine(folder.Path, "unlocked");
        var unlocked = new Dictionary<string, string> { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" };
        string[] arguments = ["bench", GrokBenchProcess.Suite("long"), "--out", path, "--jobs", "2", "--checkpoint", "0.05"];
        using var first = GrokBenchProcess.StartWith(unlocked, arguments);
        using var second = GrokBenchProcess.StartWith(unlocked, arguments);
        GrokBenchProcess.Ended[] both = [first.Wait(), second.Wait()];

        foreach (var ended in both) Assert.That(ended.Code, Is.Zero, ended.Output + ended.Errors);
        Assert.That(both.Sum(ended => Counted(ended, "trained")), Is.GreaterThan(2), "the switch acted");
        Assert.That(new ResultFolder(path).Digests(), Is.EqualTo(undisturbed));
        Assert.That(GrokBenchProcess.Run("check", GrokBenchProcess.Suite("long"), "--out", path).Errors, Is.Empty);
    }

    [Test]
    public void Bench_AgainInterruptedFourTimes_GoesOnFromTheCheckpoints()
    {
        Train("long", "interrupted again", "--jobs", "2");
        var path = Path.Combine(folder.Path, "interrupted again");
        var results = new ResultFolder(path);
        string[] arguments = ["bench", GrokBenchProcess.Suite("long"), "--out", path, "--again", "--checkpoint", "0.1", "--jobs", "2"];
        var steps = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            using var child = GrokBenchProcess.Start(arguments);
            Assert.That(results.WaitForCheckpoints(child, 2), child.Ending);
            child.Signal("TERM");
            Assert.That(
                child.Wait().LastLine,
                Does.Match("^Exit code 130: interrupted, .* unfinished; the same command goes on from the checkpoints$"));
            steps.Add(results.Checkpoints.Sum(ResultFolder.StepOf));
            Assert.That(results.Digests(), Is.EqualTo(undisturbed), "the records are kept");
        }

        Assert.That(steps, Is.Ordered.Ascending.And.Unique);
        var ended = GrokBenchProcess.Run(arguments);
        Assert.That(ended.Output, Does.Contain("Runs: 2 trained, 0 reused, 0 failed"), ended.Errors);
        Assert.That(results.Digests(), Is.EqualTo(undisturbed));
        Assert.That(results.Checkpoints, Is.Empty);
    }

    private static int Counted(GrokBenchProcess.Ended ended, string what) =>
        int.Parse(Regex.Match(ended.Output, $@"(\d+) {what}").Groups[1].Value, CultureInfo.InvariantCulture);

    private (SortedDictionary<string, string> Digests, string Path) Train(string suite, string name, params string[] options) =>
        Train(suite, name, new Dictionary<string, string>(), options);

    private (SortedDictionary<string, string> Digests, string Path) Train(string suite, string name, Dictionary<string, string> environment, params string[] options)
    {
        var path = Path.Combine(folder.Path, name);
        var ended = GrokBenchProcess.RunWith(environment, ["run", GrokBenchProcess.Suite(suite), "--out", path, .. options]);
        Assert.That(ended.Code, Is.Zero, ended.Errors);
        return (new ResultFolder(path).Digests(), path);
    }
}

using GrokBench.EndToEnd.CommandLine;
using GrokBench.Models;
using GrokBench.Suites.Records;
using GrokBench.Suites.Tests.Fakes;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.EndToEnd.Families;

/// <summary>A run of any family has the same bits under every instruction set, number of workers, way of compiling, interruption, language and time zone.</summary>
public sealed class FamilyBitsTests
{
    /// <summary>From the widest vectors to none.</summary>
    private static readonly string[] InstructionSets = ["AVX-512", "AVX2", "SSE4.2", "scalar"];

    private TemporaryFolder folder = null!;
    private FamilySuite suite = null!;

    private static IEnumerable<string> Families => Catalogue.Families.Keys;

    [OneTimeSetUp]
    public void MakeFolder()
    {
        folder = new TemporaryFolder();
        suite = new FamilySuite(folder.Path);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void Suite_HasARunOfEveryFamily([ValueSource(nameof(Families))] string family)
    {
        var runs = FamilySuite.Runs("ci");
        Assert.That(runs, Contains.Key(family), "tests/GrokBench.EndToEnd/Suites/families.yaml needs a group of this name");
        Assert.That(runs[family].Training.Model.Kind.Name, Is.EqualTo(family));
    }

    [Test]
    public void Run_MultiplyAddInSoftware_SameBits([ValueSource(nameof(Families))] string family) =>
        AssertSameBitsWithout("DOTNET_EnableAVX2", "SSE4.2", family);

    [Test, Category("Long")]
    public void Run_NarrowerVectors_SameBits([ValueSource(nameof(Families))] string family) => AssertSameBitsWithout("DOTNET_EnableAVX512", "AVX2", family);

    [Test, Category("Long")]
    public void Run_NoVectors_SameBits([ValueSource(nameof(Families))] string family) =>
        AssertSameBitsWithout("DOTNET_EnableHWIntrinsic", "scalar", family);

    [Test, Category("Long")]
    public void Run_MoreWorkers_SameBits([ValueSource(nameof(Families))] string family, [Values(2, 7)] int workers)
    {
        // More workers than processors need not be given to a run, nor more than its steps are worth.
        var processors = new KeyValuePair<string, string>("DOTNET_PROCESSOR_COUNT", $"{workers}");

        var training = suite.Train("ci", [processors], "--cell", family, "--jobs", $"{workers}", "--threads", $"{workers}");

        Assert.That(training.Surroundings.Processors, Is.EqualTo(workers), "the switch acted");
        Assert.That(training.Threads, Is.EqualTo(workers));
        Assert.That(training.Bits(family), Is.EqualTo(suite.Undisturbed(family, "ci").Bits(family)));
    }

    [Test, Category("Long")]
    public void Run_BesideOthers_SameBits([ValueSource(nameof(Families))] string family)
    {
        var together = suite.Train("ci", [], "--jobs", $"{Families.Count()}");

        Assert.That(together.Bits(family), Is.EqualTo(suite.Undisturbed(family, "ci").Bits(family)));
    }

    /// <param name="mark">How the runtime's list writes the kind of code that the switch takes away or brings.</param>
    [Test, Category("Long")]
    [TestCase("DOTNET_TieredCompilation", "0", "[Tier0")]
    [TestCase("DOTNET_TC_QuickJitForLoops", "0", "[Tier1-OSR")]
    [TestCase("DOTNET_TieredPGO", "1", "[Instrumented")]
    public void Run_CompiledInAnotherWay_SameBits(string variable, string value, string mark)
    {
        var training = suite.Train("ci", [new(variable, value)], "--jobs", "1");
        Assert.Multiple(() =>
        {
            foreach (var family in Families)
            {
                var undisturbed = suite.Undisturbed(family, "ci");
                Assert.That(training.Compiled.Contains(mark), Is.Not.EqualTo(undisturbed.Compiled.Contains(mark)), "the switch acted");
                Assert.That(training.Bits(family), Is.EqualTo(undisturbed.Bits(family)), family);
            }
        });
    }

    [Test, Category("Long")]
    [TestCase("ru-RU", "Asia/Kathmandu")]
    [TestCase("tr-TR", "America/St_Johns")]
    public void Run_Elsewhere_SameBits(string culture, string timeZone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _)) Assert.Ignore($"this system does not know the time zone {timeZone}");

        var training = suite.Train("ci", [new("LC_ALL", $"{culture.Replace('-', '_')}.UTF-8"), new("TZ", timeZone)], "--jobs", "2");

        Assert.That((training.Surroundings.Culture, training.Surroundings.TimeZone), Is.EqualTo((culture, timeZone)), "the switches acted");
        Assert.Multiple(() =>
        {
            foreach (var family in Families) Assert.That(training.Bits(family), Is.EqualTo(suite.Undisturbed(family, "ci").Bits(family)), family);
        });
    }

    [Test, Category("Long")]
    public void Run_KilledAtRandomSteps_SameBits([ValueSource(nameof(Families))] string family)
    {
        var path = Path.Combine(folder.Path, $"killed-{family}");
        var results = new ResultFolder(path);
        var store = new RunStore(path, CpuEngine.Create().Identity);
        string[] command = ["run", FamilySuite.File, "--cell", family, "--profile", "paper", "--out", path];

        // A checkpoint after every step, so that the process also dies while it writes one; the first is of where it went on.
        var steps = new List<long>();
        for (var kill = 0; kill < 5; kill++)
        {
            using var child = GrokBenchProcess.Start([.. command, "--checkpoint", "0"]);
            if (!results.WaitForCheckpoints(child, TestContext.CurrentContext.Random.Next(2, 30))) break;
            child.Kill();
            using var held = store.TryLock(FamilySuite.Runs("paper")[family])!;
            if (held.ReadCheckpoint().Value is not { } left) break;
            steps.Add(left.Checkpoint.Step);
        }

        var ended = GrokBenchProcess.Run(command);

        Assert.That(ended.Code, Is.Zero, ended.Errors);
        Assert.That(steps, Has.Count.GreaterThan(1).And.Ordered.And.Unique, "it was killed, and went on from where it was each time");
        Assert.That(results.Digests().Values.Single(), Is.EqualTo(suite.Undisturbed(family, "paper").Bits(family)), $"killed after steps {string.Join(", ", steps)}");
    }

    /// <param name="variable">Takes instructions away when it is 0.</param>
    /// <param name="left">The instruction set that is then left.</param>
    private void AssertSameBitsWithout(string variable, string left, string family)
    {
        var undisturbed = suite.Train("smoke", [], "--jobs", "1");
        var narrower = Array.IndexOf(InstructionSets, left);
        if (Array.IndexOf(InstructionSets, undisturbed.InstructionSet, 0, narrower) < 0)
            Assert.Ignore($"this processor has nothing to switch off: {variable}=0 leaves {left}, and it has {undisturbed.InstructionSet}");

        var training = suite.Train("smoke", [new(variable, "0")], "--jobs", "1");

        Assert.That(training.InstructionSet, Is.EqualTo(left), "the switch acted");
        Assert.That(training.Surroundings.MultiplyAdd, Is.EqualTo(left == "AVX2"), "the switch acted");
        Assert.That(training.Bits(family), Is.EqualTo(undisturbed.Bits(family)));
    }
}

using System.Globalization;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Tests.Engines.Cpu;
using TorchSharp;

namespace GrokBench.Torch.Tests;

/// <summary>What the engine says of itself, and of devices that cannot be used.</summary>
internal sealed class TorchEngineTests
{
    [TestCase("cuda")]
    [TestCase("cuda:1")]
    public void Create_OnAMachineWithoutTheDevice_SaysWhatHappenedAndWhatToDo(string device)
    {
        Assume.That(torch.cuda.is_available(), Is.False, "a machine without a device");
        Assert.That(() => TorchEngine.Create(device, 1, 1), Throws.InstanceOf<EngineException>()
            .With.Message.StartsWith($"device {device} was asked for, and no CUDA device can be used: ").And.Message.EndsWith("; without one, use --device cpu"));
    }

    [Test]
    public void Create_ADeviceBeyondTheLast_SaysWhichThereAre()
    {
        Assume.That(torch.cuda.is_available(), "a machine with a device");
        var count = torch.cuda.device_count();
        Assert.That(
            () => TorchEngine.Create($"cuda:{count}", 1, 1),
            Throws.InstanceOf<EngineException>().With.Message.EqualTo($"device cuda:{count} was asked for, and there are {count}: cuda:0 to cuda:{count - 1}"));
    }

    [TestCase(0, 1)]
    [TestCase(1, 0)]
    public void Create_NoPlaceOrNoThread_Throws(int stack, int threads) =>
        Assert.That(() => TorchEngine.Create("cpu", stack, threads), Throws.InstanceOf<ArgumentOutOfRangeException>());

    /// <summary>The first run of a stack has memory taken for all of its places.</summary>
    [Test]
    public void Needs_OnTheProcessor_AreThoseOfEveryPlaceOfAStack()
    {
        var graph = Batch.Transformer();
        var (alone, stacked) = (TestEngines.Torch().Needs(graph, Precision.Float32, 10, 1), TestEngines.Torch(stack: 4).Needs(graph, Precision.Float32, 10, 1));
        Assert.That((stacked.Bytes, stacked.VectorBytes), Is.EqualTo((4 * alone.Bytes, 4 * alone.VectorBytes)));
    }

    /// <summary>Whatever decides bits: the stack's size, and the number of threads, as sums are split among them.</summary>
    [Test]
    public void Identity_OfAnotherStackOrNumberOfThreads_Differs()
    {
        var identities = new[] { (1, 1), (2, 1), (1, 2) }.Select(setting => TorchEngine.Create("cpu", setting.Item1, setting.Item2).Identity).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(identities, Is.Unique);
            Assert.That(TorchEngine.Create("cpu", 1, 1).Identity, Is.EqualTo(identities[0]));
            Assert.That(identities[0], Is.Not.EqualTo(TestEngines.BuiltIn.Identity));
        });
    }

    [Test]
    [SetCulture("ru-RU")]
    public void Description_OnAProcessor_StatesLibraryThreadsAndSwitches()
    {
        var facts = TorchEngine.Create("cpu", 3, 2).Description;
        TestEngines.NewTorch(1);
        Assert.Multiple(() =>
        {
            Assert.That(facts.Keys, Is.SupersetOf(new[] { "deterministic-algorithms", "device", "float32-products", "library", "products", "threads" }));
            Assert.That(facts["library"], Does.Match(@"^TorchSharp \d+\.\d+\.\d+, libtorch \d+\.\d+\.\d+"));
            Assert.That(facts["threads"], Is.EqualTo(2.ToString(CultureInfo.InvariantCulture)));
            Assert.That(facts["device"], Is.Not.Empty);
            Assert.That(facts["float32-products"], Does.StartWith("full precision"));
            Assert.That(facts["deterministic-algorithms"], Does.StartWith(OperatingSystem.IsWindows() ? "no switch" : "on: "));
        });
    }

    [Test]
    public void Compile_MoreRunsThanPlaces_OpensAnotherStack()
    {
        var engine = TestEngines.Torch(2);
        var graph = Tensors.Tests.Engines.Cpu.OperationGraphs.OnEachExample("relu", 3);
        var programs = Enumerable.Range(0, 5).Select(_ => engine.Compile(graph, Precision.Float32, 4, 1)).Cast<StackedProgram>().ToArray();
        Assert.That(programs.Select(program => program.Place), Is.EqualTo(new[] { 0, 1, 0, 1, 0 }));
        foreach (var program in programs) program.Dispose();
    }
}

using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Tests.Engines.Cpu;

namespace GrokBench.Torch.Tests.Stacks;

/// <summary>A device that has no room for a stack: every run of it is told, and the next stack of that shape has half the places.</summary>
internal sealed class OutOfMemoryTests
{
    [Test]
    public void Execute_AStackOfSixteenHasNoRoom_EveryRunCanRetryInAStackOfEight()
    {
        const int stack = 16, runs = 3;
        var engine = TestEngines.NewTorch(stack);
        var programs = Enumerable.Range(0, runs).Select(_ => Program(engine)).ToArray();
        Assert.That(programs.Select(program => program.Stack), Is.All.EqualTo(stack));

        var told = Together.All(runs, i => Assert.Throws<DeviceMemoryException>(() => (i == 0 ? (Action<IProgram>)Fail : Read)(programs[i])));
        using var next = Program(engine);
        using var other = engine.Compile(OperationGraphs.OnEachExample("tanh", 5), Precision.Float32, 7, 1);
        Assert.Multiple(() =>
        {
            Assert.That(told.Select(exception => exception!.CanRetry), Is.All.True);
            Assert.That(told.Select(exception => exception!.Message), Is.All.EqualTo("16 stacked runs do not fit into the memory of cpu"));
            Assert.That(next.Stack, Is.EqualTo(stack / 2));
            Assert.That(other.Stack, Is.EqualTo(stack), "another shape");
            Assert.That(() => Read(next), Throws.Nothing);
        });
        foreach (var program in programs) program.Dispose();
    }

    /// <summary>While runs of the broken stack are still there, and again until a run is alone.</summary>
    [Test]
    public void Execute_EverySmallerStackHasNoRoom_IsHalvedDownToOneRunWhichCannotRetry()
    {
        var engine = TestEngines.NewTorch(5);
        var seen = new List<(int Stack, bool CanRetry)>();
        var broken = new List<IProgram>();
        while (seen.Count == 0 || seen[^1].CanRetry)
        {
            broken.Add(Program(engine));
            seen.Add((broken[^1].Stack, Assert.Throws<DeviceMemoryException>(() => Fail(broken[^1]))!.CanRetry));
        }

        var last = Assert.Throws<DeviceMemoryException>(() => Read(broken[^1]));
        foreach (var program in broken) program.Dispose();
        Assert.Multiple(() =>
        {
            Assert.That(seen, Is.EqualTo(new[] { (5, true), (2, true), (1, false) }));
            Assert.That(last!.Message, Is.EqualTo("a run alone does not fit into the memory of cpu: no memory is left"));
        });
    }

    [Test]
    public void Execute_ARunAloneHasNoRoom_SaysWhatTheDeviceSaid()
    {
        using var program = Program(TestEngines.NewTorch(1));
        Assert.That(() => Fail(program), Throws.InstanceOf<DeviceMemoryException>()
            .With.Message.EqualTo("a run alone does not fit into the memory of cpu: CUDA out of memory").And.Property(nameof(DeviceMemoryException.CanRetry)).False);
    }

    /// <summary>The memory of the broken stack is free once its runs have left, so that smaller ones find room.</summary>
    [Test]
    public void Dispose_OfTheRunsOfABrokenStack_FreesItsMemory()
    {
        var before = LiveTensors.AfterCollection();
        var engine = TestEngines.NewTorch(4);
        var programs = Enumerable.Range(0, 2).Select(_ => Program(engine)).ToArray();
        Read(programs[1]);
        Assert.That(() => Fail(programs[0]), Throws.InstanceOf<DeviceMemoryException>());
        foreach (var program in programs) program.Dispose();
        Assert.That(LiveTensors.Count, Is.EqualTo(before));
    }

    [Test]
    public void Execute_AnotherFailureOfTheLibrary_IsNotTakenForOneOfMemory()
    {
        using var program = Program(TestEngines.NewTorch(4));
        Assert.That(() => ((StackedVectors)program).Execute(new FailingCommand(0, "an illegal memory access was encountered")), Throws.InstanceOf<EngineException>().With.Message.EqualTo("an illegal memory access was encountered"));
        Assert.That(() => Read(program), Throws.Nothing);
    }

    private static IProgram Program(TorchEngine engine) => Batch.Program(OperationGraphs.OnEachExample("relu", 5), Precision.Float32, 7, engine: engine);

    private static void Fail(IProgram program) => ((StackedVectors)program).Execute(new FailingCommand(((StackedVectors)program).Place, FailingCommand.OutOfDeviceMemory));

    private static void Read(IProgram program) => program.Differentiate(Batch.Examples(7), Batch.Rows(7));
}

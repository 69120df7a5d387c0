using GrokBench.Runner.Hosting;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Runner.Tests.Hosting;

public sealed class EngineMakersTests
{
    [Test]
    public void In_AnAssemblyWithAMaker_PassesTheOptionsToIt()
    {
        var (name, make) = EngineMakers.In(typeof(EngineMakersTests).Assembly).Single();
        Assert.That(name, Is.EqualTo("torch"));
        Assert.That(() => make(new EngineOptions("cuda:1", 8, 2)), Throws.InstanceOf<EngineException>().With.Message.EqualTo("cuda:1 8 2"));
    }

    [Test]
    public void In_AnAssemblyWithout_IsEmpty() => Assert.That(EngineMakers.In(typeof(CpuEngine).Assembly), Is.Empty);

    public sealed class Maker : IEngineMaker
    {
        public string Name => "torch";

        public IEngine Create(string device, int stack, int threads) => throw new EngineException(FormattableString.Invariant($"{device} {stack} {threads}"));
    }
}

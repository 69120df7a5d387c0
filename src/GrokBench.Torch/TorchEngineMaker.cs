using GrokBench.Tensors.Engines;

namespace GrokBench.Torch;

/// <summary>The engine <c>torch</c>, for programs that reference this assembly.</summary>
public sealed class TorchEngineMaker : IEngineMaker
{
    public string Name => "torch";

    public IEngine Create(string device, int stack, int threads) => TorchEngine.Create(device, stack, threads);
}

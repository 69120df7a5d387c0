using System.Runtime.InteropServices;

namespace GrokBench.Torch.Tests.Stacks;

/// <summary>What a device without room says, in the library's own words.</summary>
internal sealed class FailingCommand(int run, string message) : Command(run)
{
    public const string OutOfDeviceMemory = "CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 139.00 GiB total capacity)";

    public override object Key => nameof(FailingCommand);

    public override void Execute(StackMemory memory, IReadOnlyList<Command> group) => throw new LibraryException(message);

    private sealed class LibraryException(string message) : ExternalException(message);
}

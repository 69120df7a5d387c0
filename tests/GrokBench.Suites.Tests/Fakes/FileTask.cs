using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;

namespace GrokBench.Suites.Tests.Fakes;

/// <summary>A task that says it reads files.</summary>
/// <param name="missing">What is missing; null: nothing.</param>
public sealed class FileTask(string? missing) : PaintedTask, IFileTask
{
    public override string Name => "files";

    public ITask StandIn => new PaintedTask();

    /// <summary>What is wrong with a file that is there; null: nothing.</summary>
    public string? Fault { get; init; }

    public string? Missing(Choice settings) => missing;

    public void Load(Choice settings)
    {
        if (Fault is not null) throw new InvalidDataException(Fault);
    }
}

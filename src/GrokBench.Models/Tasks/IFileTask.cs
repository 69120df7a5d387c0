using GrokBench.Models.Kinds;

namespace GrokBench.Models.Tasks;

/// <summary>A task whose examples come from files that a machine may lack.</summary>
public interface IFileTask : ITask
{
    /// <summary>What is trained on where the files are missing: a task with the same settings, the same shape, and ids of its own.</summary>
    ITask StandIn { get; }

    /// <summary>Which files are missing and where they were looked for; null when none is.</summary>
    string? Missing(Choice settings);

    /// <summary>Reads the files, which are then kept, to see whether they are sound.</summary>
    /// <exception cref="InvalidDataException">One is not. The message names it and says what was expected.</exception>
    void Load(Choice settings);
}

using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Suites.Runs;

/// <summary>Decides where a run executes: programs on the engine that was asked for, learners that compute by themselves on the built-in one.</summary>
public sealed class EngineChoice(IEngine asked, IEngine builtIn)
{
    /// <summary>Everything on one engine.</summary>
    public EngineChoice(IEngine engine)
        : this(engine, engine)
    {
    }

    public IEngine Asked => asked;

    public IEngine BuiltIn => builtIn;

    public IEngine Of(TrainingSpec training) => ((IFamily)training.Model.Kind).IsProgram ? asked : builtIn;

    /// <summary>Under which the run is stored.</summary>
    public EngineIdentity IdentityOf(TrainingSpec training) => Of(training).Identity;

    /// <summary>
    /// Whether the run takes cores of the machine for as long as it goes on. On another engine than the built-in one the engine's own threads or its device do the work, for all of
    /// its runs.
    /// </summary>
    public bool TakesCores(TrainingSpec training) => Of(training) == builtIn;

    /// <summary>What runs have in common that train as one program; null for a run that trains alone.</summary>
    public string? StackOf(TrainingSpec training) => Of(training).Stack > 1 ? ((IFamily)training.Model.Kind).ProgramShape(training) : null;
}

using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Families;

/// <summary>A parametrised kind of learner.</summary>
public interface IFamily : IKind
{
    /// <summary>Whether its learners are programs that any engine executes. All others compute by themselves, with the built-in engine.</summary>
    bool IsProgram => false;

    /// <summary>Whether data and optimiser of its learners can change while they train.</summary>
    bool HasStages => false;

    /// <summary>What runs have in common that an engine may train as one program: equal text, equal programs. Null where it is none.</summary>
    string? ProgramShape(TrainingSpec spec) => null;

    /// <summary>Why this family cannot learn such a task, or a setting that does not fit it; empty when all is well.</summary>
    IEnumerable<SettingProblem> Check(Choice settings, TaskShape task);

    /// <summary>
    /// Settings that make a model too large for any engine, whatever the memory; empty when all is well. Settings and task are without
    /// problems by <see cref="Check"/>.
    /// </summary>
    IEnumerable<SettingProblem> CheckSize(Choice settings, TaskShape task) => [];

    /// <summary>Settings of an optimiser that do not fit the model's parameters, or what it has in place of them. All three are without problems in themselves.</summary>
    IEnumerable<SettingProblem> CheckOptimiser(Choice settings, TaskShape task, Choice optimiser) => [];

    /// <summary>Why this family cannot be trained in such a way (batch, loss, number formats) on a task; empty when all is well.</summary>
    IEnumerable<SettingProblem> CheckTraining(Choice training, TaskShape task) => [];

    /// <summary>A batch for which the model needs too many numbers for an array, whatever the memory. All three are without problems in themselves.</summary>
    IEnumerable<SettingProblem> CheckBatch(Choice settings, TaskShape task, Choice training) => [];

    /// <summary>The size and cost of a run, for plans.</summary>
    LearnerCost Cost(TrainingSpec spec);

    /// <summary>What a run would take of the machine, without making its learner; to be kept to by <see cref="Create"/>.</summary>
    /// <param name="threads">Threads that it would be made for, at least 1.</param>
    /// <returns>How many of them its steps can keep busy, and the memory of a learner made for all of them, its dataset included: not less than it takes.</returns>
    ResourceNeeds Needs(TrainingSpec spec, IEngine engine, int threads);

    /// <param name="threads">Most threads a step may ever use; see <see cref="ILearner.Threads"/>.</param>
    ILearner Create(TrainingSpec spec, IEngine engine, int threads);
}

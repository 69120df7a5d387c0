using System.Collections.Immutable;
using GrokBench.Models.Tasks;

namespace GrokBench.Models.Learning;

/// <summary>
/// Task, model and optimiser made concrete. Deterministic: the state after s steps depends on the training spec and the engine alone.
/// Evaluating and measuring never change the state. Not safe for use from two threads at once.
/// </summary>
public interface ILearner : IDisposable
{
    /// <summary>Updates made so far.</summary>
    long Steps { get; }

    /// <summary>
    /// Threads that a step or an evaluation may use: 1 to those it was made for, which is the value at first. To be changed between steps; never
    /// changes a result.
    /// </summary>
    int Threads { get; set; }

    /// <summary>Of how many runs' program this learner's is one; see <see cref="Tensors.Engines.IFlatVectors.Stack"/>.</summary>
    int Stack => 1;

    ImmutableArray<string> Splits { get; }

    /// <summary>At which step each stage of its run that has begun did so, in order.</summary>
    ImmutableArray<long> StageStarts => [];

    /// <summary>
    /// What it trains on and is evaluated on, as the task made it, in the present stage; null where the learner does not keep it.
    /// </summary>
    Dataset? Dataset => null;

    /// <summary>One update of whatever this learner optimises.</summary>
    /// <returns>The training loss before the update, over the step's batch. NaN or infinity means that training diverged.</returns>
    double Step();

    /// <summary>Why the last step's loss or the last evaluation was not a number, in a few words; null where there is nothing to say beyond that.</summary>
    string? Trouble => null;

    /// <summary>Loss and accuracy at the present parameters, in a separate pass over the whole split.</summary>
    /// <exception cref="KeyNotFoundException">There is no such split.</exception>
    SplitScore Evaluate(string split);

    /// <summary>
    /// The class predicted for every example of a split, in its order, by <see cref="Tensors.Labels.Largest"/>: -1 where an output is not
    /// a number. Null where the learner does not tell.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such split.</exception>
    int[]? Predict(string split) => null;

    /// <summary>Writes the whole state (parameters, optimiser, counters): the bits that the trajectory digest hashes.</summary>
    void Save(Stream destination);

    /// <summary>What <see cref="Save"/> writes, part by part in its order; none where the learner does not name them.</summary>
    ImmutableArray<StatePart> StateParts => [];

    /// <summary>Restores what <see cref="Save"/> wrote for the same training spec on the same engine.</summary>
    /// <exception cref="InvalidDataException">The bytes are not such a state.</exception>
    void Restore(Stream source);
}

/// <summary>How a learner does on a split.</summary>
/// <param name="Loss">Mean over the examples.</param>
/// <param name="Accuracy">Share of examples predicted rightly; NaN where the task has real targets and does not say when they are met.</param>
public readonly record struct SplitScore(double Loss, double Accuracy);

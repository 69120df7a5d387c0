namespace GrokBench.Models.Learning;

/// <summary>How much there is to compute. Threads and memory: <see cref="Families.IFamily.Needs"/>.</summary>
/// <param name="Parameters">Trained scalars.</param>
/// <param name="StepOperations">Multiply-adds of one step over a full batch, forward and backward.</param>
/// <param name="EvaluationOperations">Multiply-adds of evaluating every split once.</param>
public readonly record struct LearnerCost(long Parameters, double StepOperations, double EvaluationOperations);

using System.Collections.Immutable;

namespace GrokBench.Tensors.Graphs;

/// <summary>
/// What a node computes. Every operation acts on one example at a time: nothing here mixes examples, so an engine may run any
/// number of examples together, in any grouping. Shapes: <c>rows x columns</c> per example; the inputs are listed in order.
/// </summary>
public abstract record Operation;

/// <summary>A trained tensor. Inputs: none.</summary>
public sealed record ParameterOperation(string Name, Initialiser Initialiser) : Operation;

/// <summary>A fixed tensor, row-major. Inputs: none.</summary>
public sealed record ConstantOperation(ImmutableArray<double> Values) : Operation;

/// <summary>
/// Row i of the result is row <c>token[Columns[i]]·<paramref name="Multiplier"/> + Offsets[i]</c> of the table. Inputs: table (V x D).
/// Result: Columns.Length x D. A one-hot input layer is this followed by <see cref="SumRowsOperation"/>: a one-hot vector is never multiplied.
/// </summary>
public sealed record GatherOperation(ImmutableArray<int> TokenColumns, ImmutableArray<int> Offsets, int Multiplier = 1) : Operation;

/// <summary>The example's real-valued input vector. Inputs: none. Result: 1 x width of the examples' inputs.</summary>
public sealed record InputOperation : Operation;

/// <summary>
/// Some of the example's standard normal draws, new ones in every step: columns <paramref name="First"/> to First + width - 1 of the examples' noise.
/// Zeros where the examples have none. Inputs: none. Result: 1 x width.
/// </summary>
public sealed record NoiseOperation(int First) : Operation;

/// <summary>
/// X·W (+ b), or X·Wᵀ (+ b) when <paramref name="Transposed"/>. Inputs: X (T x I), W (I x O, or O x I when transposed), optionally b (1 x O).
/// Result: T x O. W and b never belong to an example.
/// </summary>
public sealed record LinearOperation(bool Transposed) : Operation;

/// <summary>
/// A + B. Inputs: A (T x D), B (T x D, or 1 x D repeated for every row of A). B may be a parameter, repeated for every example.
/// </summary>
public sealed record AddOperation : Operation;

/// <summary>A·B, element by element. Inputs: A (T x D), B (T x D). One of them may be a parameter, repeated for every example.</summary>
public sealed record MultiplyOperation : Operation;

/// <summary>c·A. Inputs: A.</summary>
public sealed record ScaleOperation(double Factor) : Operation;

/// <summary>An elementwise non-linearity. Inputs: A.</summary>
public sealed record ActivationOperation(Activation Activation) : Operation;

/// <summary>e^A, element by element. Inputs: A.</summary>
public sealed record ExponentialOperation : Operation;

/// <summary>√A, element by element, of numbers that are not negative; the derivative at 0 is 0. Inputs: A.</summary>
public sealed record SquareRootOperation : Operation;

/// <summary>
/// Each row minus its mean, over the square root of its (biased) variance plus epsilon, times gain plus bias.
/// Inputs: A (T x D), gain (1 x D), bias (1 x D).
/// </summary>
public sealed record LayerNormOperation(double Epsilon) : Operation;

/// <summary>
/// What each query gives to each key: softmax over the visible keys of scale·Q·Kᵀ, per head. Inputs: Q (Tq x H·d), K (Tk x H·d).
/// Result: Tq x Tk·H; column j·H + h belongs to key j and head h.
/// </summary>
/// <param name="Visible">Per query of a block, how many of its block's keys it sees, from the first on; 1 to Tk. A key out of sight has weight 0.</param>
/// <param name="Blocks">Into how many equal blocks the rows of Q and K fall, each with an attention of its own: Q (Blocks·Tq x H·d), K (Blocks·Tk x H·d), result
/// Blocks·Tq x Tk·H. One where anything belongs to an example.</param>
public sealed record AttentionWeightsOperation(int Heads, double Scale, ImmutableArray<int> Visible, int Blocks = 1) : Operation;

/// <summary>
/// The values mixed with the weights of <see cref="AttentionWeightsOperation"/>: head h of row i is Σ_j P[i, j·H + h]·(head h of V's row j).
/// Inputs: P (Tq x Tk·H), V (Tk x H·d), optionally a row (1 x H·d) that every result starts from. Result: Tq x H·d. Or, <paramref name="Summed"/> over the heads, Σ_j Σ_h P[i, j·H + h]·V[j·H + h]:
/// V (Tk·H x D), result Tq x D.
/// </summary>
/// <param name="Blocks">As of the weights; one where it is summed.</param>
public sealed record AttentionMixOperation(int Heads, bool Summed, int Blocks = 1) : Operation;

/// <summary>
/// Each head's columns through rows of a matrix of its own: row r·H + h of the result is X[r, h·d .. (h+1)·d) · W[h·d .. (h+1)·d, :].
/// Inputs: X (R x H·d), W (H·d x D), neither belonging to an example. Result: R·H x D. Followed by a summed <see cref="AttentionMixOperation"/> it
/// is a linear map of the mixed values.
/// </summary>
public sealed record HeadLinearOperation(int Heads) : Operation;

/// <summary>Chosen rows. Inputs: A (T x D). Result: Rows.Length x D.</summary>
public sealed record SelectRowsOperation(ImmutableArray<int> Rows) : Operation;

/// <summary>The rows of one input after those of the other. Inputs: A (T x D), B (U x D), ... Result: (T + U + ...) x D.</summary>
public sealed record ConcatRowsOperation : Operation;

/// <summary>The rows laid end to end. Inputs: A (T x D). Result: 1 x T·D.</summary>
public sealed record FlattenRowsOperation : Operation;

/// <summary>The sum of the rows, first to last. Inputs: A (T x D). Result: 1 x D.</summary>
public sealed record SumRowsOperation : Operation;

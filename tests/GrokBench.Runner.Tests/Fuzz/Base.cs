using System.Collections.Immutable;

namespace GrokBench.Runner.Tests.Fuzz;

/// <summary>A small run that trains in a moment. What is random changes its numbers.</summary>
/// <param name="Task">Settings by name, as suites write them, the kind first.</param>
internal sealed record Base(string Task, string Model, string Optimiser, string Train)
{
    private const string Adam = "kind: adamw, learning-rate: 1e-2, betas: [0.9, 0.98], epsilon: 1e-8, weight-decay: 1";
    private const string Sgd = "kind: sgd, learning-rate: 0.1, weight-decay: 0";
    private const string PlainAdam = "kind: adam, learning-rate: 0.05, betas: [0.9, 0.999], epsilon: 1e-8, weight-decay: 0";
    private const string Classes = "batch: full, loss: cross-entropy";
    private const string Targets = "batch: full, loss: mse";
    private const string Exact = "batch: full, loss: mse, precision: float64";
    private const string RealNetwork = "kind: mlp, input: real, width: 6, activation: tanh, biases: all, init: kaiming";
    private const string Table = "kind: modular-arithmetic, operation: x+y, modulus: 5, train: 0.7";

    public static ImmutableArray<Base> All { get; } =
    [
        new(Table, "kind: mlp, input: one-hot, width: 8, activation: relu, biases: none, init: pytorch-uniform", Adam, Classes),
        new(Table, "kind: mlp, input: one-hot, width: 8, activation: square, biases: none, init: normal", Sgd, Targets),
        new(Table, "kind: mlp, input: embed-sum, embedding-width: 4, width: [5, 4], activation: gelu, biases: all, init: xavier-uniform", PlainAdam, "batch: 7, loss: cross-entropy, loss-precision: float16"),
        new("kind: modular-arithmetic, operation: x*y, modulus: 7, train: 20, corrupted: 2",
            "kind: transformer, layers: 1, width: 8, heads: 2, mlp: 8, activation: relu, layer-norm: none, positions: learned, biases: [mlp], init: nanda", Adam, Classes),
        new("kind: symmetric-group, operation: x*y, degree: 3, train: 0.6",
            "kind: transformer, layers: 2, width: 4, heads: 1, mlp: 4, activation: gelu, layer-norm: pre, positions: sinusoidal, biases: [attention, mlp, unembed], init: pytorch", Adam, Classes),
        new("kind: concealed-modular-arithmetic, operation: x+y, modulus: 5, spurious: 3, train: 12, test: 10", RealNetwork, Adam, Classes),
        new("kind: sparse-parity, bits: 6, relevant: 2, train: 20, test: 20", "kind: mlp, input: real, width: 8, activation: relu, biases: all, init: sign", Sgd, "batch: 5, loss: hinge"),
        new("kind: sparse-parity, bits: 6, relevant: 2, train: 20, test: 20, values: binary, target: class", "kind: bayesian-mlp, width: 5, activation: relu", Adam, Classes),
        new("kind: linear-teacher, inputs: 6, outputs: 2, ratio: 1.2, test: 10, tolerance: 1e-3, noise: 0.1", "kind: linear-regression, path: descent, init: normal", Sgd, Exact),
        new("kind: linear-teacher, inputs: 6, ratio: 0.5, test: 10, tolerance: 1e-3", "kind: linear-regression, path: flow, init: normal", Sgd, Exact),
        new("kind: spurious-regression, train: 10, points: 20", "kind: linear-regression, path: descent, init: normal", Sgd, Exact),
        new("kind: noisy-sine, train: 10, points: 20",
            "kind: gaussian-process, length-scales: shared, length-scale: 0.5, output-scale: 1, transform: exp, noise: 0.3", PlainAdam, Exact),
        new("kind: interval-classification, train: 10, points: 20",
            "kind: gaussian-process-classification, length-scales: per-dimension, length-scale: 0.5, output-scale: 1, transform: softplus, jitter: 1e-4", PlainAdam,
            "batch: full, loss: cross-entropy, precision: float64"),
        new("kind: subclass-shift, construction: equidistant, noise: 0.1, train: 20, factor: 0.5, sparse: 1, test: 20", RealNetwork, Adam, Classes),
        new("kind: teacher-student, inputs: 3, outputs: 2, width: 4, depth: 1, train: 10, test: 10", RealNetwork, Sgd, Targets),
    ];
}

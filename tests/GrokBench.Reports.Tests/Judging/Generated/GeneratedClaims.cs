using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Sections;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Reports.Tests.Judging.Generated;

/// <summary>
/// Checks of a kind over run groups of every shape, written from what the kind declares of its keys: a new kind is among them without a
/// word here, as long as its keys are of the
/// shapes and types known below.
/// </summary>
internal static class GeneratedClaims
{
    /// <summary>
    /// Over <see cref="Cells"/> of every shape: swept, zipped, both, of one cell, of text, of zero and negative numbers, with repeated
    /// values, with few seeds and with others.
    /// </summary>
    public const string Groups = """
        suite: generated
        paper: { title: A paper }
        defaults:
          task:      { kind: modular-arithmetic, operation: x+y, modulus: 7, train: 0.6 }
          model:     { kind: mlp, input: one-hot, width: 16, activation: relu, biases: none, init: pytorch-uniform }
          optimiser: { kind: adamw, learning-rate: 3e-2, betas: [0.9, 0.98], epsilon: 1e-8, weight-decay: 1 }
          train:     { steps: 60, batch: full, loss: cross-entropy }
          observe:   { every: 1 }
          seeds: 5
        events:
          t_late: { measure: test.accuracy, at-least: 0.5, hold: 20 }
        runs:
          single: {}
          pair:    { sweep: { task.train: [0.5, 0.7] } }
          four:    { sweep: { task.train: [0.4, 0.5, 0.6, 0.7] } }
          down:    { sweep: { task.train: [0.7, 0.6, 0.5, 0.4] } }
          six:     { sweep: { task.train: [0.4, 0.5, 0.55, 0.6, 0.65, 0.7] } }
          grid:    { sweep: { task.train: [0.4, 0.5, 0.6, 0.7], model.width: [8, 16] } }
          zipped:  { zip: { task.train: [0.4, 0.5, 0.6, 0.7], train.steps: [40, 50, 60, 70] } }
          both:    { sweep: { model.width: [8, 16] }, zip: { task.train: [0.5, 0.7], train.steps: [40, 60] } }
          repeats: { zip: { task.train: [0.5, 0.5, 0.6, 0.7], model.width: [8, 16, 16, 16] } }
          level:   { zip: { task.train: [0.4, 0.5, 0.6, 0.7], model.width: [16, 16, 16, 16] } }
          words:   { sweep: { model.activation: [relu, tanh, gelu, square] } }
          zero:    { sweep: { optimiser.weight-decay: [0, 0.1, 1, 2] } }
          one:     { seeds: 1, sweep: { task.train: [0.4, 0.5, 0.6, 0.7] } }
          two:     { seeds: 2, sweep: { task.train: [0.4, 0.5, 0.6, 0.7] } }
          others:  { seeds: { from: 100, count: 5 }, sweep: { task.train: [0.4, 0.5, 0.6, 0.7] } }
          overlap: { seeds: [3, 4, 5, 6, 7], model: { width: 12 }, sweep: { task.train: [0.4, 0.5, 0.6, 0.7] } }
        claims:

        """;

    private static readonly ImmutableArray<string> Cells =
    [
        "single", "six", "pair", "four", "down", "grid", "{ runs: grid, where: { model.width: 8 } }", "{ runs: grid, where: { task.train: 0.4, model.width: 8 } }", "zipped",
        "{ runs: zipped, where: { task.train: 0.5 } }", "both", "{ runs: both, where: { model.width: 8 } }", "repeats", "{ runs: repeats, where: { task.train: 0.5 } }", "level", "words",
        "zero", "one", "two", "others", "overlap", "{ runs: four, where: { task.train: 0.4 } }", "{ runs: others, where: { task.train: 0.4 } }",
    ];

    private static readonly ImmutableArray<string> Axes = ["task.train", "train.steps", "model.width", "model.activation", "optimiser.weight-decay"];

    private static readonly ImmutableArray<string> Events = ["t_gen", "t_late"];

    private static readonly ImmutableArray<string> Quantities =
    [
        "t_gen", "{ measure: test.loss, at: end }", "{ measure: test.loss, at: step 50 }", "{ setting: task.train }", "{ delay: t_gen, after: t_mem }", "{ rate: test.loss, from: start, to: t_late or end }",
        "{ spikes: step-loss }", "{ lowest: test.loss, from: step 10, to: end }",
    ];

    /// <summary>Checks of a kind, each key with one of the values that it can hold, drawn at random from a fixed seed.</summary>
    public static IEnumerable<string> Of(CheckKind kind)
    {
        var keys = kind.Keys.Where(key => key.Name != "kind").Select(key => (key.Name, Values: Values(key), Stream: new RandomStream(0, $"{kind.Name}/{key.Name}"))).ToImmutableArray();
        for (var draw = 0UL; ; draw++)
        {
            var stated = keys.Select(key => (key.Name, Value: key.Values[key.Stream.Below(draw, key.Values.Length)])).Where(key => key.Value.Length > 0);
            yield return $"{{ kind: {kind.Name}, {string.Join(", ", stated.Select(key => $"{key.Name}: {key.Value}"))} }}";
        }
    }

    /// <summary>What stands behind a key; nothing where it is left out.</summary>
    private static ImmutableArray<string> Values(Key key) => (key.Name, key.Shape, key.Type) switch
    {
        (_, "cells", _) => Cells,
        (_, "quantity", _) => Quantities,
        (_, "checks", _) => ["[{ kind: value, of: t_gen, at-least: 10 }, { kind: ordered, of: t_gen, across: task.train, direction: increasing }]"],
        ("across", _, _) => Axes,
        ("event", _, _) => Events,
        (_, _, ChoiceType words) => words.Words,
        (_, _, UnionType { Types: [ChoiceType words, ..] }) => [words.Words[0], $"[{string.Join(", ", words.Words)}]"],
        (_, _, NumberType { Most: <= 1 }) => ["", "0.9"],
        ("at-least", _, _) => key.Required ? ["0.5"] : ["", "0.5"],
        ("at-most", _, _) => key.Required ? ["0.5", "2"] : ["", "2"],
        (_, _, NumberType) => key.Required ? ["0.5", "2"] : ["", "0.5", "2"],
        _ => throw new NotSupportedException($"no values for {key.Name}: say here what a check of that kind may hold"),
    };
}

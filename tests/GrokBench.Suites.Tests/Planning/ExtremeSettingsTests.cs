using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml;
using GrokBench.Suites.Yaml.Runs;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Suites.Tests.Planning;

/// <summary>
/// Every setting at the ends of what it accepts: refused, or planned without making what it asks for, with a cost that is no smaller
/// for being immense.
/// </summary>
public sealed class ExtremeSettingsTests
{
    private static readonly string[] Values = ["2147483647", "1e9", "1e6", "500", "100", "1", "0", "-1", "1e308", "1e-300", "full"];

    private static readonly CostModel Costs = new(new EngineChoice(CpuEngine.Create()), _ => new StepTimes([new StepTime(1e3, 1e-6), new StepTime(1e9, 1)]), cores: 2);

    private static IEnumerable<TestCaseData> Models()
    {
        const string table = "kind: modular-arithmetic, operation: x+y, modulus: 7, train: 0.6", adam = "kind: adamw, learning-rate: 1e-2, betas: [0.9, 0.98], epsilon: 1e-8, weight-decay: 0", sgd = "kind: sgd, learning-rate: 0.1, weight-decay: 0", teacher = "kind: linear-teacher, inputs: 10, ratio: 0.5, test: 100, tolerance: 1";
        const string points = "kind: interval-classification, train: 20", sine = "kind: noisy-sine, train: 20", kernel = "length-scales: shared, length-scale: 1, output-scale: 1, transform: exp";
        yield return Case("mlp", table, "kind: mlp, input: one-hot, width: 16, activation: relu, biases: none, init: pytorch-uniform", adam);
        yield return Case("transformer", table, "kind: transformer, layers: 1, width: 8, heads: 2, mlp: 16, activation: relu, layer-norm: none, positions: sinusoidal, biases: [], init: nanda", adam);
        yield return Case("parity", "kind: sparse-parity, bits: 20, relevant: 3, train: 100", "kind: mlp, input: real, width: 16, activation: relu, biases: hidden, init: kaiming", sgd, "batch: full, loss: hinge");
        yield return Case("online", "kind: sparse-parity, bits: 20, relevant: 3, train: online", "kind: mlp, input: real, width: 16, activation: relu, biases: hidden, init: kaiming", sgd, "batch: 32, loss: hinge");
        yield return Case("linear", teacher, "kind: linear-regression, path: flow, init: normal", sgd, "batch: full, loss: mse, precision: float64");
        yield return Case("bayesian", points, "kind: bayesian-mlp, width: 10, activation: relu", adam);
        yield return Case("gp-classification", points, $"kind: gaussian-process-classification, jitter: 1e-6, {kernel}", adam, "batch: full, loss: cross-entropy, precision: float64");
        yield return Case("gp-regression", sine, $"kind: gaussian-process, noise: 0.1, {kernel}", adam, "batch: full, loss: mse, precision: float64");

        static TestCaseData Case(string name, string task, string model, string optimiser, string train = "batch: full, loss: cross-entropy") => new TestCaseData(
            $"suite: toy\npaper: {{ title: A paper }}\nevents: {{ t_mem: {{ measure: train.loss, at-most: 1 }}, t_gen: {{ measure: test.loss, at-most: 1 }} }}\nruns:\n  a:\n    task: {{ {task} }}\n    model: {{ {model} }}\n"
            + $"    optimiser: {{ {optimiser} }}\n    train: {{ steps: 100, {train} }}\n    seeds: 1\nclaims: {{}}\n").SetName($"{name} at the ends of its settings");
    }

    [TestCaseSource(nameof(Models))]
    public void Plan(string text)
    {
        var usual = Read(text, null);
        Assert.That(usual.Problems, Is.Empty);
        var run = usual.Suites.Single().Groups[0].Cells[0].Runs[0];
        foreach (var (section, choice) in new[] { ("task", run.Training.Task), ("model", run.Training.Model), ("optimiser", run.Training.Optimiser), ("train", run.Training.Training) })
        {
            foreach (var setting in choice.Kind.Settings.Select(setting => setting.Name).Append("steps").Where(name => name != "steps" || section == "train"))
            {
                foreach (var value in Values)
                {
                    var change = new SettingChange($"{section}.{setting}", value);
                    SuiteReading reading = null!;
                    Assert.That(() => reading = Read(text, new PilotPatch([change], null, (_, _) => true)), Throws.Nothing, change.ToString());
                    if (!reading.Problems.IsEmpty) continue;
                    RunCost cost = default;
                    Assert.That(() => cost = Costs.Of(reading.Suites.Single().Groups[0].Cells[0].Runs[0]), Throws.Nothing, change.ToString());
                    Assert.That(cost.Bytes, Is.Positive, change.ToString());
                    Assert.That(cost.Seconds, Is.Positive.And.Not.NaN, change.ToString());
                }
            }
        }
    }

    private static SuiteReading Read(string text, PilotPatch? patch) => SuiteReader.Parse("toy.yaml", text, "ci", ClaimCatalogue.Vocabulary, patch);
}

using GrokBench.Models;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Benchmarks.Speed;

/// <summary>
/// The rows of the table. Our side is a learner as the runner makes it from a run spec: batch drawn, gradient, update rules. The other side is a
/// case of <c>peer/steps.py</c>.
/// </summary>
internal static class Cases
{
    public static IEngine Engine { get; } = CpuEngine.Create();

    public static Case[] All { get; } =
    [
        Against("nanda-last", "Nanda p=113, 3830 rows, last position", 2, 3, Nanda),
        Against("nanda-last", "Nanda p=113, 3830 rows, last position", 2, 5.5, NandaFolded) with { Name = "nanda-last-folded", Note = "folded" },
        Against("nanda-all", "Nanda p=113, 3830 rows, as published", 2, 6.5, Nanda) with { Note = "PyTorch computes all positions, ours what the loss needs" },
        Against("nanda-all", "Nanda p=113, 3830 rows, as published", 2, 12, NandaFolded) with { Name = "nanda-all-folded", Note = "folded" },
        Against("nanda-last", "Nanda p=113, 3830 rows, last position", 1, 2.9, Nanda) with { Name = "nanda-last-1" },
        Against("nanda-last", "Nanda p=113, 3830 rows, last position", 1, 5, NandaFolded) with { Name = "nanda-last-1-folded", Note = "folded" },
        Against("power-last", "Power p=97, 2 layers, batch 512", 2, 3, Power) with { Note = "both compute only the last position in the last layer" },
        Against("power-all", "Power p=97, 2 layers, as published", 2, null, Power) with { Note = "PyTorch computes all positions, ours what the loss needs" },
        Against("one-hot-mlp", "MLP one-hot 2x97-128-128-97, batch 512", 2, 5, OneHotMlp),
        Against("parity", "parity (40,3), width 1000, batch 32, hinge, SGD", 1, 5, SameShape.Parity),
        Against("toy", "toy 1-200-200-30, 45 rows, two groups", 1, 10, SameShape.Toy),
        Against("deep-mlp-200", "deep MLP 784-11x400-10, batch 200", 2, 1.3, threads => SameShape.DeepMlp(2000, 200, threads)),
        Against("deep-mlp-1000", "deep MLP 784-11x400-10, full batch 1000", 2, 1.3, threads => SameShape.DeepMlp(1000, null, threads)),
        new("runs", "a run of Nanda on each of the threads", 2, 1.9,
            threads => new LearnerSide([.. Enumerable.Range(0, threads).Select(_ => Nanda(1))]), _ => new LearnerSide(Nanda(1)))
        {
            Note = "against one run on one thread; a step of any run counts",
        },
    ];

    public static Choice Of(IKind kind, params (string Name, SettingValue Value)[] stated) =>
        new(kind, stated.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)));

    public static Choice AdamW(double decay, double beta2) => Of(Catalogue.Optimisers["adamw"],
        ("learning-rate", 1e-3), ("weight-decay", decay), ("betas", List(0.9, beta2)), ("epsilon", 1e-8));

    private static Case Against(string peer, string title, int threads, double? bar, Func<int, ILearner> ours) =>
        new(peer, title, threads, bar, count => new LearnerSide(ours(count)), count => PeerSide.Start(peer, count));

    private static SettingValue List(params SettingValue[] items) => SettingValue.ListOf(items);

    private static ILearner Nanda(int threads) => Nanda(threads, "direct");

    private static ILearner NandaFolded(int threads) => Nanda(threads, "folded");

    private static ILearner Nanda(int threads, string numerics) => Learner(
        Of(Catalogue.Tasks["modular-arithmetic"], ("operation", "x+y"), ("modulus", 113), ("train", 0.3)),
        Of(Catalogue.Families["transformer"], ("layers", 1), ("width", 128), ("heads", 4), ("mlp", 512), ("activation", "relu"), ("layer-norm", "none"),
            ("positions", "learned"), ("biases", List("mlp")), ("init", "nanda")),
        Of(Catalogue.Training, ("batch", "full"), ("loss", "cross-entropy"), ("numerics", numerics)),
        threads);

    private static ILearner Power(int threads) => Learner(
        Of(Catalogue.Tasks["modular-arithmetic"], ("operation", "x/y"), ("modulus", 97), ("train", 0.5)),
        Of(Catalogue.Families["transformer"], ("layers", 2), ("width", 128), ("heads", 4), ("mlp", 512), ("activation", "relu"), ("layer-norm", "post"),
            ("positions", "sinusoidal"), ("biases", List()), ("init", "pytorch")),
        Of(Catalogue.Training, ("batch", 512), ("loss", "cross-entropy")),
        threads);

    private static ILearner OneHotMlp(int threads) => Learner(
        Of(Catalogue.Tasks["modular-arithmetic"], ("operation", "x+y"), ("modulus", 97), ("train", 0.5)),
        Of(Catalogue.Families["mlp"], ("input", "one-hot"), ("width", 128), ("depth", 2), ("activation", "relu"), ("biases", "all"), ("init", "pytorch-uniform")),
        Of(Catalogue.Training, ("batch", 512), ("loss", "cross-entropy")),
        threads);

    private static ILearner Learner(Choice task, Choice model, Choice training, int threads) =>
        ((IFamily)model.Kind).Create(new TrainingSpec(task, model, AdamW(decay: 1, beta2: 0.98), training, Seed: 0), Engine, threads);
}

using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Models.Tests.Families;

/// <summary>Choices of the catalogue's kinds for tests, each with settings that tests replace one at a time.</summary>
internal static class Specs
{
    /// <summary>One for all tests: it keeps no state, and making one takes a self-test.</summary>
    public static CpuEngine Engine { get; } = CpuEngine.Create();

    public static Choice Addition(int modulus, double train, string format = "pair-equals") => new(Catalogue.Tasks["modular-arithmetic"],
    [
        new("operation", "x+y"), new("modulus", modulus), new("train", train), new("format", format),
    ]);

    public static TaskShape Shape(this Choice task) => ((ITask)task.Kind).Shape(task);

    /// <summary>The one-layer model of Nanda et al. 2023.</summary>
    public static Choice Nanda { get; } = new(Catalogue.Families["transformer"],
    [
        new("layers", 1), new("width", 128), new("heads", 4), new("mlp", 512), new("activation", "relu"), new("layer-norm", "none"),
        new("positions", "learned"), new("biases", SettingValue.ListOf(["mlp"])), new("init", "nanda"),
    ]);

    /// <summary>The two-layer model of Power et al. 2022.</summary>
    public static Choice Power { get; } = new(Catalogue.Families["transformer"],
    [
        new("layers", 2), new("width", 128), new("heads", 4), new("mlp", 512), new("activation", "relu"), new("layer-norm", "post"),
        new("positions", "sinusoidal"), new("biases", SettingValue.ListOf([])), new("init", "pytorch"),
    ]);

    /// <summary>A one-hot ReLU network of 256 units.</summary>
    public static Choice ReluMlp { get; } = new(Catalogue.Families["mlp"],
    [
        new("input", "one-hot"), new("width", 256), new("activation", "relu"), new("biases", "none"), new("init", "pytorch-uniform"),
    ]);

    public static Choice Parity(int bits, int relevant, SettingValue train) =>
        new(Catalogue.Tasks["sparse-parity"], [new("bits", bits), new("relevant", relevant), new("train", train)]);

    /// <summary>The network of Merrill et al. 2023.</summary>
    public static Choice ParityMlp { get; } = new(Catalogue.Families["mlp"],
    [
        new("input", "real"), new("width", 1000), new("activation", "relu"), new("biases", "hidden"), new("init", "pytorch-uniform"),
    ]);

    public static Choice AdamW { get; } = new(Catalogue.Optimisers["adamw"],
    [
        new("learning-rate", 0.01), new("betas", SettingValue.ListOf([0.9, 0.98])), new("epsilon", 1e-8), new("weight-decay", 1),
    ]);

    public static Choice Training(SettingValue batch, string loss = "cross-entropy") => new(Catalogue.Training, [new("batch", batch), new("loss", loss)]);
}

using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace GrokBench.Torch.Tests;

/// <summary>That the switches which records state are in force.</summary>
internal sealed class ReproducibilityTests
{
    [OneTimeSetUp]
    public void StartEngine() => TestEngines.Torch();

    [Test]
    public void UseDeterministicAlgorithms_AnOperationWithoutAnOrderOfSummation_IsRefused()
    {
        Assume.That(Reproducibility.Algorithms, Does.StartWith("on: "), "a library that exports the switch");
        using var scope = NewDisposeScope();
        var (values, indices) = (ones(1, 1, 1, 1), zeros([1, 1, 1, 1], dtype: ScalarType.Int64));
        Assert.That(() => nn.functional.max_unpool2d(values, indices, [2, 2]), Throws.InstanceOf<ExternalException>().With.Message.Contains("deterministic"));
    }

    /// <summary>Runs of a stack lie one after the other, so that one's weights begin where the other's end, at any multiple of an element.</summary>
    [Test]
    public void SetVariables_MatricesElsewhereInMemory_GiveTheSameBits([Values(ScalarType.Float32, ScalarType.Float64)] ScalarType type, [Values(3, 13, 24, 70)] int width)
    {
        const int rows = 21, columns = 11, places = 17;
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var left = rand([rows, width], dtype: type, generator: generator);
        var right = rand([width, columns], dtype: type, generator: generator);
        var products = Enumerable.Range(0, places).Select(place => Library.ToArray<byte>(At(place, left).matmul(At(place + 1, right)))).ToArray();
        Assert.That(products, Is.All.EqualTo(products[0]));
    }

    /// <summary>The same numbers, so many elements behind the start of a tensor's memory.</summary>
    private static Tensor At(int offset, Tensor values)
    {
        var room = zeros([offset + values.numel()], dtype: values.dtype);
        var part = room.narrow(0, offset, values.numel()).view(values.shape);
        return part.copy_(values);
    }
}

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
        Assert.That(
            () => nn.functional.max_unpool2d(values, indices, [2, 2]),
            Throws.InstanceOf<ExternalException>().With.Message.Contains("deterministic"));
    }

    /// <summary>
    /// Runs of a stack lie one after the other, so that one's matrices begin at any multiple of an element. Forward, and the two products
    /// of a linear map's gradient.
    /// </summary>
    [Test]
    public void SetVariables_TheSameMatricesInEveryPlaceOfAStack_GiveTheSameBits(
        [Values(ScalarType.Float32, ScalarType.Float64)] ScalarType type, [Values(7, 24, 31)] int rows, [Values(5, 13, 33)] int width)
    {
        const int runs = 17, columns = 11;
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var (inputs, weights, gradient) = (Stacked(rows, width), Stacked(width, columns), Stacked(rows, columns));
        Assert.Multiple(() =>
        {
            (Tensor, Tensor)[] pairs = [(inputs, weights), (gradient, weights.transpose(1, 2)), (inputs.transpose(1, 2), gradient)];
            foreach (var (left, right) in pairs)
            {
                var products = left.matmul(right);
                var places = Enumerable.Range(0, runs).Select(run => Library.ToArray<byte>(products.select(0, run))).ToArray();
                Assert.That(places, Is.All.EqualTo(places[0]));
            }
        });

        Tensor Stacked(int first, int second) =>
            rand([1, first, second], dtype: type, generator: generator).expand(runs, -1, -1).contiguous();
    }
}

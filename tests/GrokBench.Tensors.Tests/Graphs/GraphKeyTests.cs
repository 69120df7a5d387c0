using GrokBench.Tensors.Graphs;

namespace GrokBench.Tensors.Tests.Graphs;

public sealed class GraphKeyTests
{
    [Test]
    public void Of_OtherInitialValues_IsTheSame() => Assert.That(Key(initial: Initialiser.Zeros), Is.EqualTo(Key()));

    [Test]
    public void Of_AnotherProgram_IsAnother()
    {
        string[] keys =
        [
            Key(), Key(width: 4), Key(activation: Activation.Tanh), Key(factor: 2), Key(factor: 2.5), Key(loss: LossKind.SquaredErrorOneHot), Key(precision: LossPrecision.Float32),
            Key(columns: [0, 0]),
        ];
        Assert.That(keys, Is.Unique);
    }

    private static string Key(
        int width = 3, Activation activation = Activation.Relu, double factor = 1, Initialiser? initial = null, LossKind loss = LossKind.CrossEntropy,
        LossPrecision precision = LossPrecision.Float64, params int[] columns)
    {
        var builder = new GraphBuilder();
        var start = initial ?? new UniformInitialiser(0.1);
        var table = builder.Parameter("table", 5, width, start);
        var rows = builder.Gather(table, columns.Length == 0 ? [0, 1] : columns);
        var hidden = builder.Scale(builder.Activate(builder.SumRows(rows), activation), factor);
        return GraphKey.Of(builder.Build(builder.Linear(hidden, builder.Parameter("out", width, 5, start)), new Loss(loss, precision)));
    }
}

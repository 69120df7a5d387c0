using GrokBench.Reports.Statistics;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Reports.Tests.Statistics;

public sealed class NeighbourOrderTests
{
    private static readonly double[][]
        Rising = [[10, 12, 11, 13, 9], [20, 26, 21, 24, 18], [50, 44, 52, 40, 45]],
        Reversed = [[10, 12, 11, 13, 9], [50, 44, 52, 40, 45], [20, 26, 21, 24, 18]];

    [Test]
    public void Of_EveryPairRises_InOrder() => Assert.That(Decide(Rising).IsInOrder, Is.True);

    [Test]
    public void Of_OnePairFallsInEveryDraw_OutOfOrderByTheSmallestPossibleValue()
    {
        var order = Decide(Reversed);

        Assert.That(order.IsInOrder, Is.False);
        Assert.That(order.Reversal, Is.EqualTo(2.0 / 10_001), "two pairs: Holm doubles it");
    }

    /// <summary>Two medians on one evaluation speak for neither side.</summary>
    [Test]
    public void Of_EqualCells_Neither() => Assert.That(Says(Decide([Rising[0], Rising[0]])), Is.Null);

    [Test]
    public void Of_UnknownRatio_Neither() => Assert.That(
        Says(NeighbourOrder.Of(new RandomStream(0, "order"), 5, 2, _ => [Reading.Exactly(2), Reading.Unknown])), Is.Null);

    /// <summary>An equal sequence of six: the smallest of five ratios lies below 1 by noise alone, and that is no reversal.</summary>
    [Test]
    public void Of_FlatSequences_AreSeldomCalledOutOfOrder()
    {
        const int Samples = 200;
        var (reversed, smallestBelow) = (0, 0);
        for (var sample = 0; sample < Samples; sample++)
        {
            var stream = new RandomStream(0, $"flat {sample}");
            double[][] cells = [.. Enumerable.Range(0, 6).Select(cell => Enumerable.Range(0, 8).Select(i => Math.Exp(0.33 * stream.Normal((ulong)((8 * cell) + i)))).ToArray())];
            var order = Decide(cells, draws: 400);
            if (Says(order) == false) reversed++;
            if (order.High < 1) smallestBelow++;
        }

        Assert.That(smallestBelow, Is.GreaterThan(Samples / 2));
        Assert.That(reversed, Is.LessThanOrEqualTo(Samples / 10));
    }

    private static bool? Says(NeighbourOrder order) => order.IsInOrder ? true : order.Reversal <= NearlyAll.Level ? false : null;

    private static NeighbourOrder Decide(double[][] cells, int draws = SeedBootstrap.Draws) => NeighbourOrder.Of(
        new RandomStream(0, "order"),
        cells[0].Length,
        cells.Length - 1,
        drawn =>
        {
            Reading[] medians = [.. cells.Select(cell => MedianInterval.MedianOf(drawn.Select(i => Reading.Exactly(cell[i]))))];
            return [.. medians.Skip(1).Select((later, i) => later / medians[i])];
        },
        draws);
}

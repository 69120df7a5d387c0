using GrokBench.Models.Tasks.Images;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tests.Tasks.Images;

public sealed class KMeansTests
{
    private static readonly RandomStream Start = new(0, "start");

    [Test]
    public void Centroids_OfFarClusters_AreTheirMeansTheLargestFirst()
    {
        double[][] points = [[0, 0], [1, 0], [100, 0], [100, 2], [100, 4], [0, 50], [2, 50], [0, 52], [2, 52]];
        for (var seed = 0UL; seed < 20; seed++)
        {
            var centroids = KMeans.Centroids(points, 3, new RandomStream(seed, "start"));
            Assert.That(centroids, Is.EqualTo(new double[][] { [1, 51], [100, 2], [0.5, 0] }), $"seed {seed}");
        }
    }

    /// <summary>Where Lloyd's iteration ends, every centroid is the mean of the points that are nearest to it.</summary>
    [Test]
    public void Centroids_OfACloud_AreTheMeansOfWhatIsNearest()
    {
        var draws = new RandomStream(1, "cloud");
        double[][] points = [.. Enumerable.Range(0, 200).Select(i => new[] { draws.Normal((ulong)(2 * i)), draws.Normal((ulong)((2 * i) + 1)) })];
        var centroids = KMeans.Centroids(points, 4, Start);
        var groups = points.GroupBy(point => KMeans.Nearest(centroids, point)).ToDictionary(group => group.Key, group => group.ToArray());
        for (var cluster = 0; cluster < 4; cluster++)
            Assert.That(centroids[cluster], Is.EqualTo(new[] { groups[cluster].Average(point => point[0]), groups[cluster].Average(point => point[1]) }).Within(1e-12));
        Assert.That(Enumerable.Range(0, 4).Select(cluster => groups[cluster].Length), Is.Ordered.Descending);
    }

    [Test]
    public void Centroids_OfEqualPoints_AreThatPoint() =>
        Assert.That(KMeans.Centroids([[3, 4], [3, 4], [3, 4]], 2, Start), Is.EqualTo(new double[][] { [3, 4], [3, 4] }));

    [Test]
    public void Nearest_OfEquallyNear_IsTheFirst() => Assert.That(KMeans.Nearest([[-1], [1]], [0]), Is.Zero);
}

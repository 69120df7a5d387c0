using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks.Images;

/// <summary>
/// Subclasses of digits: clusters (<see cref="KMeans"/>) of what the images of each digit are to a <see cref="DigitNetwork"/>, every feature centred and divided by its standard
/// deviation over the digit. Cluster 0 of a digit is its largest. A function of the pool and their number alone, found once per
/// process; images of another pool belong to the nearest centroid.
/// </summary>
internal sealed class ImageClusters
{
    private const ulong Seed = 0;

    private static readonly ConditionalWeakTable<ImagePool, Lazy<DigitNetwork>> Networks = [];
    private static readonly ConditionalWeakTable<ImagePool, ConcurrentDictionary<int, Lazy<ImageClusters>>> Found = [];

    private readonly ImagePool pool;
    private readonly int[] members;
    private readonly DigitNetwork network;
    private readonly double[][] means = new double[ImagePool.Classes][], deviations = new double[ImagePool.Classes][];
    private readonly double[][][] centroids = new double[ImagePool.Classes][][];

    private ImageClusters(ImagePool pool, int count)
    {
        this.pool = pool;
        network = Networks.GetValue(pool, images => new Lazy<DigitNetwork>(() => new DigitNetwork(images))).Value;
        for (var digit = 0; digit < ImagePool.Classes; digit++)
        {
            double[][] features = [.. Enumerable.Range(0, pool.Count).Where(image => pool.Labels[image] == digit).Select(image => network.Of(pool, image))];
            (means[digit], deviations[digit]) = Moments(features);
            centroids[digit] = KMeans.Centroids(
                [.. features.Select(feature => Standardised(digit, feature))], count, new RandomStream(Seed, FormattableString.Invariant($"clusters/{digit}")));
        }

        members = [.. Enumerable.Range(0, pool.Count).Select(image => Nearest(pool, image))];
    }

    /// <param name="pool">The images that are clustered: those that training examples are taken from.</param>
    /// <param name="count">Clusters of a digit.</param>
    public static ImageClusters For(ImagePool pool, int count) => Found
        .GetValue(pool, _ => new ConcurrentDictionary<int, Lazy<ImageClusters>>())
        .GetOrAdd(count, _ => new Lazy<ImageClusters>(() => new ImageClusters(pool, count))).Value;

    /// <summary>Cluster of an image within its digit.</summary>
    public int Of(ImagePool from, int image) => ReferenceEquals(from, pool) ? members[image] : Nearest(from, image);

    private int Nearest(ImagePool from, int image)
    {
        var digit = from.Labels[image];
        return KMeans.Nearest(centroids[digit], Standardised(digit, network.Of(from, image)));
    }

    private double[] Standardised(int digit, double[] features)
    {
        // A unit that the digit never changes says nothing of it.
        var (mean, deviation) = (means[digit], deviations[digit]);
        return [.. features.Select((value, j) => deviation[j] == 0 ? 0 : (value - mean[j]) / deviation[j])];
    }

    private static (double[] Means, double[] Deviations) Moments(double[][] features)
    {
        var means = Enumerable.Range(0, DigitNetwork.Features).Select(j => Mean(features, feature => feature[j])).ToArray();
        return (means, [.. means.Select((mean, j) => Math.Sqrt(Mean(features, feature => (feature[j] - mean) * (feature[j] - mean))))]);
    }

    /// <summary>Summed first to last, one after the other: the clusters, and so the datasets, depend on the last bit.</summary>
    private static double Mean(double[][] features, Func<double[], double> value)
    {
        var sum = 0.0;
        foreach (var feature in features) sum += value(feature);
        return sum / features.Length;
    }
}

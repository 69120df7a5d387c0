using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks.Images;

/// <summary>
/// Lloyd's k-means from the start of k-means++ (Arthur and Vassilvitskii 2007), in float64 with a fixed order of sums. Of equally near centroids the first counts; a centroid
/// that loses its points stays where it is.
/// </summary>
internal static class KMeans
{
    private const int MostIterations = 100;

    /// <param name="points">Not empty, all of one length.</param>
    /// <param name="random">As many draws as clusters.</param>
    /// <returns>One centroid per cluster, that with the most points first.</returns>
    public static double[][] Centroids(double[][] points, int clusters, RandomStream random)
    {
        var centroids = Start(points, clusters, random);
        var members = points.Select(point => Nearest(centroids, point)).ToArray();
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            for (var cluster = 0; cluster < clusters; cluster++) Centre(points, members, cluster, centroids[cluster]);
            var moved = false;
            for (var i = 0; i < points.Length; i++)
            {
                var nearest = Nearest(centroids, points[i]);
                moved |= nearest != members[i];
                members[i] = nearest;
            }

            if (!moved) break;
        }

        return [.. Enumerable.Range(0, clusters).OrderByDescending(cluster => members.Count(member => member == cluster)).ThenBy(cluster => cluster).Select(cluster => centroids[cluster])];
    }

    public static int Nearest(double[][] centroids, double[] point)
    {
        var (nearest, least) = (0, double.PositiveInfinity);
        for (var cluster = 0; cluster < centroids.Length; cluster++)
        {
            var square = Square(centroids[cluster], point);
            if (square < least) (nearest, least) = (cluster, square);
        }

        return nearest;
    }

    /// <summary>Points drawn one after the other, each with a chance that goes as the square of its distance from those drawn before.</summary>
    private static double[][] Start(double[][] points, int clusters, RandomStream random)
    {
        var centroids = new List<double[]> { points[random.Below(0, points.Length)].ToArray() };
        while (centroids.Count < clusters)
        {
            var squares = points.Select(point => centroids.Min(centroid => Square(centroid, point))).ToArray();
            var sum = 0.0;
            foreach (var square in squares) sum += square;
            var left = random.Uniform((ulong)centroids.Count) * sum;
            var chosen = 0;
            while (chosen < points.Length - 1 && (left -= squares[chosen]) >= 0) chosen++;
            centroids.Add(points[chosen].ToArray());
        }

        return [.. centroids];
    }

    private static void Centre(double[][] points, int[] members, int cluster, double[] centroid)
    {
        var (count, sum) = (0, new double[centroid.Length]);
        for (var i = 0; i < points.Length; i++)
        {
            if (members[i] != cluster) continue;
            count++;
            for (var j = 0; j < sum.Length; j++) sum[j] += points[i][j];
        }

        for (var j = 0; j < sum.Length && count > 0; j++) centroid[j] = sum[j] / count;
    }

    private static double Square(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var j = 0; j < a.Length; j++) sum += (a[j] - b[j]) * (a[j] - b[j]);
        return sum;
    }
}

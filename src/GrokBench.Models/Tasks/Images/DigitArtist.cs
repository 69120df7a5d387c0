using GrokBench.Tensors.Maths;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tasks.Images;

/// <summary>
/// Draws digits as nobody writes them twice: a way of writing, its points moved a little, the whole turned, slanted, stretched and shifted, with a pen of some
/// thickness, on paper with some noise. An image is a function of the artist's name and its number alone.
/// </summary>
/// <param name="name">Artists of different names draw different digits.</param>
internal sealed class DigitArtist(string name)
{
    /// <summary>Number of random draws set aside for an image's shape.</summary>
    private const int Draws = 128;

    /// <summary>Straight pieces of a line between two of its points.</summary>
    private const int Pieces = 5;

    /// <summary>Pixels that the unit square of the strokes takes, and where its centre comes to lie.</summary>
    private const double Size = 19, Centre = (ImagePool.Side - 1) / 2.0;

    private readonly RandomStream shape = new(0, $"digits-{name}"), noise = new(0, $"digits-{name}-noise");

    /// <param name="number">From 0.</param>
    /// <param name="image">28 x 28, all 0 before.</param>
    /// <returns>The digit.</returns>
    public int Draw(int number, Span<byte> image)
    {
        var draw = (ulong)number * Draws;
        var digit = shape.Below(draw++, DigitStrokes.Ways.Length);
        var ways = DigitStrokes.Ways[digit];
        var way = ways[shape.Below(draw++, ways.Length)];

        var (turn, slant) = (0.16 * shape.Normal(draw++), 0.22 * shape.Normal(draw++));
        var (wide, high) = (0.62 + (0.4 * shape.Uniform(draw++)), 0.8 + (0.25 * shape.Uniform(draw++)));
        var shift = new Point(0.8 * shape.Normal(draw++), 0.8 * shape.Normal(draw++));
        var (pen, ink, grain) = (0.55 + (1.2 * shape.Uniform(draw++)), 0.7 + (0.3 * shape.Uniform(draw++)), 0.12 * shape.Uniform(draw++));
        var (sine, cosine) = (SpecialFunctions.Sin(turn), SpecialFunctions.Cos(turn));

        Span<double> drawn = stackalloc double[ImagePool.PixelCount];
        drawn.Clear();
        foreach (var stroke in way)
        {
            var points = new Point[stroke.Length];
            for (var i = 0; i < points.Length; i++)
            {
                var point = stroke[i] + new Point(0.035 * shape.Normal(draw++), 0.035 * shape.Normal(draw++));
                var (x, y) = (wide * (point.X - 0.5), high * (point.Y - 0.5));
                x -= slant * y;
                points[i] = new Point(Centre, Centre) + shift + (Size * new Point((cosine * x) - (sine * y), (sine * x) + (cosine * y)));
            }

            Trace(points, pen, drawn);
        }

        for (var i = 0; i < drawn.Length; i++)
        {
            var value = (ink * drawn[i]) + (grain * noise.Normal(((ulong)number * ImagePool.PixelCount) + (ulong)i));
            image[i] = (byte)Math.Floor((Math.Clamp(value, 0, 1) * ImageScale.FullInk) + 0.5);
        }

        return digit;
    }

    /// <summary>Draws a Catmull-Rom curve through the points.</summary>
    private static void Trace(Point[] points, double pen, Span<double> drawn)
    {
        for (var i = 0; i + 1 < points.Length; i++)
        {
            var (before, from, to, after) = (points[Math.Max(i - 1, 0)], points[i], points[i + 1], points[Math.Min(i + 2, points.Length - 1)]);
            var last = from;
            for (var piece = 1; piece <= Pieces; piece++)
            {
                var t = (double)piece / Pieces;
                var next = 0.5 * ((2 * from) + (t * (to - before)) + (t * t * ((2 * before) - (5 * from) + (4 * to) - after))
                    + (t * t * t * ((3 * from) - before - (3 * to) + after)));
                Line(last, next, pen, drawn);
                last = next;
            }
        }
    }

    /// <summary>Full ink within the pen's radius, fading over a pixel; where lines cross, the darker one counts.</summary>
    private static void Line(Point from, Point to, double pen, Span<double> drawn)
    {
        var reach = pen + 1;
        var (left, right) = (Pixel(Math.Floor(Math.Min(from.X, to.X) - reach)), Pixel(Math.Ceiling(Math.Max(from.X, to.X) + reach)));
        var (top, bottom) = (Pixel(Math.Floor(Math.Min(from.Y, to.Y) - reach)), Pixel(Math.Ceiling(Math.Max(from.Y, to.Y) + reach)));
        var along = to - from;
        var length = (along.X * along.X) + (along.Y * along.Y);
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var offset = new Point(x, y) - from;
                var share = length > 0 ? Math.Clamp(((offset.X * along.X) + (offset.Y * along.Y)) / length, 0, 1) : 0;
                var gap = offset - (share * along);
                var distance = Math.Sqrt((gap.X * gap.X) + (gap.Y * gap.Y));
                ref var pixel = ref drawn[(y * ImagePool.Side) + x];
                pixel = Math.Max(pixel, Math.Clamp(pen + 0.5 - distance, 0, 1));
            }
        }
    }

    private static int Pixel(double position) => (int)Math.Clamp(position, 0, ImagePool.Side - 1);
}

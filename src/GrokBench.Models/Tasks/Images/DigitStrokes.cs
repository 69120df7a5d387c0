using System.Collections.Immutable;

namespace GrokBench.Models.Tasks.Images;

/// <summary>A point of a drawing; x to the right, y down.</summary>
internal readonly record struct Point(double X, double Y)
{
    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    public static Point operator *(double factor, Point a) => new(factor * a.X, factor * a.Y);
}

/// <summary>How digits are written: by digit, several ways; by way, strokes; by stroke, points in the unit square through which a smooth line runs.</summary>
internal static class DigitStrokes
{
    /// <summary>Of one stroke, in hundredths: x y x y ...; strokes are separated by bars. Strokes that meet in a corner share the point.</summary>
    private static readonly string[][] Written =
    [
        ["50 5 22 18 12 50 22 82 50 95 78 82 88 50 78 18 50 5", "62 8 30 14 14 50 22 86 46 94 74 84 88 50 80 18 50 8"],
        ["50 4 50 96", "30 26 56 5 | 56 5 56 96", "32 24 54 5 | 54 5 54 95 | 30 95 78 95"],
        [
            "18 28 30 8 60 5 80 22 72 46 44 70 14 94 | 14 94 86 92",
            "18 26 34 6 64 6 80 24 66 54 36 86 18 90 22 72 46 78 86 94",
        ],
        [
            "20 14 48 5 78 18 72 38 44 48 | 44 48 80 58 84 78 54 95 16 86",
            "20 6 80 6 | 80 6 46 42 | 46 42 78 52 84 76 54 95 18 88",
        ],
        ["26 8 16 56 | 16 56 86 54 | 68 20 64 96", "62 5 12 66 | 12 66 90 66 | 64 5 64 96"],
        ["80 7 30 7 | 30 7 24 46 | 24 46 52 38 80 54 80 76 54 95 16 88", "82 8 52 8 30 18 26 38 50 46 76 60 76 82 48 95 18 86"],
        ["70 6 40 20 20 48 18 76 40 95 70 90 80 70 64 53 40 56 20 74", "52 5 32 36 22 72 40 95 66 92 76 74 60 60 40 64 26 80"],
        ["14 8 86 8 | 86 8 56 50 40 96", "14 8 86 8 | 86 8 58 50 42 96 | 30 52 78 50", "16 24 20 8 | 20 8 84 8 | 84 8 60 44 52 96"],
        [
            "50 48 22 30 30 8 58 5 78 22 50 48 20 70 30 93 60 95 80 75 50 48",
            "76 16 50 5 26 20 40 42 70 62 74 86 46 96 22 82 34 58 66 40 76 16",
        ],
        ["78 30 60 8 32 10 20 30 35 50 60 48 78 30 | 78 30 78 60 70 96", "78 30 58 7 30 10 20 32 38 50 62 46 78 30 | 78 30 78 66 60 92 28 93"],
    ];

    /// <summary>By digit, way and stroke.</summary>
    public static ImmutableArray<ImmutableArray<ImmutableArray<ImmutableArray<Point>>>> Ways { get; } =
        [.. Written.Select(digit => digit.Select(way => way.Split('|').Select(Stroke).ToImmutableArray()).ToImmutableArray())];

    private static ImmutableArray<Point> Stroke(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) / 100.0)
            .Chunk(2).Select(pair => new Point(pair[0], pair[1])),
    ];
}

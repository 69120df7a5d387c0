using System.Globalization;
using System.Text;

namespace GrokBench.Reports.Html.Charts;

/// <summary>The <c>d</c> attribute of SVG paths.</summary>
public static class PathData
{
    /// <summary>
    /// A polyline through the points, in relative coordinates (the sum of the written offsets never drifts). A point that is not finite
    /// starts a new piece; a piece of one point becomes a dot. Points whose absence nobody could see are left out.
    /// </summary>
    /// <param name="tolerance">How far, in pixels, the drawn line may be from a point that was left out, measured vertically.</param>
    /// <param name="grain">What written places are multiples of, in tenths of a pixel.</param>
    public static string Line(IEnumerable<(double X, double Y)> points, double tolerance = 0.4, int grain = 1)
    {
        var text = new StringBuilder();
        var piece = new List<(double X, double Y)>();
        foreach (var point in points)
        {
            if (!double.IsFinite(point.X) || !double.IsFinite(point.Y)) Flush();
            else piece.Add(point);
        }

        Flush();
        return text.ToString();

        void Flush()
        {
            if (piece.Count > 0) Append(text, Simplification.Of(piece, tolerance), grain);
            piece.Clear();
        }
    }

    private static void Append(StringBuilder text, IReadOnlyList<(double X, double Y)> points, int grain)
    {
        var (x, y) = Tenths(points[0], grain);
        text.Append('M').Append(Number(x)).Append(' ').Append(Number(y));
        if (points.Count == 1) text.Append("h0");
        for (var i = 1; i < points.Count; i++)
        {
            var (nextX, nextY) = Tenths(points[i], grain);
            text.Append(nextY == y ? "h" + Number(nextX - x) : nextX == x ? "v" + Number(nextY - y) : "l" + Number(nextX - x) + " " + Number(nextY - y));
            (x, y) = (nextX, nextY);
        }
    }

    private static (long X, long Y) Tenths((double X, double Y) point, int grain) => (grain * (long)Math.Round(point.X * 10 / grain), grain * (long)Math.Round(point.Y * 10 / grain));

    private static string Number(long tenths) => (tenths / 10.0).ToString("0.#", CultureInfo.InvariantCulture);
}

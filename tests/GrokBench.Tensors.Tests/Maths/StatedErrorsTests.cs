using System.Globalization;

namespace GrokBench.Tensors.Tests.Maths;

internal sealed class StatedErrorsTests
{
    [TestCaseSource(typeof(Functions), nameof(Functions.InFloat64))]
    public void Bounds_OfEachFunction_AreThoseOfTheDocument(string function)
    {
        using var reader = new StreamReader(typeof(StatedErrorsTests).Assembly.GetManifestResourceStream("determinism.md")!);
        var row = reader.ReadToEnd().Split('\n').Single(line => line.StartsWith($"| {function} |", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries);

        Assert.That(Bound(row[3]), Is.EqualTo(StatedErrors.Float64(function)));
        Assert.That(row[2] == "-", Is.Not.EqualTo(Functions.InFloat32.Contains(function)), "a float32 form");
        if (row[2] != "-") Assert.That(Bound(row[2]), Is.EqualTo(StatedErrors.Float32(function)));
    }

    private static double Bound(string cell) => double.Parse(cell.Split(' ')[0], CultureInfo.InvariantCulture);
}

using System.Text.Json.Nodes;

namespace GrokBench.Models.Tests.Measures.Fourier;

internal static class FixtureNumbers
{
    public static double[] Numbers(this JsonNode node) => [.. node.AsArray().Select(value => value!.GetValue<double>())];

    public static double[][] Rows(this JsonNode node) => [.. node.AsArray().Select(row => row!.Numbers())];
}

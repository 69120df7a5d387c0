using System.Collections.Immutable;

namespace GrokBench.Runner.Downloading;

/// <summary>Public copies of MNIST's four files, tried in this order.</summary>
internal static class MnistMirrors
{
    public static ImmutableArray<string> Known { get; } =
    [
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
        "https://yann.lecun.com/exdb/mnist/",
    ];
}

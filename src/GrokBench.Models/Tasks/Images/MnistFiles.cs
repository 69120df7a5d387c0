using System.Collections.Immutable;

namespace GrokBench.Models.Tasks.Images;

/// <summary>MNIST in folders of this machine. Each file is looked for in every folder, compressed first.</summary>
/// <param name="folders">In the order in which they are searched.</param>
internal sealed class MnistFiles(ImmutableArray<string> folders) : IImagePools
{
    private readonly Lazy<ImagePool> train = new(() => Read(folders, MnistFile.TrainImages, MnistFile.TrainLabels));
    private readonly Lazy<ImagePool> test = new(() => Read(folders, MnistFile.TestImages, MnistFile.TestLabels));

    /// <summary>Where every run of this process finds it: <c>mnist</c> in the folder that the environment names, then <c>data/mnist</c>.</summary>
    public static MnistFiles OfThisMachine { get; } = new(DataFolders.Of("mnist"));

    /// <exception cref="InvalidDataException">A file is missing, damaged, or not the official one. The message names it.</exception>
    public ImagePool Train => train.Value;

    /// <inheritdoc cref="Train"/>
    public ImagePool Test => test.Value;

    /// <summary>Says that files are missing and where they were looked for; null when none is.</summary>
    public string? Missing(IEnumerable<MnistFile> files)
    {
        string[] missing = [.. files.Where(file => Find(folders, file) is null).Select(file => file.PackedName)];
        return missing.Length == 0 ? null : $"{string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} not in {string.Join(" or ", folders)}";
    }

    /// <exception cref="InvalidDataException">As of <see cref="Train"/>.</exception>
    internal static IdxFile Read(ImmutableArray<string> folders, MnistFile file)
    {
        var path = Find(folders, file) ?? throw new InvalidDataException($"there is no {file.PackedName} in {string.Join(" or ", folders)}; grokbench data downloads it");
        var idx = IdxFile.Read(path, file.Dimensions, file.Bytes);
        if (idx.Count != file.Count) throw IdxFile.Bad(path, $"it has {idx.Count} items; expected {file.Count}");
        return idx;
    }

    private static ImagePool Read(ImmutableArray<string> folders, MnistFile images, MnistFile labels)
    {
        var (left, right) = (Read(folders, images), Read(folders, labels));
        var pool = ImagePool.Of(left, right);
        RequireOfficial(left, images);
        RequireOfficial(right, labels);
        return pool;
    }

    /// <summary>Other data sets have the same format and sizes.</summary>
    private static void RequireOfficial(IdxFile found, MnistFile file)
    {
        if (found.Sha256 != file.Sha256)
            throw IdxFile.Bad(found.Path, $"its content has SHA-256 {found.Sha256}; expected {file.Sha256}, that of MNIST. Delete it, and run grokbench data");
    }

    private static string? Find(ImmutableArray<string> folders, MnistFile file) =>
        folders.SelectMany(folder => new[] { Path.Combine(folder, file.PackedName), Path.Combine(folder, file.Name) }).FirstOrDefault(File.Exists);
}

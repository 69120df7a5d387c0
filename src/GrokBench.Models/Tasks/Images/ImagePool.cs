namespace GrokBench.Models.Tasks.Images;

/// <summary>Grey images of digits with their labels, in a fixed order. Shared between runs: never written to.</summary>
/// <param name="Pixels">Image by image, row by row, 0 the background and 255 full ink; <see cref="Side"/> x <see cref="Side"/> each.</param>
/// <param name="Labels">One per image, 0 to 9.</param>
internal sealed record ImagePool(byte[] Pixels, byte[] Labels)
{
    public const int Side = 28;

    public const int PixelCount = Side * Side;

    public const int Classes = 10;

    public int Count => Labels.Length;

    public ReadOnlySpan<byte> Image(int index) => Pixels.AsSpan(index * PixelCount, PixelCount);

    /// <summary>Puts images and labels from two IDX files together.</summary>
    /// <exception cref="InvalidDataException">They do not belong together, or are not images and labels of digits.</exception>
    public static ImagePool Of(IdxFile images, IdxFile labels)
    {
        if (images.Sizes[1] != Side || images.Sizes[2] != Side)
            throw IdxFile.Bad(images.Path, $"its images are {images.Sizes[1]} x {images.Sizes[2]}; expected {Side} x {Side}");
        if (images.Count != labels.Count)
            throw IdxFile.Bad(labels.Path, $"it has {labels.Count} labels; expected {images.Count}, one for each image of {images.Path}");
        var wrong = Array.FindIndex(labels.Values, label => label >= Classes);
        if (wrong >= 0) throw IdxFile.Bad(labels.Path, $"label {wrong} is {labels.Values[wrong]}; expected 0 to {Classes - 1}");
        return new(images.Values, labels.Values);
    }
}

using GrokBench.Models.Kinds;

namespace GrokBench.Models.Tasks.Images;

/// <summary>Drawn digits, made in memory: what stands in for <see cref="Mnist"/> where its files are missing. The same 70,000 images whatever the data seed.</summary>
public sealed class Digits : ImageTask
{
    public override string Name => "digits";

    public override int Version => 1;

    public override string Summary => "Digits drawn by program: the stand-in for mnist, with ids of its own.";

    public override string DataSource(Choice settings) => "drawn digits";

    internal override IImagePools Pools => DrawnPools.Shared;

    /// <summary>Classes are drawn independently, each as likely as another.</summary>
    internal override double LargestShare(bool testImages) => 1.0 / ImagePool.Classes;
}

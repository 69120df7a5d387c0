namespace GrokBench.Runner.Downloading;

/// <param name="Name">Under a mirror's address, and in the folder that it is downloaded to.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">64 hexadecimal digits, lower case.</param>
/// <param name="Plain">What it is decompressed, which does as well where it lies already.</param>
public sealed record WantedFile(string Name, long Bytes, string Sha256, PlainFile Plain);

/// <param name="Name">In the folder that the compressed file is downloaded to.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">As of <see cref="WantedFile"/>.</param>
public sealed record PlainFile(string Name, long Bytes, string Sha256);

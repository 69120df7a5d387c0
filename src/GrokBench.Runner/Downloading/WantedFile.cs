namespace GrokBench.Runner.Downloading;

/// <param name="Name">Under a mirror's address, and in the folder that it is downloaded to.</param>
/// <param name="Sha256">64 hexadecimal digits, lower case.</param>
public sealed record WantedFile(string Name, string Sha256);

using System.Security.Cryptography;

namespace GrokBench.Reports.Certificates;

/// <summary>A file that a certificate is about, and that lies beside it.</summary>
/// <param name="Name">In the certificate's folder.</param>
/// <param name="About">What it is, in a few words.</param>
/// <param name="MediaType">As in RFC 6838.</param>
public sealed record CertificateFile(string Name, string About, string MediaType, byte[] Bytes)
{
    /// <summary>SHA-256 of its bytes, in hexadecimal.</summary>
    public string Digest { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));
}

using System.Globalization;

namespace GrokBench.Tensors.Engines;

/// <summary>Names what computed a result. Records of different identities are never mixed.</summary>
/// <param name="Name">For example <c>cpu</c>.</param>
/// <param name="Version">Raised whenever a result's bits may change.</param>
/// <param name="Fingerprint">Digest (hexadecimal, 16 characters) of a self-test over every operation, optimiser primitive and special function.</param>
public sealed record EngineIdentity(string Name, int Version, string Fingerprint)
{
    /// <summary>What <see cref="ToString"/> gave; null where the text is none of its.</summary>
    public static EngineIdentity? Parse(string text) =>
        text.Split('-') is [.. { Length: > 0 } name, var version, { Length: > 0 } fingerprint] && name.All(part => part.Length > 0)
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new EngineIdentity(string.Join('-', name), number, fingerprint)
            : null;

    /// <summary>A folder name: <c>cpu-1-0123456789abcdef</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}-{Version}-{Fingerprint}");
}

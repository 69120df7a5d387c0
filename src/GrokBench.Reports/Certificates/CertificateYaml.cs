using YamlDotNet.Serialization;

namespace GrokBench.Reports.Certificates;

/// <summary>YAML with the keys in the order in which they are given, and every text quoted that would be read as something else.</summary>
internal static class CertificateYaml
{
    private static readonly ISerializer Serializer = new SerializerBuilder().WithQuotingNecessaryStrings(quoteYaml1_1Strings: true)
        .WithNewLine("\n").DisableAliases().Build();

    /// <param name="entries">Those without a value are left out.</param>
    public static string Write(params (string Key, object? Value)[] entries) => Serializer.Serialize(Mapping(entries));

    /// <inheritdoc cref="Write"/>
    public static Dictionary<string, object> Mapping(params (string Key, object? Value)[] entries) =>
        entries.Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value!, StringComparer.Ordinal);
}

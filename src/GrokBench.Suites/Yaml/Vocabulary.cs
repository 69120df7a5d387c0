using GrokBench.Suites.Yaml.Claims;
using GrokBench.Suites.Yaml.Runs;

namespace GrokBench.Suites.Yaml;

/// <summary>Every word that a suite may use.</summary>
/// <param name="Kinds">For its runs.</param>
/// <param name="Claims">For its claims.</param>
public sealed record Vocabulary(KnownKinds Kinds, ClaimKinds Claims);

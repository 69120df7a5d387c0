using GrokBench.Suites.Yaml.Nodes;

namespace GrokBench.Suites.Yaml;

/// <summary>A claim that cannot be decided of pilots, such as one about a cell that they do not have.</summary>
/// <param name="Reason">What its check asks for in vain.</param>
public sealed record LeftOutClaim(string Suite, string Claim, SuiteProblem Reason);

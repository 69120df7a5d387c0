using GrokBench.Suites.Yaml.Nodes;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>The run groups that a <see cref="PilotPatch"/> changes, and how.</summary>
/// <param name="Profile">The one that was asked for: a group that it does not train stays as it is.</param>
/// <param name="Patch">In the shape of a run group.</param>
/// <param name="Groups">Whether a group was asked for, by name.</param>
internal sealed record Pilots(string Profile, YamlMapping Patch, Func<string, bool> Groups);

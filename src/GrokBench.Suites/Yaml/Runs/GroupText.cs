using System.Collections.Immutable;
using GrokBench.Suites.Yaml.Nodes;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>A run group before it is resolved.</summary>
/// <param name="ByProfile">The merged text under each profile.</param>
/// <param name="Profiles">Profiles that train it.</param>
internal sealed record GroupText(string Name, string About, ImmutableArray<string> Profiles, ImmutableDictionary<string, YamlMapping> ByProfile)
{
    /// <summary>The profile that was asked for, with a pilot's patch of the group; null where there is none.</summary>
    public (string Profile, YamlMapping Text)? Pilot { get; init; }

    /// <summary>What is trained under a profile, or would be: the text under the effective one, patched where it is a pilot.</summary>
    public YamlMapping TextFor(string profile) => Pilot is { } pilot && pilot.Profile == profile ? pilot.Text : Under(Effective(profile));

    public YamlMapping Under(string profile) => ByProfile[profile];

    /// <summary>
    /// The profile itself where it trains the group, else the first that does: its cells can then be predicted and spoken about all the
    /// same.
    /// </summary>
    public string Effective(string profile) => Profiles.Contains(profile) ? profile : Profiles[0];
}

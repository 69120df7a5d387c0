using System.Collections.Immutable;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Yaml.Runs;

/// <summary>
/// What runs are to be tried with beside what suites state: settings, which are a patch after that of the profile, and seeds. The run groups that it changes are pilots,
/// see <see cref="RunGroup.IsPilot"/>.
/// </summary>
/// <param name="Seeds">A range in place of the groups' own seeds; null: their own.</param>
/// <param name="Groups">Which groups it changes, by suite and name, of those that the profile trains.</param>
public sealed record PilotPatch(ImmutableArray<SettingChange> Settings, SeedChoice? Seeds, Func<string, string, bool> Groups);

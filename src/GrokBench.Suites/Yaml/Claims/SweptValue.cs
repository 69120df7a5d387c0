using GrokBench.Models.Kinds;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>A value that an axis of a run group takes under a profile.</summary>
internal readonly record struct SweptValue(string Profile, SettingValue Value);

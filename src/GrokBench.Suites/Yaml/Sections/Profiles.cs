using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Suites.Yaml.Sections;

/// <summary>How big a suite runs.</summary>
public static class Profiles
{
    /// <summary>The paper's own sizes.</summary>
    public const string Paper = "paper";

    /// <summary>From small to large: <c>smoke</c> takes seconds and trains only the groups that name it; <c>ci</c> takes minutes.</summary>
    public static ImmutableArray<string> Known { get; } = ["smoke", "ci", Paper];

    /// <summary>The profiles that train a group which names none.</summary>
    internal static ImmutableArray<string> Default { get; } = ["ci", Paper];

    internal static SettingType ListType { get; } = SettingType.ListOf(SettingType.OneOf(Known), 1);
}

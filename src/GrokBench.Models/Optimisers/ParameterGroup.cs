using System.Collections.Immutable;
using System.IO.Enumeration;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>Parameters that an optimiser treats by settings of their own: the optimiser's, but for those that the group states.</summary>
/// <param name="Pattern">Of the names of its tensors: * stands for any characters, ? for one. Empty for the tensors that no other group has.</param>
/// <param name="Settings">The optimiser's settings for it.</param>
internal sealed record ParameterGroup(string Pattern, Choice Settings)
{
    private const string Name = "groups";

    /// <summary>What a group may state in place of the optimiser's settings of these names.</summary>
    private static readonly ImmutableArray<Setting> Own =
    [
        Number("learning-rate", SettingType.Number(0, leastExcluded: true)), Number("weight-decay", SettingType.Number(0)),
    ];

    /// <summary>The setting that <see cref="Of"/> reads.</summary>
    /// <param name="settings">The optimiser's others.</param>
    public static Setting SettingBeside(IReadOnlyCollection<Setting> settings) => new(
        Name,
        SettingType.ListOf(SettingType.Mapping(
        [
            new("parameters", SettingType.Text, null, "Names of tensors; * stands for any characters, ? for one."),
            .. Own.Where(own => settings.Any(setting => setting.Name == own.Name)),
        ])),
        SettingValue.ListOf([]),
        "Parameters, by name, with a learning rate or a weight decay of their own.");

    /// <summary>Whether a tensor of this name belongs to it, or would but for the groups before it.</summary>
    public bool Matches(string tensor) => Pattern.Length == 0 || FileSystemName.MatchesSimpleExpression(Pattern, tensor, ignoreCase: false);

    /// <summary>The groups of an optimiser, the one of all remaining tensors last: a tensor belongs to the first that matches it.</summary>
    public static ImmutableArray<ParameterGroup> Of(Choice optimiser)
    {
        var groups = ImmutableArray.CreateBuilder<ParameterGroup>();
        foreach (var stated in Stated(optimiser))
        {
            var settings = stated.Where(value => value.Key != "parameters").Aggregate(
                optimiser, (choice, value) => value.Value.Equals("shared") ? choice : choice.With(value.Key, value.Value));
            groups.Add(new(stated["parameters"].ToString(), settings));
        }

        groups.Add(new("", optimiser));
        return groups.ToImmutable();
    }

    /// <summary>Patterns without a tensor, and tensors of two groups.</summary>
    /// <param name="tensors">Names of the model's parameters.</param>
    public static IEnumerable<SettingProblem> Check(Choice optimiser, IReadOnlyCollection<string> tensors)
    {
        var groups = Of(optimiser)[..^1];
        foreach (var group in groups.Where(group => group.Settings == optimiser))
            yield return new(Name, $"a learning-rate or a weight-decay in each group, and {group.Pattern} has none");
        foreach (var group in groups.Where(group => !tensors.Any(group.Matches)))
            yield return new(Name, $"patterns of parameters that the model has ({string.Join(", ", tensors)}), and none is like {group.Pattern}");
        foreach (var tensor in tensors.Where(tensor => groups.Count(group => group.Matches(tensor)) > 1))
            yield return new(Name, $"each parameter in one group, and {tensor} is in several");
    }

    private static Setting Number(string name, SettingType type) =>
        new(name, SettingType.Either(SettingType.OneOf("shared"), type), "shared", "In place of the optimiser's.");

    private static IEnumerable<ImmutableSortedDictionary<string, SettingValue>> Stated(Choice optimiser) =>
        optimiser.Values.TryGetValue(Name, out var list)
            ? ((ImmutableArray<SettingValue>)list.Content).Select(group => (ImmutableSortedDictionary<string, SettingValue>)group.Content)
            : [];
}

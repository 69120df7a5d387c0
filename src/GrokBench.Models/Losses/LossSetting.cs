using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Losses;

/// <summary>The setting <c>loss</c>: the name of a loss, or a mapping of <c>kind</c> and settings, as every other kind is stated.</summary>
public static class LossSetting
{
    public const string Name = "loss";

    private const string Kind = "kind";

    /// <summary>Names of those whose settings all have a default, and a mapping for each that has any.</summary>
    public static SettingType Type(IEnumerable<ILoss> losses)
    {
        var all = losses.ToList();
        var words = SettingType.OneOf([.. all.Where(IsWord).Select(loss => loss.Name)]);
        ImmutableArray<SettingType> mappings = [.. all.Where(loss => !loss.Settings.IsEmpty).Select(Mapping)];
        return mappings.IsEmpty ? words : SettingType.Either([words, .. mappings]);
    }

    /// <summary>Whether the loss can be stated by its name alone.</summary>
    public static bool IsWord(ILoss loss) => loss.Settings.All(setting => !setting.Required);

    /// <summary>The loss that a value names, with its settings.</summary>
    /// <param name="value">Accepted by the <see cref="Type"/> of these losses.</param>
    public static Choice Read(SettingValue value, ImmutableSortedDictionary<string, ILoss> losses)
    {
        return value.Content is ImmutableSortedDictionary<string, SettingValue> mapping
            ? new Choice(losses[(string)mapping[Kind].Content], mapping.Remove(Kind))
            : new Choice(losses[(string)value.Content], []);
    }

    /// <summary>The shortest value that <see cref="Read"/> makes such a choice of.</summary>
    public static SettingValue Of(Choice loss)
    {
        var stated = loss.Kind.Settings.Where(setting => !loss[setting.Name].Equals(setting.Default)).ToList();
        return stated.Count == 0
            ? loss.Kind.Name
            : SettingValue.Mapping(stated.Select(setting => KeyValuePair.Create(setting.Name, loss[setting.Name])).Prepend(new(Kind, loss.Kind.Name)));
    }

    private static SettingType Mapping(ILoss loss) =>
        SettingType.Mapping([new Setting(Kind, SettingType.OneOf(loss.Name), null, loss.Summary), .. loss.Settings]);
}

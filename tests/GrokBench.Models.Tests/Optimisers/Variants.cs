using GrokBench.Models.Kinds;
using GrokBench.Models.Optimisers;

namespace GrokBench.Models.Tests.Optimisers;

/// <summary>
/// Every optimiser of the catalogue with values for its settings that follow from their declarations: a new optimiser, and a new shared
/// setting, are among them by themselves.
/// </summary>
internal static class Variants
{
    private const string Groups = "groups";

    public static IEnumerable<TestCaseData> Cases =>
        All.Select(variant => new TestCaseData(variant.Choice).SetArgDisplayNames(variant.Name));

    private static IEnumerable<(string Name, Choice Choice)> All => Catalogue.Optimisers.Values.SelectMany(Of);

    /// <summary>With what must be stated alone, with each other value of each setting, and with another value of every setting.</summary>
    private static IEnumerable<(string Name, Choice Choice)> Of(IOptimiser optimiser)
    {
        var plain = new Choice(optimiser, optimiser.Settings.Where(setting => setting.Required).Select(Sample));
        var optional = optimiser.Settings.Where(setting => !setting.Required && setting.Name != Groups)
            .Select(setting => (setting.Name, Values: Samples(setting.Type).Where(value => !value.Equals(setting.Default)).ToArray()))
            .ToArray();
        var everything = optional.Aggregate(plain, (choice, setting) => choice.With(setting.Name, setting.Values[^1]));
        (string Name, Choice Choice)[] variants =
        [
            (optimiser.Name, plain),
            .. from setting in optional
               from value in setting.Values
               select ($"{optimiser.Name} {setting.Name} {value}", plain.With(setting.Name, value)),
            ($"{optimiser.Name} everything", everything),
        ];
        return variants.Where(variant => !optimiser.Check(variant.Choice).Any());
    }

    private static KeyValuePair<string, SettingValue> Sample(Setting setting) => new(setting.Name, Samples(setting.Type).First());

    /// <summary>Small numbers, and each word.</summary>
    private static IEnumerable<SettingValue> Samples(SettingType type) => type switch
    {
        FlagType => [true, false],
        IntegerType integer => [Math.Clamp(3, integer.Least, integer.Most)],
        NumberType number => [Math.Clamp(0.05, number.Least, number.Most)],
        ChoiceType choice => choice.Words.Select(word => (SettingValue)word),
        ListType list => [SettingValue.ListOf(Enumerable.Repeat(Samples(list.Element).First(), Math.Max(1, list.Least)))],
        MappingType mapping => [SettingValue.Mapping(mapping.Entries.Select(Sample))],
        UnionType union => union.Types.SelectMany(Samples),
        _ => throw new NotSupportedException($"no sample of {type.Expectation}"),
    };
}

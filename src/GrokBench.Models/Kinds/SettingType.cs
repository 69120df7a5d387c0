using System.Collections.Immutable;
using System.Globalization;

namespace GrokBench.Models.Kinds;

/// <summary>Which values a setting takes.</summary>
public abstract record SettingType
{
    public static SettingType Flag { get; } = new FlagType();

    public static SettingType Text { get; } = new TextType();

    public static SettingType Integer(long least, long most = int.MaxValue) => new IntegerType(least, most);

    public static SettingType Number(double least = double.NegativeInfinity, double most = double.PositiveInfinity, bool leastExcluded = false) =>
        new NumberType(least, most, leastExcluded);

    public static SettingType OneOf(params ImmutableArray<string> words) => new ChoiceType(words);

    public static SettingType ListOf(SettingType element, int least = 0, int most = int.MaxValue) => new ListType(element, least, most);

    public static SettingType Mapping(params ImmutableArray<Setting> entries) => new MappingType(entries);

    public static SettingType Either(params ImmutableArray<SettingType> types) => new UnionType(types);

    /// <summary>What was expected, for an error message: "an integer from 1 to 8", "full, or an integer of at least 1".</summary>
    public abstract string Expectation { get; }

    public abstract bool Accepts(SettingValue value);
}

public sealed record FlagType : SettingType
{
    public override string Expectation => "true or false";

    public override bool Accepts(SettingValue value) => value.Content is bool;
}

public sealed record TextType : SettingType
{
    public override string Expectation => "a text";

    public override bool Accepts(SettingValue value) => value.Content is string;
}

public sealed record IntegerType(long Least, long Most) : SettingType
{
    public override string Expectation => Most == int.MaxValue
        ? string.Create(CultureInfo.InvariantCulture, $"an integer of at least {Least}")
        : string.Create(CultureInfo.InvariantCulture, $"an integer from {Least} to {Most}");

    public override bool Accepts(SettingValue value) =>
        value.Content is double number && number == Math.Floor(number) && number >= Least && number <= Most;
}

/// <param name="LeastExcluded">The value must lie above <paramref name="Least"/>, not on it.</param>
public sealed record NumberType(double Least, double Most, bool LeastExcluded) : SettingType
{
    public override string Expectation
    {
        get
        {
            var lower = LeastExcluded ? "above" : "of at least";
            return (double.IsInfinity(Least), double.IsInfinity(Most)) switch
            {
                (true, true) => "a number",
                (false, true) => string.Create(CultureInfo.InvariantCulture, $"a number {lower} {Least}"),
                (true, false) => string.Create(CultureInfo.InvariantCulture, $"a number of at most {Most}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"a number {lower} {Least} and at most {Most}"),
            };
        }
    }

    public override bool Accepts(SettingValue value) =>
        value.Content is double number && double.IsFinite(number) && (LeastExcluded ? number > Least : number >= Least) && number <= Most;
}

public sealed record ChoiceType(ImmutableArray<string> Words) : SettingType
{
    public override string Expectation => Words.Length == 1 ? Words[0] : $"one of {string.Join(", ", Words)}";

    public override bool Accepts(SettingValue value) => value.Content is string word && Words.Contains(word);
}

public sealed record ListType(SettingType Element, int Least, int Most) : SettingType
{
    public override string Expectation => Least == Most
        ? string.Create(CultureInfo.InvariantCulture, $"a list of {Least}, each {Element.Expectation}")
        : Most < int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"a list of {Least} to {Most}, each {Element.Expectation}")
        : Least > 0
            ? string.Create(CultureInfo.InvariantCulture, $"a list of at least {Least}, each {Element.Expectation}")
            : $"a list, each {Element.Expectation}";

    public override bool Accepts(SettingValue value) =>
        value.Content is ImmutableArray<SettingValue> items && items.Length >= Least && items.Length <= Most && items.All(Element.Accepts);
}

/// <param name="Entries">What it may hold, of which those without a default must be there.</param>
public sealed record MappingType(ImmutableArray<Setting> Entries) : SettingType
{
    /// <summary>Whether it may hold paths of settings beside the entries, as in <c>task.train</c>, with whatever values: who reads it looks at these.</summary>
    public bool TakesPaths { get; init; }

    public override string Expectation =>
        $"a mapping {{ {string.Join(", ", Entries.Select(entry => $"{entry.Name}: {entry.Type.Expectation}"))}{(TakesPaths ? ", and settings by path" : "")} }}";

    public Setting? this[string name] => Entries.FirstOrDefault(entry => entry.Name == name);

    /// <summary>Whether it is a path that may stand beside the entries.</summary>
    public bool IsPath(string name) => TakesPaths && this[name] is null && name.Contains('.', StringComparison.Ordinal);

    public override bool Accepts(SettingValue value) =>
        value.Content is ImmutableSortedDictionary<string, SettingValue> stated
        && stated.All(pair => IsPath(pair.Key) || (this[pair.Key] is { } entry && entry.Type.Accepts(pair.Value)))
        && Entries.All(entry => !entry.Required || stated.ContainsKey(entry.Name));
}

public sealed record UnionType(ImmutableArray<SettingType> Types) : SettingType
{
    public override string Expectation => string.Join(", or ", Types.Select(type => type.Expectation));

    public override bool Accepts(SettingValue value) => Types.Any(type => type.Accepts(value));
}

using System.Collections.Immutable;
using System.Globalization;

namespace GrokBench.Models.Kinds;

/// <summary>
/// A setting's value: a double (integers too), a bool, a string, a list of these, or a mapping to these from
/// words. Compared by content.
/// </summary>
public sealed class SettingValue : IEquatable<SettingValue>
{
    private SettingValue(object content) => Content = content;

    /// <summary>A <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>, <see cref="ImmutableArray{SettingValue}"/> or a sorted dictionary.</summary>
    public object Content { get; }

    public static implicit operator SettingValue(double number) => new(number);

    public static implicit operator SettingValue(bool flag) => new(flag);

    public static implicit operator SettingValue(string text) => new(text);

    public static SettingValue ListOf(IEnumerable<SettingValue> items) => new(items.ToImmutableArray());

    public static SettingValue Mapping(IEnumerable<KeyValuePair<string, SettingValue>> entries) => new(entries.ToImmutableSortedDictionary(StringComparer.Ordinal));

    public bool Equals(SettingValue? other) => other is not null && (Content, other.Content) switch
    {
        (ImmutableArray<SettingValue> mine, ImmutableArray<SettingValue> theirs) => mine.SequenceEqual(theirs),
        (ImmutableSortedDictionary<string, SettingValue> mine, ImmutableSortedDictionary<string, SettingValue> theirs) => mine.SequenceEqual(theirs),
        var (mine, theirs) => mine.Equals(theirs),
    };

    public override bool Equals(object? obj) => Equals(obj as SettingValue);

    public override int GetHashCode() => Content switch
    {
        ImmutableArray<SettingValue> items => items.Aggregate(items.Length, HashCode.Combine),
        ImmutableSortedDictionary<string, SettingValue> entries => entries.Values.Aggregate(entries.Count, HashCode.Combine),
        var single => single.GetHashCode(),
    };

    /// <summary>As written in a suite, in the invariant culture.</summary>
    public override string ToString() => Content switch
    {
        double number => number.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        ImmutableArray<SettingValue> items => $"[{string.Join(", ", items)}]",
        ImmutableSortedDictionary<string, SettingValue> entries => $"{{ {string.Join(", ", entries.Select(entry => $"{entry.Key}: {entry.Value}"))} }}",
        var text => (string)text,
    };
}

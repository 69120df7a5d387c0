using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>A kind of check as suites write it: its name, its keys, and how it is read. The check itself says how it is decided.</summary>
/// <param name="name">What <c>kind:</c> says.</param>
/// <param name="meaning">One line for the editor schema.</param>
/// <param name="keys">Beside <c>kind</c>.</param>
public abstract class CheckKind(string name, string meaning, params ImmutableArray<Key> keys)
{
    protected static readonly Key Over = new("over", "The cells; those of the claim where not stated.", Shape: "cells");

    protected static readonly Key Of = new("of", "What is read from each run: an event, or a measure at a moment.", Shape: "quantity", Required: true);

    protected static readonly Key Event = new("event", "The event.", SettingType.Text, Required: true);

    protected static readonly Key Across = new("across", "The swept setting, such as task.train.", SettingType.Text, Required: true);

    protected static readonly Key AtLeast = new("at-least", "Lower bound, itself allowed.", SettingType.Number());

    protected static readonly Key AtMost = new("at-most", "Upper bound, itself allowed.", SettingType.Number());

    private static readonly Key Kind = new("kind", "What is checked.", SettingType.Text, Required: true);

    public string Name => name;

    public string Meaning => meaning;

    /// <summary><c>kind</c> among them.</summary>
    public ImmutableArray<Key> Keys { get; } = [Kind, .. keys];

    /// <summary>Null where (reported) there is a problem.</summary>
    public abstract Check? Read(CheckSection text);

    protected static Key Cells(string name, string meaning) => new(name, meaning, Shape: "cells", Required: true);
}

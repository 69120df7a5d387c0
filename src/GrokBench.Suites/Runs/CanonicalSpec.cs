using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrokBench.Models;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Losses;

namespace GrokBench.Suites.Runs;

/// <summary>
/// A training spec as canonical JSON (RFC 8785: sorted keys, no white space, ECMAScript numbers). Settings equal to their kind's frozen default are left out,
/// so that a new setting does not move old identities. The text is what is hashed and what <c>spec.json</c> holds.
/// </summary>
public static class CanonicalSpec
{
    /// <summary>The key under which a kind from outside names its assembly. No setting can be called so: it is no word of lower case and
    /// hyphens.</summary>
    internal const string Origin = "$assembly";

    public static string Write(TrainingSpec spec)
    {
        var text = new StringBuilder();
        text.Append("{\"model\":");
        Write(text, spec.Model);
        text.Append(",\"optimiser\":");
        Write(text, spec.Optimiser);
        text.Append(CultureInfo.InvariantCulture, $",\"seed\":{spec.Seed}");
        text.Append(",\"task\":");
        Write(text, spec.Task);
        text.Append(",\"training\":");
        Write(text, Entries(spec.Training).SetItem(LossSetting.Name, Loss(spec.LossChoice)));
        return text.Append('}').ToString();
    }

    private static void Write(StringBuilder text, Choice choice) => Write(text, Entries(choice));

    private static ImmutableSortedDictionary<string, SettingValue> Entries(Choice choice)
    {
        var entries = ImmutableSortedDictionary.CreateBuilder<string, SettingValue>(StringComparer.Ordinal);
        foreach (var setting in choice.Kind.Settings)
        {
            if (!choice[setting.Name].Equals(setting.Default)) entries.Add(setting.Name, choice[setting.Name]);
        }

        entries.Add("kind", choice.Kind.Name);
        entries.Add("version", choice.Kind.Version);
        if (Catalogue.OriginOf(choice.Kind) is { } origin) entries.Add(Origin, origin);
        return entries.ToImmutable();
    }

    /// <summary>
    /// The name alone, as before losses had versions and settings, of a loss of this program, of version 1 and by its defaults.
    /// </summary>
    private static SettingValue Loss(Choice loss)
    {
        var entries = Entries(loss);
        return entries.Count == 2 && loss.Kind.Version == 1 ? loss.Kind.Name : SettingValue.Mapping(entries);
    }

    /// <param name="entries">In ordinal order of name, at least one.</param>
    private static void Write(StringBuilder text, ImmutableSortedDictionary<string, SettingValue> entries)
    {
        var separator = '{';
        foreach (var (name, value) in entries)
        {
            text.Append(separator).Append('"').Append(name).Append("\":");
            Write(text, value);
            separator = ',';
        }

        text.Append('}');
    }

    private static void Write(StringBuilder text, SettingValue value)
    {
        switch (value.Content)
        {
            case double number:
                text.Append(EcmaScriptNumber.Write(number));
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case string word:
                Write(text, word);
                break;
            case ImmutableArray<SettingValue> items:
                text.Append('[');
                for (var i = 0; i < items.Length; i++)
                {
                    if (i > 0) text.Append(',');
                    Write(text, items[i]);
                }

                text.Append(']');
                break;
            case ImmutableSortedDictionary<string, SettingValue> entries:
                Write(text, entries);
                break;
        }
    }

    /// <summary>Escapes what RFC 8785 section 3.2.2.2 escapes and nothing else; the framework's encoders escape more, by rules that may change with it.</summary>
    private static void Write(StringBuilder text, string word)
    {
        text.Append('"');
        foreach (var character in word)
        {
            _ = character switch
            {
                '"' or '\\' => text.Append('\\').Append(character),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}

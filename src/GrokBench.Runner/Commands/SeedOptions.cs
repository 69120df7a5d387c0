using System.CommandLine.Parsing;
using System.Globalization;
using GrokBench.Suites.Runs;

namespace GrokBench.Runner.Commands;

/// <summary>Reads <c>--seeds</c>: a count, or a range with both ends.</summary>
internal static class SeedOptions
{
    private const int Most = 10_000;

    /// <summary>Null where (reported) it is neither.</summary>
    public static SeedChoice? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Read(text) is { } choice) return choice;
        result.AddError($"--seeds is {text}; expected an integer of at least 1, or a range such as 900..904 of at most {Most}");
        return null;
    }

    private static SeedChoice? Read(string text) => text.Split("..") switch
    {
        [var count] when Number(count) is > 0 and var seeds => new SeedChoice(seeds),
        [var first, var last] when Number(first) is { } from && Number(last) is { } to && to >= from && to - from < Most => new SeedChoice(to - from + 1, (ulong)from),
        _ => null,
    };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Globalization;
using GrokBench.Models.Kinds;

namespace GrokBench.Runner.Tests.Fuzz;

/// <summary>Random numbers and words as suites write them, the numbers from one end of what a double holds to the other.</summary>
internal sealed class Extremes(Random random)
{
    private static readonly double[] Corners =
    [
        0, 5e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-45, 1e-38, 1e-16, 1, 3.4028234663852886e38, 1e39, 1e300, 1e308, 1.7976931348623157e308,
        9007199254740993, 0.99999999999999989, 1.0000000000000002, 2147483647, 4294967296, 1e18,
    ];

    public bool Chance(double probability) => random.NextDouble() < probability;

    public int Integer(int least, int most) => random.Next(least, most + 1);

    public T Pick<T>(params IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Half of the numbers are such as people write.</summary>
    public double Number() => (Chance(0.3) ? -1 : 1) * random.Next(4) switch
    {
        0 => Pick(Corners),
        1 => double.Parse(string.Create(CultureInfo.InvariantCulture, $"1e{random.Next(-320, 309)}"), CultureInfo.InvariantCulture),
        _ => Math.Round(Math.Exp((random.NextDouble() * 12) - 8), 6),
    };

    /// <returns>Null where no number of many is accepted.</returns>
    public string? Number(SettingType type)
    {
        for (var i = 0; i < 100; i++)
        {
            var number = Number();
            if (type.Accepts(number)) return Text(number);
        }

        return null;
    }

    /// <summary>A value of any type but texts: those depend on what they mean.</summary>
    public string? Value(SettingType type) => type switch
    {
        FlagType => Pick("true", "false"),
        IntegerType integer => Text(Pick(integer.Least, integer.Least + 1, Math.Min(integer.Most, integer.Least + Integer(0, 8)))),
        NumberType => Number(type),
        ChoiceType choice => Quoted(Pick(choice.Words)),
        ListType list => List(list),
        UnionType union => Value(Pick(union.Types)),
        _ => null,
    };

    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static string Quoted(string text) => $"\"{text}\"";

    private string? List(ListType list)
    {
        var items = Enumerable.Range(0, Integer(list.Least, Math.Min(list.Most, list.Least + 2))).Select(_ => Value(list.Element)).ToArray();
        return items.Contains(null) ? null : $"[{string.Join(", ", items)}]";
    }
}

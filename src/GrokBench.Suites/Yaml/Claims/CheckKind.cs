using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>A kind of check as a suite writes it.</summary>
internal sealed record CheckKind(string Name, string Meaning, ImmutableArray<Key> Keys)
{
    public const string Value = "value", Ratio = "ratio", Never = "never", Phase = "phase", Greater = "greater", Ordered = "ordered",
        PowerLaw = "power-law", Exponential = "exponential", Correlation = "correlation", IntraclassCorrelation = "intraclass-correlation",
        Spread = "spread", Onset = "onset", All = "all";

    private static readonly Key Kind = new("kind", "What is checked.", SettingType.Text, Required: true);
    private static readonly Key Over = new("over", "The cells; those of the claim where not stated.", Shape: "cells");
    private static readonly Key Of = new("of", "What is read from each run: an event, or a measure at a moment.", Shape: "quantity", Required: true);
    private static readonly Key Event = new("event", "The event.", SettingType.Text, Required: true);
    private static readonly Key Across = new("across", "The swept setting, such as task.train.", SettingType.Text, Required: true);
    private static readonly Key AtLeast = new("at-least", "Lower bound, itself allowed.", SettingType.Number());
    private static readonly Key AtMost = new("at-most", "Upper bound, itself allowed.", SettingType.Number());
    private static readonly Key Quantile = new("quantile", "The quantile of the seeds that takes the median's place; 0.5 where not stated.", SettingType.Number(0, 1));

    public static ImmutableArray<CheckKind> Known { get; } =
    [
        new(Value, "Per seed, in every cell: a quantity lies within bounds.", [Kind, Over, Of, AtLeast, AtMost]),
        new(Ratio, "Per seed, in every cell: one quantity divided by another lies within bounds.",
            [Kind, Over, Of, new("to", "The divisor.", Shape: "quantity", Required: true), AtLeast, AtMost]),
        new(Never, "Per seed: an event does not happen, though it does in other cells.",
            [Kind, Over, Event, new("while", "Cells in which it happens; the budget must be three times its median there.", Shape: "cells", Required: true)]),
        new(Phase, "Per seed, in every cell: what becomes of the run.",
            [Kind, Over, new("is", "A phase, or a list of those allowed.", SettingType.Either(Phases.Type, SettingType.ListOf(Phases.Type, 1)), Required: true)]),
        new(Greater, "Per pair of equal seeds: a quantity is greater (an event later) in one cell than in another.",
            [Kind, Of, new("in", "The cell where it is greater.", Shape: "cells", Required: true),
                new("than", "The cell where it is smaller.", Shape: "cells", Required: true),
                new("factor", "By at least this factor; 1 where not stated.", SettingType.Number(0, leastExcluded: true))]),
        new(Ordered, "Over cells: medians strictly rise or fall along a swept setting.",
            [Kind, Over, Of, Across, new("direction", "Along growing values.", SettingType.OneOf("increasing", "decreasing"), Required: true)]),
        new(PowerLaw, "Over cells: the exponent of the medians in a swept setting lies within bounds.", [Kind, Over, Of, Across, AtLeast, AtMost, Quantile]),
        new(Exponential, "Over cells: the rate, per unit of a swept setting, of the medians' logarithm lies within bounds.", [Kind, Over, Of, Across, AtLeast, AtMost, Quantile]),
        new(Correlation, "Over runs of all cells: Spearman's rank correlation of two quantities lies within bounds.",
            [Kind, Over, Of, new("with", "The other quantity.", Shape: "quantity", Required: true), AtLeast, AtMost]),
        new(IntraclassCorrelation, "Over cells: the share of a quantity's variance that lies between the cells, ICC(1), is at least a bound.", [Kind, Over, Of, AtLeast with { Required = true }]),
        new(Spread, "Over the seeds of every cell: the smallest value divided by the median lies within bounds.", [Kind, Over, Of, AtLeast, AtMost]),
        new(Onset, "The smallest value of a swept setting from which half of the seeds reach an event is smaller in one group than in another.",
            [Kind, Event, Across, new("in", "The cells that need less.", Shape: "cells", Required: true),
                new("against", "The cells that need more.", Shape: "cells", Required: true),
                new("at-most", "Their ratio is at most this.", SettingType.Number(0, leastExcluded: true), Required: true)]),
        new(All, "Every part holds.", [Kind, Over, new("parts", "Checks.", Shape: "checks", Required: true)]),
    ];
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>A way to say what is read from a run, told by its first key.</summary>
internal sealed record QuantityForm(string Name, ImmutableArray<Key> Keys)
{
    public const string Measure = "measure", Highest = "highest", Lowest = "lowest", Rate = "rate", LogRate = "log-rate", Growth = "exponent", Spikes = "spikes";
    public const string Delay = "delay", Setting = "setting", SteepestFall = "steepest-fall", SecondRise = "second-rise";

    private static readonly Key From = new("from", "start, an event, SHARE of EVENT, or step NUMBER; start where not stated.", SettingType.Text);
    private static readonly Key To = new("to", "end, an event, EVENT or end, SHARE of EVENT, or step NUMBER; end where not stated.", SettingType.Text);

    public static ImmutableArray<QuantityForm> Known { get; } =
    [
        new(Measure, [new(Measure, "The value of a series at a moment.", SettingType.Text, Required: true),
            new("at", "start, end, an event, EVENT or end, SHARE of EVENT, or step NUMBER.", SettingType.Text, Required: true)]),
        new(Highest, [new(Highest, "The largest value of a series between two moments.", SettingType.Text, Required: true), From, To]),
        new(Lowest, [new(Lowest, "The smallest value of a series between two moments.", SettingType.Text, Required: true), From, To]),
        new(Rate, [new(Rate, "Mean change per step of a series between two moments.", SettingType.Text, Required: true), From, To]),
        new(LogRate, [new(LogRate, "Mean change per step of a series' natural logarithm between two moments.", SettingType.Text, Required: true), From, To]),
        new(Growth, [new(Growth, "The power of the step with which a series grows between two moments.", SettingType.Text, Required: true), From, To]),
        new(SteepestFall, [new(SteepestFall, "The step at which a series falls most steeply, per factor of steps, between two moments.", SettingType.Text, Required: true), From, To]),
        new(SecondRise, [new(SecondRise, "How clearly a series rises twice between two moments: the smaller rise less what it rises between.", SettingType.Text, Required: true), From, To]),
        new(Spikes, [new(Spikes, "How far the losses of single steps rose over their running median.", SettingType.OneOf("step-loss"), Required: true),
            new("window", "Evaluations that the running median looks back on; 20 where not stated.", SettingType.Integer(1)), From, To]),
        new(Delay, [new(Delay, "Steps to this event from that of after; at least 1.", SettingType.Text, Required: true),
            new("after", "An event.", SettingType.Text, Required: true)]),
        new(Setting, [new(Setting, "The number that a setting has, by its path: task.train.", SettingType.Text, Required: true)]),
    ];
}

using System.Globalization;
using GrokBench.Suites.Claims;

namespace GrokBench.Reports.Judging;

/// <summary>Quantities in words.</summary>
public static class QuantityText
{
    public static string Of(Quantity quantity) => quantity switch
    {
        EventStep step => step.Event,
        ValueAt value => $"{value.Series} at {value.At}",
        Extreme extreme => $"{(extreme.Highest ? "highest" : "lowest")} {extreme.Series} from {extreme.From} to {extreme.To}",
        RateOfChange rate => $"change of {rate.Series} per step from {rate.From} to {rate.To}",
        Exponent exponent => $"power of the step with which {exponent.Series} grows from {exponent.From} to {exponent.To}",
        SteepestFall fall => $"step of the steepest fall of {fall.Series} from {fall.From} to {fall.To}",
        SecondRise rise => $"second rise of {rise.Series} from {rise.From} to {rise.To}",
        LogRate rate => $"change of ln {rate.Series} per step from {rate.From} to {rate.To}",
        Delay delay => $"delay from {delay.After} to {delay.Event}",
        SettingNumber setting => setting.Path,
        SpikeRatio spike => string.Create(
            CultureInfo.InvariantCulture, $"highest step loss over its running median of {spike.Window} intervals, from {spike.From} to {spike.To}"),
        _ => throw new ArgumentException($"{quantity.GetType().Name} is not a known quantity", nameof(quantity)),
    };

    /// <summary><c>t_gen / t_mem</c>, or the quantity alone.</summary>
    public static string Of(Quantity quantity, Quantity? to) => to is null ? Of(quantity) : $"{Of(quantity)} / {Of(to)}";
}

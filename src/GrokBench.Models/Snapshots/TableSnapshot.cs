namespace GrokBench.Models.Snapshots;

/// <summary>What a network makes of the whole table of an operation at one step, so that a report can show how it is learnt. Texts are Base64.</summary>
/// <param name="Step">Updates made.</param>
/// <param name="Answers">
/// A byte per example, in the order of the dataset: the class that the network answers, <see cref="NoAnswer"/> where that is none of the first 255.
/// </param>
/// <param name="Units">
/// Three bytes for each of the first <see cref="TableSnapshots.MostUnits"/> hidden units: the frequency k of which its response to the first operand has most, the phase of that
/// part in 1/256 turns, and the part's share of the response's variance in 1/255. Empty where elements have no frequencies.
/// </param>
/// <param name="Spectrum">
/// Two bytes, the lower one first, for each frequency from 1: its share of the variance of all hidden units' responses, in 1/65535. Empty where elements have no frequencies.
/// </param>
public sealed record TableSnapshot(long Step, string Answers, string Units, string Spectrum)
{
    public const byte NoAnswer = 255;
}

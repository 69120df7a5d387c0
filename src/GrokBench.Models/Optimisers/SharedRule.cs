using GrokBench.Models.Kinds;

namespace GrokBench.Models.Optimisers;

/// <summary>A rule that every <see cref="Optimiser"/> can have in its chain, and the setting that asks for it.</summary>
/// <param name="Setting">Its default asks for no rule.</param>
/// <param name="From">The rule that the settings of an optimiser ask for; null for none.</param>
internal sealed record SharedRule(Setting Setting, Func<Choice, IUpdateRule?> From);

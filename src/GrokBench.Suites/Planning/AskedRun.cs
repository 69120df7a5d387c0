using System.Globalization;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Planning;

/// <summary>A run as one suite asks for it.</summary>
/// <param name="Suite">Empty where no suite asks.</param>
/// <param name="Mark">See <see cref="RunGroup.Mark"/>.</param>
public sealed record AskedRun(string Suite, string Cell, RunSpec Spec, string Mark = "", string Profile = "")
{
    /// <inheritdoc cref="RunGroup.IsPilot"/>
    public bool IsPilot { get; init; }

    /// <summary>For people: <c>nanda-2023 addition[task.train=0.4] seed 3</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Suite} {Cell} seed {Spec.Training.Seed}{Mark}").TrimStart();
}

using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Records;

/// <summary>How long a run goes on, told from its curve so far.</summary>
public static class Stopping
{
    /// <summary>Budgets beyond which a stop is told from its double alone: far more than rounding could make of it.</summary>
    private const double MostBeyond = 2;

    /// <summary>
    /// The step up to which an observer needs the run: its budget until every event of its stop rule has held completely, from then on
    /// ceil((1 + extra) x the evaluation that completed the last hold), and never beyond the budget. Once an evaluation has made it less than the budget,
    /// later evaluations do not change it.
    /// </summary>
    /// <exception cref="ArgumentException">The stop rule names an event that is not observed.</exception>
    public static long Until(Curve soFar, Observation observation)
    {
        if (observation.Stop is not { } rule || rule.After.IsEmpty) return observation.Steps;
        long last = 0;
        foreach (var name in rule.After)
        {
            var spec = observation.Events.FirstOrDefault(spec => spec.Name == name)
                ?? throw new ArgumentException($"the stop rule waits for '{name}', which is not observed", nameof(observation));
            if (Events.HoldComplete(soFar, spec) is not { } complete) return observation.Steps;
            last = Math.Max(last, complete);
        }

        if (last == 0) return 0;

        // Beyond the budget whatever the rounding, and where a decimal would overflow.
        if ((1 + rule.Extra) * last > MostBeyond * observation.Steps) return observation.Steps;

        // In decimal, so that 20 % more than 100 is 120 and not the 121 that rounding 0.2 upwards would give.
        var until = decimal.Ceiling((1 + (decimal)rule.Extra) * last);
        return until >= observation.Steps ? observation.Steps : (long)until;
    }

    /// <summary>Whether the curve reaches as far as the observer needs.</summary>
    public static bool Done(Curve soFar, Observation observation) => !soFar.Steps.IsEmpty && soFar.Steps[^1] >= Until(soFar, observation);
}

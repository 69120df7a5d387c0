using GrokBench.Reports.Quantities;
using GrokBench.Reports.Readings;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Judging;

/// <summary>
/// Reads off a suite's finished runs all that its claims ask for, and what is read of every run: its events, phase, last step and last
/// accuracies.
/// </summary>
public static class SuiteReadings
{
    private static readonly string[] LastValues = ["train.accuracy", "test.accuracy"];

    /// <exception cref="KeyNotFoundException">A run lacks a series that a check reads.</exception>
    public static ReadingTable Of(Suite suite, ResultSet results) => new(Rows(suite, results));

    private static IEnumerable<ReadingRow> Rows(Suite suite, ResultSet results)
    {
        foreach (var claim in suite.Claims)
        {
            foreach (var (part, number) in ((JudgedCheck)claim.Check).Parts.Select((part, i) => (part, i)))
            {
                RunQuantity[] quantities = [.. part.Quantities.Append(RunPhase.Instance).DistinctBy(quantity => quantity.Text)];
                foreach (var cell in part.Selectors.SelectMany(selector => selector.Of(suite)).DistinctBy(cell => cell.Name))
                {
                    foreach (var row in Rows(suite.Name, claim.Id, number, cell, results, _ => quantities)) yield return row;
                }
            }
        }

        foreach (var cell in suite.Groups.SelectMany(group => group.Cells))
        {
            foreach (var row in Rows(suite.Name, "", 0, cell, results, OfEvery)) yield return row;
        }
    }

    private static IEnumerable<ReadingRow> Rows(string suite, string claim, int part, Cell cell, ResultSet results, Func<RunResult, IEnumerable<RunQuantity>> quantities) =>
        from spec in cell.Runs
        let run = results.Find(spec)
        where run is not null
        from quantity in quantities(run)
        let reading = quantity.Read(run)
        select new ReadingRow(
            suite, claim, part, cell.Name, spec.Training.Seed, quantity.Text, reading.Low, reading.High, run.Record.Id, run.Record.Digest, run.Record.Engine);

    private static IEnumerable<RunQuantity> OfEvery(RunResult run) =>
    [
        .. run.Spec.Observation.Events.Where(item => run.Curve.Series.ContainsKey(item.Series)).Select(item => new EventStep(item.Name)),
        RunPhase.Instance,
        LastStep.Instance,
        .. LastValues.Where(run.Curve.Series.ContainsKey).Select(series => new ValueAt(series, Anchor.End)),
    ];
}

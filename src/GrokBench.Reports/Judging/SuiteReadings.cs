using System.Collections.Immutable;
using GrokBench.Reports.Faults;
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

    /// <summary>
    /// What cannot be read, as where a run lacks a series that a check reads, is among the table's obstacles and costs no other claim.
    /// </summary>
    public static ReadingTable Of(Suite suite, ResultSet results)
    {
        var rows = new List<ReadingRow>();
        var obstacles = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var claim in suite.Claims) Add(claim.Id, OfClaim(claim, suite, results));
        foreach (var cell in suite.Groups.SelectMany(group => group.Cells)) Add("", Rows(suite.Name, "", 0, cell, results, OfEvery));
        return new ReadingTable(rows) { Obstacles = obstacles.ToImmutable() };

        void Add(string claim, IEnumerable<ReadingRow> more)
        {
            try
            {
                rows.AddRange([.. more]);
            }
            catch (Exception exception) when (Fault.IsLocal(exception))
            {
                obstacles.TryAdd(claim, Fault.MessageOf(exception));
            }
        }
    }

    private static IEnumerable<ReadingRow> OfClaim(Claim claim, Suite suite, ResultSet results)
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

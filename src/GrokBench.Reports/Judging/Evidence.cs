using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Reports.Readings;
using GrokBench.Reports.Statistics;
using GrokBench.Suites;
using GrokBench.Suites.Claims;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Reports.Judging;

/// <summary>
/// What a check may look at: the suite's cells and seeds, the readings of one part of one claim, and the claim's own random stream.
/// </summary>
public sealed class Evidence(Suite suite, ReadingTable readings, Claim claim, int part)
{
    public Suite Suite => suite;

    public Strength Strength => claim.Strength;

    /// <summary>Keyed by the claim, so that its intervals never depend on what else is decided.</summary>
    public RandomStream Stream { get; } = new(0, $"{suite.Name}/{claim.Id}");

    public ImmutableArray<Cell> Cells(CellSelector selector) => [.. selector.Of(suite)];

    /// <summary>Every seed of a cell, missing ones too.</summary>
    public ImmutableArray<SeedReadings> Seeds(Cell cell) =>
        [.. cell.Runs.Select(run => new SeedReadings(run.Training.Seed, readings.Find(claim.Id, part, cell.Name, run.Training.Seed)))];

    /// <summary>A quantity of a cell's finished runs.</summary>
    public ImmutableArray<Reading> Read(Cell cell, Quantity quantity) =>
        [.. Seeds(cell).Select(seed => seed.Read(quantity)).OfType<Reading>()];

    /// <summary>Seeds whose run is finished in every one of the cells, ascending.</summary>
    public ImmutableArray<ulong> CommonSeeds(IEnumerable<Cell> cells) =>
    [
        .. cells
            .Select(cell => Seeds(cell).Where(seed => !seed.IsMissing).Select(seed => seed.Seed))
            .Aggregate((common, more) => common.Intersect(more))
            .Order(),
    ];

    /// <summary>One array per cell with a reading per seed, in the order of <paramref name="seeds"/>, all of them finished.</summary>
    public Reading[][] Table(IEnumerable<Cell> cells, ImmutableArray<ulong> seeds, Quantity quantity) =>
    [
        .. cells.Select(cell =>
        {
            var bySeed = Seeds(cell).ToDictionary(seed => seed.Seed, seed => seed.Read(quantity));
            return seeds.Select(seed => bySeed[seed]!.Value).ToArray();
        }),
    ];

    /// <summary>A quantity of every seed of a cell, without a prediction that a single seed could satisfy.</summary>
    public CellEvidence Show(Cell cell, Quantity quantity) => new(cell.Name, quantity.Text, [.. Seeds(cell).Select(seed => seed.Show(seed.Read(quantity), null))]);

    /// <summary>
    /// The cells in ascending order along an axis, one line for each combination of the other coordinates; in file order where values are
    /// not numbers.
    /// </summary>
    public static ImmutableArray<ImmutableArray<Cell>> Lines(IEnumerable<Cell> cells, string axis) =>
    [
        .. cells
            .GroupBy(cell => string.Join(",", cell.Coordinates.Where(coordinate => coordinate.Axis != axis)), StringComparer.Ordinal)
            .Select(line => line.OrderBy(cell => Along(cell, axis).Content is double number ? number : 0).ToImmutableArray()),
    ];

    public static SettingValue Along(Cell cell, string axis) => cell.Coordinates.First(coordinate => coordinate.Axis == axis).Value;

    /// <exception cref="ArgumentException">The axis has values that are not numbers.</exception>
    public static double Position(Cell cell, string axis) => Along(cell, axis).Content is double number
        ? number
        : throw new ArgumentException($"{axis} is {Along(cell, axis)} in {cell.Name}; expected a number");

    /// <summary>A cell's name among others: nothing where it is alone, its coordinates where all are of one group.</summary>
    public static string ShortName(Cell cell, IReadOnlyCollection<Cell> among) =>
        among.Count == 1 ? "" : among.All(other => other.Group == cell.Group) && !cell.Coordinates.IsEmpty ? string.Join(",", cell.Coordinates) : cell.Name;
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using GrokBench.Reports.Judging;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Versions;

/// <summary>What <c>verdicts.json</c> of a result folder says, as far as versions are compared by it.</summary>
/// <param name="IsPilot">Some of its runs are tried with settings or seeds that are not the suite's own.</param>
/// <param name="Troubles">Runs that failed, and parts that could not be judged, drawn or written.</param>
internal sealed partial record Answer(SnapshotOrigin Origin, bool IsPilot, int Troubles, ImmutableArray<AnsweredSuite> Suites)
{
    public const string Name = "verdicts.json";

    /// <exception cref="InvalidDataException">There is none, or it is not what it should be. The message names it.</exception>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public static Answer Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        var bytes = AtomicFile.Read(path) ?? throw new InvalidDataException(
            $"{path} is missing; expected a result folder, which bench, check and report fill");
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return Of(document.RootElement);
        }
        catch (Exception exception) when (
            exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path} is unusable: {exception.Message}", exception);
        }
    }

    private static Answer Of(JsonElement root)
    {
        var environment = root.GetProperty("environment");
        return new Answer(
            new SnapshotOrigin(
                Text(environment, "version"), Text(environment, "commit"), Text(root, "profile"), Text(environment, "engine"),
                Text(environment, "instructionSet"), Text(environment, "runtime"), Text(environment, "operatingSystem"),
                Text(root, "generated")),
            root.GetProperty("pilot").GetBoolean(),
            root.GetProperty("failures").GetArrayLength() + root.GetProperty("faults").GetArrayLength(),
            [.. root.GetProperty("suites").EnumerateArray().Select(Suite)]);
    }

    private static AnsweredSuite Suite(JsonElement suite) => new(
        Text(suite, "suite"),
        [.. suite.GetProperty("standIns").EnumerateArray().Select(item => item.GetString() ?? "")],
        [.. suite.GetProperty("claims").EnumerateArray().Select(Claim)],
        [.. suite.GetProperty("claims").EnumerateArray().Where(SaysNever).SelectMany(Cells).Distinct()],
        [.. suite.GetProperty("runs").EnumerateArray().Select(Run)]);

    private static ClaimSnapshot Claim(JsonElement claim) => new(
        Text(claim, "id"), VerdictWord.Parse(claim.GetProperty("verdict").GetString() ?? ""),
        [.. claim.GetProperty("estimates").EnumerateArray().Select(Estimate)], claim.GetProperty("standIns").GetArrayLength() > 0);

    private static EstimateSnapshot Estimate(JsonElement estimate) => new(
        Text(estimate, "label"), Number(estimate, "value", double.NaN), Number(estimate, "low", double.NegativeInfinity),
        Number(estimate, "high", double.PositiveInfinity));

    private static AnsweredRun Run(JsonElement run) => new(
        Text(run, "cell"), run.GetProperty("seed").GetUInt64(), Text(run, "id"), Text(run, "engine"), Text(run, "digest"),
        run.GetProperty("standIn").GetBoolean(), Text(run, "status"), run.GetProperty("lastStep").GetInt64(),
        [.. run.GetProperty("events").EnumerateObject().Select(item => item.Name)]);

    /// <summary>
    /// The words of the check <c>never</c> of the event by which runs generalise; the cells that it takes its scale from do generalise, and
    /// are told apart by that.
    /// </summary>
    private static bool SaysNever(JsonElement claim) => Never().IsMatch(Text(claim, "predicate"));

    [GeneratedRegex("(^| )t_gen does not happen, per seed")]
    private static partial Regex Never();

    private static IEnumerable<string> Cells(JsonElement claim) => claim.GetProperty("evidence").EnumerateArray()
        .Select(item => Text(item, "cell"));

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null; expected a text");

    private static double Number(JsonElement element, string name, double missing) =>
        element.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetDouble() : missing;
}

/// <param name="Controls">Cells that a claim reads which says that runs never generalise.</param>
internal sealed record AnsweredSuite(
    string Name, ImmutableArray<string> StandIns, ImmutableArray<ClaimSnapshot> Claims, ImmutableHashSet<string> Controls,
    ImmutableArray<AnsweredRun> Runs);

/// <param name="Events">Names.</param>
internal sealed record AnsweredRun(
    string Cell, ulong Seed, string Id, string Engine, string Digest, bool IsStandIn, string Status, long LastStep,
    ImmutableHashSet<string> Events);

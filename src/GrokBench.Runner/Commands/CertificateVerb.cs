using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using GrokBench.Reports;
using GrokBench.Reports.Certificates;
using GrokBench.Reports.Html.Text;
using GrokBench.Reports.Judging;
using GrokBench.Reports.Summaries;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;
using GrokBench.Suites.Records;
using GrokBench.Tensors.Engines;

namespace GrokBench.Runner.Commands;

/// <summary>
/// <c>certificate</c>: the answer of one suite for a reviewer, in a folder of its own. Claims are decided again from the records, and a
/// certificate is refused where <c>verdicts.json</c> does not say the same.
/// </summary>
internal sealed class CertificateVerb(BenchRequest request, string? to, Host host)
{
    private const string Verdicts = "verdicts.json";
    private const string NoVerdict = "no verdict";

    /// <summary>Beside the verdicts, where they were written.</summary>
    private static readonly ImmutableArray<(string Name, string About, string MediaType)> Others =
    [
        ("readings.csv", "what every claim read off every run", "text/csv"),
        ("junit.xml", "the verdicts for a CI server", "application/xml"),
    ];

    public static Command Command(BenchOptions options, Host host)
    {
        var suite = new Argument<string>("suite") { Description = "The suite, by name or by path." };
        var folder = new Option<string?>("--out", "-o")
        {
            Description = "The result folder [default: results/ and the profile's name].",
            HelpName = "folder",
        };
        var target = new Option<string?>("--to")
        {
            Description = "Folder to write to [default: certificates/ and the suite's name in the result folder].",
            HelpName = "folder",
        };
        UnknownOptions.Refuse(suite);
        BenchOptions.Named(folder);
        BenchOptions.Named(target);
        var command = new Command("certificate",
            "Write what a reviewer needs of one suite: a page, and the same for CODECHECK, in-toto, CFF and RO-Crate.")
        {
            suite, options.SuitesFolder, options.Profile, options.Engine, options.Device, options.Stack, options.Threads, folder, target,
        };
        command.SetAction(result =>
        {
            var asked = options.Read(result) with { Suites = [result.GetValue(suite)!], Out = result.GetValue(folder) };
            return (int)new CertificateVerb(asked, result.GetValue(target), host).Execute();
        });
        return command;
    }

    private ExitCode Execute()
    {
        try
        {
            if (Bench.Prepare(request, Purpose.Judge, host) is not { } bench) return ExitCode.BadInput;
            return Judged(bench) is { } certificate ? Write(certificate, to ?? DefaultFolder(bench, certificate)) : ExitCode.BadInput;
        }
        catch (Exception exception) when (exception is StoreException or EngineException or IOException or UnauthorizedAccessException)
        {
            host.Complain(exception.Message);
            return ExitCode.Failed;
        }
    }

    private static string DefaultFolder(Bench bench, Certificate certificate) =>
        Path.Combine(bench.Folder, "certificates", Path.GetFileNameWithoutExtension(PageOf(certificate.Suite.Name)));

    private static string PageOf(string suite) => PageNames.Of([suite])[suite];

    /// <summary>Null where there is nothing to certify, which has then been said.</summary>
    private Certificate? Judged(Bench bench)
    {
        var path = Path.Combine(bench.Folder, Verdicts);
        if (AtomicFile.Read(path) is not { } bytes)
            return Refused($"there is no {Verdicts} in {bench.Folder}; expected a result folder, which bench or report makes, in --out");
        StoredVerdicts stored;
        try
        {
            stored = StoredAnswer.ReadVerdicts(bytes);
        }
        catch (JsonException exception)
        {
            return Refused($"{path} cannot be read: {exception.Message}");
        }

        if (stored.Profile != request.Profile)
            return Refused($"{path} is of profile {stored.Profile}; expected {request.Profile}, which --profile asks for");
        var name = bench.Suites[0].Name;
        if (stored.Suites.FirstOrDefault(suite => suite.Suite == name) is not { } answer)
        {
            var there = string.Join(", ", stored.Suites.Select(suite => suite.Suite));
            return Refused($"{path} has no verdicts on suite '{name}'; it has {there}");
        }

        var report = new ReportBuilder(bench, null, null, host, host.Clock.GetTimestamp()).BuildAsync(null).GetAwaiter().GetResult();
        if (Difference(answer, report.Suites[0]) is { } difference)
            return Refused($"{path} is not about these records: {difference}; grokbench report writes it anew");
        var suite = File.ReadAllBytes(bench.Suites[0].File);
        return new Certificate(
            AsSaid(report.Suites[0], answer), stored.Generated, stored.Environment,
            new CertificateFile(Path.ChangeExtension(PageOf(name), ".yaml"), "the suite: what was asked", "application/yaml", suite),
            [
                new CertificateFile(Verdicts, "every verdict with the numbers that decided it", "application/json", bytes),
                .. Outputs(bench.Folder),
            ]);
    }

    /// <summary>
    /// With the findings as they were written: that of a claim that was not run predicts hours, which differ from machine to machine.
    /// </summary>
    private static SuiteReport AsSaid(SuiteReport report, StoredSuite stored)
    {
        var said = stored.Claims.DistinctBy(claim => claim.Id)
            .ToDictionary(claim => claim.Id, claim => claim.Sentence, StringComparer.Ordinal);
        return report with { Claims = [.. report.Claims.Select(claim => claim with { Sentence = said[claim.Claim.Id] })] };
    }

    private static IEnumerable<CertificateFile> Outputs(string folder) =>
        from other in Others
        let bytes = AtomicFile.Read(Path.Combine(folder, other.Name))
        where bytes is not null
        select new CertificateFile(other.Name, other.About, other.MediaType, bytes);

    /// <summary>The first claim whose stored verdict or finding is not what the records say; null where all agree.</summary>
    private static string? Difference(StoredSuite stored, SuiteReport judged)
    {
        var said = stored.Claims.ToLookup(claim => claim.Id, StringComparer.Ordinal);
        foreach (var claim in judged.Claims)
        {
            var word = claim.Verdict is { } verdict ? VerdictWord.Of(verdict) : NoVerdict;
            if (said[claim.Claim.Id].FirstOrDefault() is not { } there) return $"claim {claim.Claim.Id} is not in it";
            if ((there.Verdict ?? NoVerdict) is var stated && stated != word)
                return $"claim {claim.Claim.Id} is {stated} there, and {word} by the records";
            if (claim.Verdict is not (null or Verdict.NotRun) && there.Sentence != claim.Sentence)
                return $"claim {claim.Claim.Id} is {word} by other numbers than those of the records";
        }

        return null;
    }

    private ExitCode Write(Certificate certificate, string folder)
    {
        Directory.CreateDirectory(folder);
        var files = new ResultFiles(folder, host.Complain);
        foreach (var file in certificate.Outputs.Prepend(certificate.SuiteFile)) files.Write(file.Name, stream => stream.Write(file.Bytes));
        files.Write(Certificate.Page, CertificateHtml.WriteAsync(certificate).GetAwaiter().GetResult());
        files.Write(Certificate.Codecheck, CodecheckYaml.Write(certificate));
        files.Write(Certificate.Statement, InTotoStatement.Write(certificate));
        files.Write(Certificate.Citation, CitationCff.Write(certificate));
        files.Write(Certificate.Crate, RoCrate.Write(certificate));
        foreach (var problem in files.Problems) host.Complain(problem);
        if (files.PathOf(Certificate.Page) is { } page) host.Say($"Certificate: {Path.GetFullPath(page)}");
        return files.Problems.IsEmpty ? ExitCode.Success : ExitCode.Failed;
    }

    private Certificate? Refused(string reason)
    {
        host.Complain(reason);
        return null;
    }
}

using System.CommandLine;
using System.CommandLine.Invocation;
using GrokBench.Runner.Answers;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;

namespace GrokBench.Runner.Commands;

/// <summary>The whole command line: verbs, their options, and what they call.</summary>
public static class GrokBenchCommand
{
    /// <summary>Parses and does what was asked. Nothing is thrown: a fault of this program is a line and an exit code too.</summary>
    /// <returns>The exit code.</returns>
    public static int Invoke(IReadOnlyList<string> arguments, Host host)
    {
        try
        {
            return (int)Run(arguments, host);
        }
        catch (Exception exception)
        {
            host.Complain(ProgramFault.Text(exception));
            if (Environment.GetEnvironmentVariable(ProgramFault.TraceVariable) is { Length: > 0 }) foreach (var line in ProgramFault.Trace(exception)) host.Complain(line);
            return (int)ExitCode.Failed;
        }
    }

    /// <summary>
    /// What is wrong with a command line before anything is read or done, as CI's files are checked. Empty where nothing is.
    /// </summary>
    internal static IEnumerable<string> Mistakes(IReadOnlyList<string> arguments, Host host) =>
        Create(new BenchOptions(host.Engines.Keys), host).Parse(arguments).Errors.Select(error => error.Message);

    private static ExitCode Run(IReadOnlyList<string> arguments, Host host)
    {
        var options = new BenchOptions(host.Engines.Keys);
        var result = Create(options, host).Parse(arguments);
        var mistake = result.Action as ParseErrorAction;
        if (mistake is not null) mistake.ShowHelp = false;
        using var output = new LineWriter(mistake is null ? host.Say : host.Complain);
        using var error = new LineWriter(host.Complain);
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        var code = result.Invoke(configuration);
        if (mistake is null) return code == 0 && host.HasLostOutput && !options.WritesFiles(result) ? ExitCode.Failed : (ExitCode)code;
        if (options.ResultFolder(result) is { } folder) new OutcomeFile(folder, new BenchRequest(), host.Complain).Refuse(new Ending(ExitCode.BadInput, "refused: wrong usage"));
        return ExitCode.BadInput;
    }

    private static RootCommand Create(BenchOptions options, Host host)
    {
        Option[] selection = [options.SuitesFolder, options.Profile, options.Only, options.Cells, options.Seeds, options.Set];
        Option[] engine = [options.Engine, options.Device, options.Stack, options.Jobs, options.Threads];
        Option[] place = [.. engine, options.Out];
        Option[] judging = [.. selection, .. place, options.Expect];
        Option[] training = [options.Memory, options.Again, options.Accept, options.Checkpoint, options.Quiet, options.Plain];

        var what = new Argument<string>("what") { Description = "What to list.", DefaultValueFactory = _ => "suites" };
        what.AcceptOnlyFromAmong([.. ListVerb.Subjects]);
        UnknownOptions.Refuse(what);

        return new RootCommand("Re-runs the literature on grokking and checks each paper's predicted behaviour by machine.")
        {
            Verb("bench", "Train, decide every claim, and write the report.", [.. judging, .. training], BenchVerb.Bench.Execute),
            Verb("run", "Train only.", [.. selection, options.Shard, .. place, .. training], BenchVerb.Run.Execute),
            Verb("check", "Decide the claims from the records there are.", judging, BenchVerb.Check.Execute),
            Verb("report", "Decide the claims from the records there are, and write the report.", judging, BenchVerb.Report.Execute),
            Verb("plan", "Predict what a bench takes.", [.. selection, .. engine, options.Memory], PlanVerb.Execute),
            Verb("validate", "Read suites and say what is wrong with them.", [options.SuitesFolder, options.Profile], ValidateVerb.Execute),
            VerifyCommand.Verify(options, host),
            VerifyCommand.Dispute(options, host),
            List(),
            Data(),
            SummaryVerb.Command(host),
            CertificateVerb.Command(options, host),
            VersionVerbs.Reference(host),
            VersionVerbs.Compare(options, host),
            VersionVerbs.History(host),
        };

        Command Verb(string name, string description, IEnumerable<Option> takes, Func<BenchRequest, Host, ExitCode> execute)
        {
            var command = new Command(name, description) { options.Suites };
            foreach (var option in takes) command.Options.Add(option);
            command.SetAction(result => (int)execute(options.Read(result), host));
            return command;
        }

        Command Data()
        {
            var folder = new Option<string?>("--to") { Description = "Folder to download to [default: mnist in the folder of GROKBENCH_DATA, or data/mnist].", HelpName = "folder" };
            var mirrors = new Option<string[]>("--mirror") { Description = "Address of a folder that has the files, in place of those that are known. Repeatable.", HelpName = "address" };
            var command = new Command("data", "Download the data sets that are not made in memory: MNIST.") { folder, mirrors };
            command.SetAction(result => (int)DataVerb.Execute(result.GetValue(folder), result.GetValue(mirrors) ?? [], host));
            return command;
        }

        Command List()
        {
            var command = new Command("list", "List what there is.") { what, options.SuitesFolder, options.Profile };
            command.SetAction(result => (int)ListVerb.Execute(result.GetValue(what)!, options.Read(result), host));
            return command;
        }
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Verifying;

namespace GrokBench.Runner.Commands;

/// <summary>The command lines of <c>verify</c> and <c>dispute</c>.</summary>
internal static class VerifyCommand
{
    public static Command Verify(BenchOptions options, Host host)
    {
        var folder = Folder("folder", "Result folder whose records are verified; nothing in it is written.");
        var claims = new Option<string[]>("--claim") { Description = "Only runs that this claim reads. Repeatable.", HelpName = "claim" };
        var suites = new Option<string[]>("--suite")
        {
            Description = "Only runs of this suite; with --claim by path too. Repeatable.",
            HelpName = "suite",
        };
        var choice = new Choice("Runs to train again, as many of each suite.");
        const string Description = "Train a random sample of recorded runs again beside the records, and compare digests and curves.";
        var command = new Command("verify", Description) { folder, claims, suites };
        Add(command, [.. choice.Options, options.SuitesFolder, options.Profile], options);
        command.SetAction(result => (int)VerifyVerb.Execute(
            choice.Read(result, options) with
            {
                Folder = result.GetValue(folder)!,
                Claims = [.. result.GetValue(claims) ?? []],
                Suites = [.. result.GetValue(suites) ?? []],
            },
            host));
        return command;
    }

    public static Command Dispute(BenchOptions options, Host host)
    {
        var (one, other) = (Folder("A", "A result folder."), Folder("B", "Another one, which has records of the same runs."));
        var choice = new Choice("Runs that differ to train again, as many of each suite.");
        const string Description = "Say where two result folders part, and which of them this machine agrees with.";
        var command = new Command("dispute", Description) { one, other };
        Add(command, choice.Options, options);
        command.SetAction(result => (int)DisputeVerb.Execute(
            choice.Read(result, options) with { Folder = result.GetValue(one)!, Other = result.GetValue(other)! }, host));
        return command;
    }

    private static Argument<string> Folder(string name, string description)
    {
        var folder = new Argument<string>(name) { Description = description };
        UnknownOptions.Refuse(folder);
        return folder;
    }

    private static void Add(Command command, IEnumerable<Option> own, BenchOptions options)
    {
        Option[] training =
        [
            .. own, options.Engine, options.Device, options.Stack, options.Jobs, options.Threads, options.Memory, options.Checkpoint,
            options.Quiet, options.Plain,
        ];
        foreach (var option in training) command.Options.Add(option);
    }

    /// <summary>Which runs are trained again, and where: options of both verbs.</summary>
    private sealed class Choice
    {
        private readonly Option<int?> sample, seed;
        private readonly Option<string?> scratch;

        public Choice(string description)
        {
            sample = new("--sample") { Description = $"{description} [default: 20].", HelpName = "count" };
            seed = new("--seed")
            {
                Description = "Of the choice of these runs: the same seed chooses the same runs [default: another each time].",
                HelpName = "seed",
            };
            scratch = new("--scratch")
            {
                Description = "Folder to train them in, which is kept [default: a temporary one].",
                HelpName = "folder",
            };
            sample.Validators.Add(result => AtLeast(result, 1));
            seed.Validators.Add(result => AtLeast(result, 0));
            scratch.Validators.Add(result =>
            {
                if (result.Tokens is [var token] && string.IsNullOrWhiteSpace(token.Value))
                    result.AddError("--scratch is empty; expected the path of a folder");
            });
        }

        public Option[] Options => [sample, seed, scratch];

        public VerifyRequest Read(ParseResult result, BenchOptions options) => new()
        {
            Folder = "",
            Sample = result.GetValue(sample) ?? 20,
            Seed = result.GetValue(seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue),
            Scratch = result.GetValue(scratch),
            Bench = options.Read(result),
        };

        private static void AtLeast(OptionResult result, int least)
        {
            if (result.GetValueOrDefault<int?>() is { } number && number < least)
                result.AddError(FormattableString.Invariant($"{result.Option.Name} is {number}; expected an integer of at least {least}"));
        }
    }
}

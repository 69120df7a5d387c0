using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Yaml;

namespace GrokBench.Runner.Commands;

/// <summary>Every argument and option of the verbs, each declared once; a verb takes those that concern it.</summary>
internal sealed class BenchOptions
{
    /// <param name="engines">Names of the engines that there are.</param>
    public BenchOptions(IEnumerable<string> engines)
    {
        Profile.AcceptOnlyFromAmong([.. Profiles.Known]);
        Engine.AcceptOnlyFromAmong([.. engines]);
        AtLeastOne(Seeds);
        AtLeastOne(Jobs);
        AtLeastOne(Threads);
        Memory.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not > 0) result.AddError($"{Memory.Name} expects a number above 0");
        });
        Checkpoint.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not >= 0) result.AddError($"{Checkpoint.Name} expects a number of at least 0");
        });
    }

    public Argument<string[]> Suites { get; } = new("suite")
    {
        Description = "Suites by name or by path; none means every suite of the folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string?> SuitesFolder { get; } = new("--suites")
    {
        Description = "Folder in which suites are looked up by name [default: suites].",
        HelpName = "folder",
    };

    public Option<string?> Profile { get; } = new("--profile")
    {
        Description = "How big the suites run; see list profiles [default: ci].",
    };

    public Option<string[]> Only { get; } = new("--only")
    {
        Description = "Only this claim and the runs it reads. Repeatable.",
        HelpName = "claim",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string[]> Cells { get; } = new("--cell")
    {
        Description = "Only this cell, such as addition[task.train=0.4], or all cells of a group. Repeatable.",
        HelpName = "cell",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<int?> Seeds { get; } = new("--seeds")
    {
        Description = "Only the first so many seeds of every cell; claims then lack seeds.",
        HelpName = "count",
    };

    public Option<int?> Jobs { get; } = new("--jobs", "-j")
    {
        Description = "Runs at a time, and threads of all runs together [default: one per processor].",
        HelpName = "count",
    };

    public Option<int?> Threads { get; } = new("--threads")
    {
        Description = "Most threads of a run while cores are free [default: as many as it is worth].",
        HelpName = "count",
    };

    public Option<double?> Memory { get; } = new("--memory")
    {
        Description = "GiB that all runs together may take [default: nine tenths of what there is].",
        HelpName = "GiB",
        CustomParser = Number,
    };

    public Option<string?> Engine { get; } = new("--engine") { Description = "Where tensor programs execute [default: cpu]." };

    public Option<string?> Out { get; } = new("--out", "-o")
    {
        Description = "Folder of records and reports [default: results/ and the profile's name].",
        HelpName = "folder",
    };

    public Option<bool> Again { get; } = new("--again") { Description = "Train again what is complete." };

    public Option<double?> Checkpoint { get; } = new("--checkpoint")
    {
        Description = "Seconds between checkpoints, which is what a kill may lose [default: 10].",
        HelpName = "seconds",
        CustomParser = Number,
    };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress, only results." };

    public Option<bool> Plain { get; } = new("--plain") { Description = "Progress as plain lines, on a terminal too." };

    /// <summary>What was typed; what was not, or is not an option of the verb, has its default.</summary>
    public BenchRequest Read(ParseResult result) => new()
    {
        Suites = [.. result.GetValue(Suites) ?? []],
        SuitesFolder = result.GetValue(SuitesFolder) ?? "suites",
        Profile = result.GetValue(Profile) ?? "ci",
        Selection = new SuiteSelection([.. result.GetValue(Only) ?? []], [.. result.GetValue(Cells) ?? []], result.GetValue(Seeds)),
        Jobs = result.GetValue(Jobs) ?? Environment.ProcessorCount,
        Threads = result.GetValue(Threads),
        Memory = (long?)(result.GetValue(Memory) * (1L << 30)),
        Engine = result.GetValue(Engine) ?? "cpu",
        Out = result.GetValue(Out),
        Again = result.GetValue(Again),
        CheckpointInterval = TimeSpan.FromSeconds(result.GetValue(Checkpoint) ?? 10),
        Progress = (result.GetValue(Quiet), result.GetValue(Plain)) switch
        {
            (true, _) => ProgressStyle.Quiet,
            (_, true) => ProgressStyle.Plain,
            _ => ProgressStyle.Automatic,
        },
    };

    private static double? Number(ArgumentResult result) =>
        double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static void AtLeastOne(Option<int?> option) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count < 1)
            result.AddError($"{option.Name} is {token.Value}; expected an integer of at least 1");
    });
}

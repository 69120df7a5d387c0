using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GrokBench.Reports.Html.Views;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Preparation;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Yaml.Runs;
using GrokBench.Suites.Yaml.Sections;
using RunShard = GrokBench.Suites.Planning.Shard;

namespace GrokBench.Runner.Commands;

/// <summary>Every argument and option of the verbs, each declared once; a verb takes those that concern it.</summary>
internal sealed class BenchOptions
{
    /// <summary>What a device has to be given at a time to be kept busy by models of the papers' sizes.</summary>
    private const int StackOnCuda = 16;

    /// <summary>GiB: a million of them are beyond any machine, and their bytes still fit a 64-bit integer.</summary>
    private const double MostMemory = 1e6;

    /// <summary>Between checkpoints: thirty years.</summary>
    private const double MostSeconds = 1e9;

    private const string DefaultProfile = "ci";

    /// <summary>Hexadecimal digits of a SHA-256, and as many of them as tell digests apart.</summary>
    private const int DigestDigits = 64, FewestDigits = ClaimCheckCommand.Digits;

    /// <param name="engines">Names of the engines that this build has.</param>
    public BenchOptions(IEnumerable<string> engines)
    {
        UnknownOptions.Refuse(Suites);
        Profile.AcceptOnlyFromAmong([.. Profiles.Known]);
        Engine.AcceptOnlyFromAmong(EngineNames.BuiltIn, EngineNames.Torch);
        Engine.Validators.Add(result =>
        {
            if (Typed(result) == EngineNames.Torch && !engines.Contains(EngineNames.Torch))
                result.AddError($"{Engine.Name} is torch, which this build lacks: make build TORCH=cpu or make build TORCH=cuda adds it, and a program of one file the package GrokBench.Torch; see docs/gpu.md");
        });
        ForTorchAlone(Device);
        ForTorchAlone(Stack);
        Device.Validators.Add(result =>
        {
            if (Typed(result) is { } device && !IsDevice(device))
                result.AddError($"{Device.Name} is {device}; expected cpu, cuda, or cuda: and a number such as cuda:1");
        });
        Set.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
                result.AddError($"{Set.Name} is {token.Value}; expected a path and a value, such as train.steps=500");
        });
        AtLeastOne(Jobs);
        AtLeastOne(Threads);
        AtLeastOne(Stack);
        Between(Memory, double.Epsilon, MostMemory, $"a number above 0 and of at most {MostMemory}");
        Between(Checkpoint, 0, MostSeconds, $"a number of at least 0 and of at most {MostSeconds}");
        Named(Out);
        Named(SuitesFolder);
        Expect.Validators.Add(result =>
        {
            if (Typed(result)?.Split(',').FirstOrDefault(text => !IsDigest(text)) is not { } other) return;
            var expected = $"digests of {FewestDigits} to {DigestDigits} hexadecimal digits and commas between them";
            result.AddError($"{Expect.Name} has '{other}'; expected {expected}");
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

    public Option<SeedChoice?> Seeds { get; } = new("--seeds")
    {
        Description = "Only the first so many seeds of every cell; or a range such as 900..904, which makes pilots of runs where it is not the suite's own.",
        HelpName = "count",
        CustomParser = SeedOptions.Parse,
    };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Another value of a setting, such as train.steps=500, for all runs that are asked for, which are then pilots. Repeatable.",
        HelpName = "path=value",
    };

    public Option<RunShard?> Shard { get; } = new("--shard")
    {
        Description = "Only the runs of the K-th of N parts, such as 2/8: machines train one each, and report judges their runs folders together.",
        HelpName = "K/N",
        CustomParser = ShardOf,
    };

    public Option<int?> Jobs { get; } = new("--jobs", "-j")
    {
        Description = "Runs at a time, and threads of all runs together [default: one per processor; with engine torch the stack, and threads are not counted].",
        HelpName = "count",
    };

    public Option<int?> Threads { get; } = new("--threads")
    {
        Description = "Most threads of a run while cores are free [default: as many as it is worth]; with engine torch those of the library [default: one per processor].",
        HelpName = "count",
    };

    public Option<double?> Memory { get; } = new("--memory")
    {
        Description = "GiB that all runs together may take [default: nine tenths of what there is; on cuda no limit].",
        HelpName = "GiB",
        CustomParser = Number,
    };

    public Option<string?> Engine { get; } = new("--engine") { Description = "Where tensor programs execute: cpu is built in, torch is TorchSharp where it was built [default: cpu]." };

    public Option<string?> Device { get; } = new("--device")
    {
        Description = "With engine torch, what computes: cpu, cuda or cuda:N [default: cpu].",
        HelpName = "device",
    };

    public Option<int?> Stack { get; } = new("--stack")
    {
        Description = "With engine torch, runs of one shape that train as one program; results depend on it [default: 1 on cpu, 16 on cuda].",
        HelpName = "count",
    };

    public Option<string?> Out { get; } = new("--out", "-o")
    {
        Description = "Folder of records and reports [default: results/ and the profile's name].",
        HelpName = "folder",
    };

    public Option<string?> Expect { get; } = new("--expect")
    {
        Description = "Digests that the runs must come to, as a report's command for a claim has them; any other ends with exit code 1.",
        HelpName = "digests",
    };

    public Option<bool> Again { get; } = new("--again") { Description = "Train again what is complete." };

    public Option<bool> Accept { get; } = new("--accept") { Description = "Let results that contradict their records take the records' place." };

    public Option<double?> Checkpoint { get; } = new("--checkpoint")
    {
        Description = "Seconds between checkpoints, which is what a kill may lose [default: 10].",
        HelpName = "seconds",
        CustomParser = Number,
    };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress, only results." };

    public Option<bool> Plain { get; } = new("--plain") { Description = "Progress as plain lines, on a terminal too." };

    /// <summary>What was typed; what was not, or is not an option of the verb, has its default.</summary>
    public BenchRequest Read(ParseResult result)
    {
        var (isTorch, processors) = (result.GetValue(Engine) == EngineNames.Torch, Environment.ProcessorCount);
        var device = result.GetValue(Device) ?? "cpu";
        var stack = result.GetValue(Stack) ?? (device == "cpu" ? 1 : StackOnCuda);
        var jobs = result.GetValue(Jobs) ?? (isTorch ? stack : processors);
        return new BenchRequest
        {
            Suites = [.. result.GetValue(Suites) ?? []],
            SuitesFolder = result.GetValue(SuitesFolder) ?? "suites",
            Profile = result.GetValue(Profile) ?? DefaultProfile,
            Selection = new SuiteSelection([.. result.GetValue(Only) ?? []], [.. result.GetValue(Cells) ?? []], result.GetValue(Seeds)),
            Shard = result.GetValue(Shard),
            Settings = [.. (result.GetValue(Set) ?? []).Select(text => text.Split('=', 2)).Select(parts => new SettingChange(parts[0].Trim(), parts[1].Trim()))],
            Jobs = jobs,
            Cores = isTorch ? processors : jobs,
            Threads = result.GetValue(Threads),
            Memory = (long?)(result.GetValue(Memory) * (1L << 30)) ?? (device == "cpu" ? null : long.MaxValue),
            Engine = result.GetValue(Engine) ?? EngineNames.BuiltIn,
            EngineOptions = new EngineOptions(device, stack, result.GetValue(Threads) ?? processors),
            Out = result.GetValue(Out),
            Expect = [.. result.GetValue(Expect)?.ToLowerInvariant().Split(',') ?? []],
            Again = result.GetValue(Again),
            Accept = result.GetValue(Accept),
            CheckpointInterval = TimeSpan.FromSeconds(result.GetValue(Checkpoint) ?? 10),
            Progress = (result.GetValue(Quiet), result.GetValue(Plain)) switch
            {
                (true, _) => ProgressStyle.Quiet,
                (_, true) => ProgressStyle.Plain,
                _ => ProgressStyle.Automatic,
            },
        };
    }

    /// <summary>
    /// The folder that a command line with mistakes would have written its answer to, as far as that is clear: of a verb that has one, with nothing selected. Null
    /// otherwise.
    /// </summary>
    public string? ResultFolder(ParseResult result)
    {
        var command = result.CommandResult;
        if (!WritesFiles(result) || new Option[] { Only, Cells, Seeds, Set, Shard }.Any(option => command.GetResult(option) is not null))
            return null;
        var profile = Typed(command.GetResult(Profile)) ?? DefaultProfile;
        if (command.GetResult(Out) is { } named) return Typed(named) is { Length: > 0 } folder ? folder : null;
        return Profiles.Known.Contains(profile) ? new BenchRequest { Profile = profile }.Folder : null;
    }

    /// <summary>Whether the verb's answer is in files, and not on standard output alone.</summary>
    public bool WritesFiles(ParseResult result) => result.CommandResult.Command.Options.Contains(Out);

    private static bool IsDigest(string text) => text.Length is >= FewestDigits and <= DigestDigits && text.All(char.IsAsciiHexDigit);

    private static bool IsDevice(string text) =>
        text is "cpu" or "cuda" || (text.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out _));

    /// <summary>What stands after an option; asking for its value would throw where another validator has found it to be wrong.</summary>
    private static string? Typed(OptionResult? option) => option?.Tokens is [var token] ? token.Value : null;

    /// <summary>The built-in engine has no choice of either.</summary>
    private void ForTorchAlone(Option option) => option.Validators.Add(result =>
    {
        if (Typed(result.GetResult(Engine)) != EngineNames.Torch) result.AddError($"{option.Name} is for --engine torch; the built-in engine computes each run by itself, on the processor");
    });

    private static RunShard? ShardOf(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (RunShard.Parse(text) is { } shard) return shard;
        result.AddError($"--shard is {text}; expected K/N with whole numbers, K from 1 to N, such as 2/8");
        return null;
    }

    private static double? Number(ArgumentResult result) =>
        double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static void AtLeastOne(Option<int?> option) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count < 1)
            result.AddError($"{option.Name} is {token.Value}; expected an integer of at least 1");
    });

    private static void Between(Option<double?> option, double least, double most, string expected) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<double?>() is not { } number || !(number >= least && number <= most))
            result.AddError($"{option.Name}{(Typed(result) is { } typed ? $" is {typed}" : " has no value")}; expected {expected}");
    });

    /// <summary>Refuses the empty text that a shell makes of a variable that is not set.</summary>
    internal static void Named(Option<string?> option) => option.Validators.Add(result =>
    {
        if (Typed(result) is { } folder && string.IsNullOrWhiteSpace(folder)) result.AddError($"{option.Name} is empty; expected the path of a folder");
    });
}

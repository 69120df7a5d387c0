using System.CommandLine;
using GrokBench.Runner.Hosting;

namespace GrokBench.Runner.Commands;

/// <summary>The verbs that hold versions against each other, as the command line states them.</summary>
internal static class VersionVerbs
{
    /// <summary>Where references are, from the root of a clone.</summary>
    public static readonly string DefaultLibrary = Path.Combine("results", "reference", "versions");

    public static Command Reference(Host host)
    {
        var results = new Option<string?>("--out", "-o") { Description = "The result folder [default: results/ci].", HelpName = "folder" };
        var library = Library("--to", "Folder of all references");
        BenchOptions.Named(results);
        BenchOptions.Named(library);
        var replace = new Option<bool>("--replace") { Description = "Write over the reference of the same version." };
        var command = new Command("reference", "Write a finished result as the reference of its version.") { results, library, replace };
        command.SetAction(result => (int)ReferenceVerb.Execute(
            result.GetValue(results) ?? Path.Combine("results", "ci"), result.GetValue(library) ?? DefaultLibrary,
                result.GetValue(replace), host));
        return command;
    }

    public static Command Compare(BenchOptions options, Host host)
    {
        var newer = Named("newer", "A result folder or a version [default: results/ and the profile's name].");
        var older = Named("older", "What it is held against, likewise [default: the newest reference].");
        var library = Library("--references", "Folder of all references");
        BenchOptions.Named(library);
        var strict = new Option<bool>("--strict") { Description = "Let every change count as worse, and whatever has no partner." };
        var command = new Command("compare", "Hold a result against an older one: whether anything got worse.")
        {
            newer, older, options.Profile, library, strict,
        };
        command.SetAction(result => (int)CompareVerb.Execute(
            result.GetValue(newer) ?? options.Read(result).Folder, result.GetValue(older), result.GetValue(library) ?? DefaultLibrary,
                result.GetValue(strict), host));
        return command;
    }

    public static Command History(Host host)
    {
        var newest = Named("newest", "A result folder that comes after all references [default: none].");
        var library = Library("--references", "Folder of all references");
        var to = new Option<string?>("--to") { Description = "Folder to write to [default: results/history].", HelpName = "folder" };
        var command = new Command("history", "Show when runs memorised and generalised, and what claims came to, by version.")
        {
            newest, library, to,
        };
        command.SetAction(result => (int)HistoryVerb.Execute(
            result.GetValue(newest), result.GetValue(library) ?? DefaultLibrary,
                result.GetValue(to) ?? Path.Combine("results", "history"), host));
        return command;
    }

    private static Argument<string?> Named(string name, string what)
    {
        var argument = new Argument<string?>(name) { Description = what, Arity = ArgumentArity.ZeroOrOne };
        UnknownOptions.Refuse(argument);
        return argument;
    }

    private static Option<string?> Library(string name, string what) =>
        new(name) { Description = $"{what} [default: results/reference/versions].", HelpName = "folder" };
}

using System.CommandLine;
using System.CommandLine.Parsing;
using GrokBench.Runner.Preparation;

namespace GrokBench.Runner.Commands;

/// <summary>The parser takes an option that it does not know for a value of an argument; here it is told to be one.</summary>
internal static class UnknownOptions
{
    public static void Refuse(Argument argument) => argument.Validators.Add(result =>
    {
        if (result.Parent is not CommandResult command) return;
        var known = command.Command.Options.Select(option => option.Name);
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-') && !File.Exists(token.Value)))
            result.AddError($"unknown option '{token.Value}'{Hint.For(token.Value, known)}");
    });
}

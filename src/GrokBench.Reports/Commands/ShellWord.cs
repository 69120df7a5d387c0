namespace GrokBench.Reports.Commands;

/// <summary>Words of a command as a POSIX shell reads them.</summary>
public static class ShellWord
{
    /// <summary>
    /// The word itself where no letter of it means anything to a shell, else in single quotes, in which only a single quote does.
    /// </summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(IsPlain) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ',' or '/' or ':' or '=' or '+' or '@' or '%';
}

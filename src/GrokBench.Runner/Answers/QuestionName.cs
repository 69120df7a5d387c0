using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace GrokBench.Runner.Answers;

/// <summary>Names a question, so that its answer can have a folder: <c>tiny,only=T1</c>, <c>nanda-2023,cell=addition-task.train-0.4-1f0c93ab</c>.</summary>
internal static class QuestionName
{
    /// <summary>Suites beyond these are counted.</summary>
    private const int MostSuites = 3;

    /// <summary>Characters of a name, the digest aside.</summary>
    private const int Longest = 60;

    /// <summary>Letters, digits and <c>-_.,=+</c>. Different questions have different names: where a name had to be shortened or changed, eight digits of the question's digest end it.</summary>
    public static string Of(Question question)
    {
        var suites = question.Suites.Length <= MostSuites ? string.Join('+', question.Suites) : FormattableString.Invariant($"{question.Suites.Length}-suites");
        string[] parts = [suites, .. Parts(question, string.Join('+', question.Only), string.Join('+', question.Cells))];
        var whole = string.Join(',', parts);
        var safe = Safe(whole);
        if (safe.Length > Longest) safe = safe[..Longest];
        return safe == whole && question.Suites.Length <= MostSuites && !IsAmbiguous(question)
            ? safe
            : $"{safe.TrimEnd('-', '.', ',', '+')}-{Digest(question)}";
    }

    /// <summary>Whether a name holds what stands between names: suites a and b would be named as one suite a+b is.</summary>
    private static bool IsAmbiguous(Question question) =>
        question.Suites.Concat(question.Only).Concat(question.Cells).Any(name => name.AsSpan().ContainsAny("+,="))
        || question.Set.Any(change => change.Contains(',', StringComparison.Ordinal));

    private static IEnumerable<string> Parts(Question question, string only, string cells)
    {
        yield return question.Profile;
        if (only.Length > 0) yield return $"only={only}";
        if (cells.Length > 0) yield return $"cell={cells}";
        if (question.Seeds is { } seeds) yield return $"seeds={seeds}";
        foreach (var change in question.Set) yield return change;
    }

    private static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or ',' or '=' or '+') safe.Append(letter);
            else if (safe.Length > 0 && safe[^1] != '-') safe.Append('-');
        }

        return safe.ToString();
    }

    private static string Digest(Question question)
    {
        ImmutableArray<string>[] lists = [question.Suites, question.Only, question.Cells, question.Set];
        var text = string.Join('\n', lists.Select(list => string.Join('\0', list)).Append(question.Profile).Append(question.Seeds ?? ""));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
    }
}

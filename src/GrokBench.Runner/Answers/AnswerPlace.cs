namespace GrokBench.Runner.Answers;

/// <summary>
/// The folder of a report, <c>verdicts.json</c>, <c>junit.xml</c> and <c>outcome.json</c>: the result folder itself, or one in its <c>parts</c> where that would put a narrower answer in the
/// place of a fuller one, and for pilots always.
/// </summary>
/// <param name="Folder">Path; made on the first write.</param>
/// <param name="Part">Name of the part, <c>parts/tiny,ci,only=T1</c>; null where it is the result folder itself.</param>
public sealed record AnswerPlace(string Folder, string? Part)
{
    public const string OutcomeFile = "outcome.json";

    /// <param name="folder">The result folder, with the answer that is there now.</param>
    /// <param name="suites">Folder in which suites are looked up by name.</param>
    public static AnswerPlace Of(Question question, string folder, string suites)
    {
        var there = question.IsPilot ? null : AnsweredQuestion.Read(Path.Combine(folder, OutcomeFile));
        if (!question.IsPilot && (there is null || question.Covers(there, Exists))) return new AnswerPlace(folder, null);
        var name = QuestionName.Of(question);
        return new AnswerPlace(Path.Combine(folder, "parts", name), $"parts/{name}");

        bool Exists(string suite, string? file) => File.Exists(Path.Combine(suites, suite + ".yaml")) || !IsGone(file);
    }

    /// <summary>
    /// Whether a suite's file was deleted or renamed. That is known only where its folder is still there: a path that is not a full one, a disk that is not mounted and a result folder of
    /// another machine tell nothing.
    /// </summary>
    private static bool IsGone(string? file) =>
        file is not null && Path.IsPathFullyQualified(file) && !File.Exists(file) && Directory.Exists(Path.GetDirectoryName(file));
}

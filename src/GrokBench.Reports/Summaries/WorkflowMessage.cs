namespace GrokBench.Reports.Summaries;

/// <summary>
/// A line that GitHub's runner takes from a step's output as an annotation: <c>::error title=T::message</c>. What would end a property or
/// the line is escaped as the runner expects it.
/// </summary>
public static class WorkflowMessage
{
    public static string Error(string title, string message) => Of("error", title, message);

    public static string Warning(string title, string message) => Of("warning", title, message);

    private static string Of(string kind, string title, string message) => $"::{kind} title={Property(title)}::{Data(message)}";

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}

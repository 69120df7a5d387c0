namespace GrokBench.Runner.Downloading;

/// <summary>How much patience a mirror finds, for each file anew.</summary>
public sealed record DownloadLimits
{
    public static DownloadLimits Default { get; } = new();

    /// <summary>Longest silence, be it before an answer or within one.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time over which the rate is averaged, and after which it is judged for the first time.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Least rate over a window, bytes per second.</summary>
    public int LeastRate { get; init; } = 1000;

    /// <summary>Most requests, those that follow redirects included.</summary>
    public int Requests { get; init; } = 20;

    /// <summary>An answer that breaks off after fewer bytes is short.</summary>
    public int ShortAnswer { get; init; } = 1000;

    /// <summary>The short answer after which the mirror is not asked again.</summary>
    public int ShortAnswers { get; init; } = 3;

    /// <summary>Most redirects in a row.</summary>
    public int Redirects { get; init; } = 5;

    /// <summary>Time between lines of progress.</summary>
    public TimeSpan Report { get; init; } = TimeSpan.FromSeconds(5);
}

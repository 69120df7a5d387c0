namespace GrokBench.Reports.Html.Pages;

/// <summary>Style sheet and scripts, inlined into the pages.</summary>
internal static class Asset
{
    public static string Style { get; } = Read("report.css");

    public static string Script { get; } = Read("report.js");

    /// <summary>Of pages with a <c>TablePlayer</c>, beside <see cref="Script"/>.</summary>
    public static string Player { get; } = Read("player.js");

    private static string Read(string name)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not part of the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

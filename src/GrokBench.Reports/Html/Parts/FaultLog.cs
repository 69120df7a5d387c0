using System.Collections.Immutable;

namespace GrokBench.Reports.Html.Parts;

/// <summary>What broke while a page was rendered, see <see cref="Guard"/>.</summary>
internal sealed class FaultLog
{
    private readonly List<(string Part, Exception Exception)> broken = [];

    public void Add(string part, Exception exception) => broken.Add((part, exception));

    /// <summary>What was added since the last call, in its order.</summary>
    public ImmutableArray<(string Part, Exception Exception)> Take()
    {
        ImmutableArray<(string, Exception)> taken = [.. broken];
        broken.Clear();
        return taken;
    }
}

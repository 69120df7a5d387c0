namespace GrokBench.Reports.Comparing;

/// <summary>What became of a suite from one version to another, the worst first.</summary>
public enum Change
{
    /// <summary>No run has a partner.</summary>
    NotComparable,

    /// <summary>Fewer of the paired runs generalise.</summary>
    GroksLess,

    /// <summary>Runs generalise later, by more than evaluations are apart.</summary>
    Slower,

    /// <summary>A run of a control generalises that did not.</summary>
    ControlGeneralises,

    /// <summary>A claim has another verdict.</summary>
    VerdictChanged,

    /// <summary>More of the paired runs generalise.</summary>
    GroksMore,

    /// <summary>Runs generalise earlier, by more than evaluations are apart.</summary>
    Faster,

    /// <summary>Bits moved, and nothing that the tests can tell from chance.</summary>
    WithinNoise,

    /// <summary>Every paired run has the same bits.</summary>
    Identical,
}

/// <summary>Changes in words.</summary>
public static class ChangeWord
{
    /// <summary><c>same within noise</c>.</summary>
    public static string Of(Change change) => change switch
    {
        Change.NotComparable => "not comparable",
        Change.GroksLess => "groks less often",
        Change.Slower => "slower",
        Change.ControlGeneralises => "a control generalises",
        Change.VerdictChanged => "verdict changed",
        Change.GroksMore => "groks more often",
        Change.Faster => "faster",
        Change.WithinNoise => "same within noise",
        _ => "identical",
    };
}

namespace GrokBench.EndToEnd.Digests;

public sealed class DigestListTests
{
    private static DigestList List => new("cpu-1-f", new(StringComparer.Ordinal) { ["b seed 0"] = Run, ["a seed 1"] = Run });

    private static RunDigests Run => new(
        "1d", "da7a", "complete", new() { [0] = "a", [1] = "b", [2] = "c", [4] = "d", [5] = "e" }, new(StringComparer.Ordinal) { ["test.loss"] = "x", ["train.loss"] = "y" });

    [Test]
    public void Differences_SameBits_None() => Assert.That(DigestList.Differences(List, DigestList.Parse(List.Write())), Is.Empty);

    [Test]
    public void Write_Runs_AreSorted() => Assert.That(List.Write(), Does.Match("(?s)a seed 1.*b seed 0"));

    [Test]
    public void Differences_EachKind_IsSaidInWords()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Difference(Run with { Id = "2e" }), Does.StartWith("it is another run"));
            Assert.That(Difference(Run with { Dataset = "beef" }), Does.StartWith("its dataset changed"));
            Assert.That(Difference(Moved(0, 1, 2, 4, 5)), Does.StartWith("it differs from its start on"));
            Assert.That(Difference(Moved(4, 5)), Is.EqualTo("its state differs from step 4 on, and is equal at step 2"));
            Assert.That(Difference(Run with { Status = "diverged" }), Is.EqualTo("it ends diverged at step 5 in place of complete at step 5"));
            Assert.That(
                Difference(Run with { Series = new(StringComparer.Ordinal) { ["test.loss"] = "z", ["train.loss"] = "y" } }),
                Is.EqualTo("its states are equal, but not what was read from them: test.loss"));
        });
    }

    [Test]
    public void Differences_RunsAndEngine_AreNamed()
    {
        var found = new DigestList("cpu-2-f", new(StringComparer.Ordinal) { ["b seed 0"] = Run, ["c seed 0"] = Run });

        Assert.That(DigestList.Differences(List, found), Is.EqualTo(new[]
        {
            "a seed 1: it is no longer trained",
            "c seed 0: it is a new run",
            "the engine is cpu-2-f, the list was made by cpu-1-f",
        }));
    }

    private static string? Difference(RunDigests found) => RunDigests.Difference(Run, found);

    private static RunDigests Moved(params long[] steps)
    {
        var states = Run.States;
        foreach (var step in steps) states[step] += "'";
        return Run with { States = states };
    }
}

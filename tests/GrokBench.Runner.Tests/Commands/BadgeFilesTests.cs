using GrokBench.Reports.Badges;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>Badges are written with the report, and no oftener than they change.</summary>
public sealed class BadgeFilesTests
{
    private Invocation bench = null!;

    private string Folder => Path.Combine(bench.Out, "report", BadgeSet.Folder);

    private string[] Names => Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToArray();

    [SetUp]
    public void SetUp() => bench = new Invocation();

    [TearDown]
    public void TearDown() => bench.Dispose();

    [Test]
    public void Bench_ASuite_HasABadgeAndOnePerClaim()
    {
        bench.Run("bench", Invocation.TinySuite);

        Assert.That(Names, Is.EqualTo(new[] { "tiny-T1.svg", "tiny-T2.svg", "tiny.svg" }));
    }

    [Test]
    public void Report_NothingChanged_WritesNoBadgeAgain()
    {
        bench.Run("bench", Invocation.TinySuite);
        var (same, other) = (Path.Combine(Folder, "tiny.svg"), Path.Combine(Folder, "tiny-T1.svg"));
        File.SetLastWriteTimeUtc(same, DateTime.UnixEpoch);
        File.WriteAllText(other, "another verdict");

        bench.Run("report", Invocation.TinySuite);

        Assert.That(File.GetLastWriteTimeUtc(same), Is.EqualTo(DateTime.UnixEpoch));
        Assert.That(File.ReadAllText(other), Does.StartWith("<svg"));
    }

    [Test]
    public void Report_BadgeOfAClaimThatIsGone_IsRemovedAndNoOtherFile()
    {
        bench.Run("bench", Invocation.TinySuite);
        File.Copy(Path.Combine(Folder, "tiny-T1.svg"), Path.Combine(Folder, "tiny-T9.svg"));
        File.WriteAllText(Path.Combine(Folder, "logo.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");

        bench.Run("report", Invocation.TinySuite);

        Assert.That(Names, Is.EqualTo(new[] { "logo.svg", "tiny-T1.svg", "tiny-T2.svg", "tiny.svg" }));
    }

    [Test]
    public void Report_FolderInPlaceOfABadge_CostsThatBadgeAlone()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "tiny.svg", "in the way"));

        Assert.That(bench.Run("bench", Invocation.TinySuite), Is.EqualTo(3).Or.Zero, bench.Errors);

        Assert.That(File.Exists(Path.Combine(Folder, "tiny-T1.svg")), Is.True);
        Assert.That(File.Exists(Path.Combine(bench.Out, "report", "index.html")), Is.True);
    }
}

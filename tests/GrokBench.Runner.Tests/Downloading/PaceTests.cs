using GrokBench.Runner.Downloading;
using GrokBench.Runner.Tests.Execution;

namespace GrokBench.Runner.Tests.Downloading;

/// <summary>With a clock that passes when told.</summary>
public sealed class PaceTests
{
    private static readonly WantedFile Wanted = new("numbers.gz", 1_000_000, "", new PlainFile("numbers", 0, ""));

    private readonly List<string> reported = [];
    private ManualClock clock = null!;

    [SetUp]
    public void Begin()
    {
        reported.Clear();
        clock = new ManualClock();
    }

    [Test]
    public void Add_AByteEveryFiveSeconds_EndsAfterThirty()
    {
        var pace = Make(1000);
        Assert.That(() => Drip(pace, 5, 1), Throws.Nothing);
        Assert.That(() => Drip(pace, 1, 1), Throws.TypeOf<MirrorException>().With.Message.EqualTo("too slow: 6 bytes in 30 s; expected at least 1,000 bytes/s"));
        Assert.That(reported, Has.Count.EqualTo(6));
        Assert.That(reported[^1], Is.EqualTo("numbers.gz: 1,006 of 1,000,000 bytes, 0 bytes/s"));
    }

    [Test]
    public void Add_FastAtFirst_IsJudgedByTheLastWindow()
    {
        var pace = Make(0);
        Drip(pace, 6, 100_000);
        Assert.That(() => Drip(pace, 6, 4_999), Throws.TypeOf<MirrorException>().With.Message.StartsWith("too slow: 29,994 bytes in 30 s"));
    }

    [Test]
    public void Add_AtTheFloor_GoesOn()
    {
        var pace = Make(0);
        Assert.That(() => Drip(pace, 100, 5_000), Throws.Nothing);
        Assert.That(reported[^1], Is.EqualTo("numbers.gz: 500,000 of 1,000,000 bytes, 1,000 bytes/s"));
    }

    [Test]
    public void Add_AnswersWithoutAnyOfTheFile_EndToo()
    {
        var pace = Make(0);
        Assert.That(() => Drip(pace, 6, 0), Throws.TypeOf<MirrorException>().With.Property(nameof(MirrorException.IsFinal)).True);
    }

    [Test]
    public void Add_LastBytesAfterLong_AreTaken()
    {
        var pace = Make(999_999);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.That(() => pace.Add(1), Throws.Nothing);
    }

    private Pace Make(long there) => new(Wanted, there, DownloadLimits.Default, clock, reported.Add);

    private void Drip(Pace pace, int times, int bytes)
    {
        for (var i = 0; i < times; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            pace.Add(bytes);
        }
    }
}

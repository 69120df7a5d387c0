using System.Net.Sockets;
using System.Security.Cryptography;
using GrokBench.Runner.Downloading;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Downloading;

/// <summary>Against servers on this machine.</summary>
public sealed class DownloaderTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i))];
    private static readonly WantedFile Wanted = new(
        "numbers.gz", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)), new PlainFile("numbers", Convert.ToHexStringLower(SHA256.HashData("plain"u8))));

    private readonly List<string> said = [];
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Begin()
    {
        folder = new TemporaryFolder();
        said.Clear();
    }

    [TearDown]
    public void End() => folder.Dispose();

    [Test]
    public async Task Fetch_GoodMirror_WritesTheFile()
    {
        using var mirror = new LocalMirror(Content);
        Assert.That(await Fetch(mirror.Address), Is.True);
        Assert.Multiple(() =>
        {
            Assert.That(Downloaded, Is.EqualTo(Content));
            Assert.That(mirror.Requests, Is.EqualTo(new[] { ("/files/numbers.gz", 0) }));
            Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1), "nothing is left over");
        });
    }

    [Test]
    public async Task Fetch_InterruptedTwice_AsksForTheRest()
    {
        using var mirror = new LocalMirror(Content, 100_000, 50_000);
        Assert.That(await Fetch(mirror.Address), Is.True, Said);
        Assert.Multiple(() =>
        {
            Assert.That(Downloaded, Is.EqualTo(Content));
            Assert.That(mirror.Requests.Select(request => request.From), Is.EqualTo(new[] { 0, 100_000, 150_000 }));
            Assert.That(Said, Does.Contain("interrupted"));
        });
    }

    [Test]
    public async Task Fetch_PartOfAnEarlierCommand_AsksForTheRest()
    {
        File.WriteAllBytes(Path.Combine(folder.Path, "numbers.gz.part"), Content[..123_456]);
        using var mirror = new LocalMirror(Content);
        Assert.That(await Fetch(mirror.Address), Is.True, Said);
        Assert.Multiple(() =>
        {
            Assert.That(Downloaded, Is.EqualTo(Content));
            Assert.That(mirror.Requests.Single().From, Is.EqualTo(123_456));
        });
    }

    [Test]
    public async Task Fetch_MirrorWithoutRanges_TakesTheWholeFile()
    {
        File.WriteAllBytes(Path.Combine(folder.Path, "numbers.gz.part"), Content[..1000]);
        using var mirror = new LocalMirror(Content) { KnowsRanges = false };
        Assert.That(await Fetch(mirror.Address), Is.True, Said);
        Assert.That(Downloaded, Is.EqualTo(Content));
    }

    [TestCase(5_000)]
    [TestCase(300_000)]
    public async Task Fetch_OtherAnswerInPlaceOfTheRest_KeepsThePart(int length)
    {
        var part = Path.Combine(folder.Path, "numbers.gz.part");
        File.WriteAllBytes(part, Content[..1000]);
        using var portal = new LocalMirror(new byte[length]) { KnowsRanges = false };
        Assert.That(await Fetch(portal.Address), Is.False);
        Assert.That(File.ReadAllBytes(part), Is.EqualTo(Content[..1000]));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1), "nothing is left over");

        using var mirror = new LocalMirror(Content);
        Assert.That(await Fetch(mirror.Address), Is.True, Said);
        Assert.That(mirror.Requests.Single().From, Is.EqualTo(1000));
    }

    [TestCase(500, 1000)]
    [TestCase(200_000, 200_000)]
    public async Task Fetch_MirrorWithoutRangesBreaksOff_KeepsTheLonger(int sent, int kept)
    {
        var part = Path.Combine(folder.Path, "numbers.gz.part");
        File.WriteAllBytes(part, Content[..1000]);
        using var mirror = new LocalMirror(Content, sent, 0) { KnowsRanges = false };
        Assert.That(await Fetch(mirror.Address), Is.False);
        Assert.That(File.ReadAllBytes(part), Is.EqualTo(Content[..kept]));
    }

    [Test]
    public async Task Fetch_FileOfAnotherLength_IsRefusedBeforeItIsRead()
    {
        using var mirror = new LocalMirror(new byte[400_000]);
        Assert.That(await Fetch(mirror.Address), Is.False);
        Assert.That(said, Is.EqualTo(new[] { $"numbers.gz: {mirror.Address}: has 400000 bytes; expected 300000" }));
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }

    [Test]
    public async Task Fetch_EndlessAnswer_EndsAtTheKnownLength()
    {
        using var endless = new LocalMirror(new byte[400_000]) { TellsLength = false };
        using var right = new LocalMirror(Content);
        Assert.That(await Fetch(endless.Address, right.Address), Is.True, Said);
        Assert.That(Downloaded, Is.EqualTo(Content));
        Assert.That(Said, Does.Contain("sends more than the 300000 bytes that are expected"));
    }

    [Test]
    public async Task Fetch_RangeRefusedThoughNoneWasAskedFor_TakesTheNextMirror()
    {
        using var odd = new LocalMirror(Content) { Status = "416 Range Not Satisfiable" };
        using var right = new LocalMirror(Content);
        Assert.That(await Fetch(odd.Address, right.Address), Is.True, Said);
        Assert.That(said[0], Is.EqualTo($"numbers.gz: {odd.Address}: answered 416 Range Not Satisfiable"));
    }

    [TestCase("plain", true)]
    [TestCase("other", false)]
    public async Task Fetch_DecompressedFileInPlace_DoesAsWell(string content, bool there)
    {
        File.WriteAllText(Path.Combine(folder.Path, "numbers"), content);
        Assert.That(await Fetch(Nobody()), Is.EqualTo(there));
        if (there) Assert.That(said, Is.EqualTo(new[] { "numbers.gz: is there, decompressed" }));
    }

    [Test]
    public async Task Fetch_PartThatIsWholeAlready_IsKept()
    {
        File.WriteAllBytes(Path.Combine(folder.Path, "numbers.gz.part"), Content);
        using var mirror = new LocalMirror(Content);
        Assert.That(await Fetch(mirror.Address), Is.True, Said);
        Assert.That(Downloaded, Is.EqualTo(Content));
    }

    [Test]
    public async Task Fetch_PartOfAnotherFile_StartsAgain()
    {
        File.WriteAllBytes(Path.Combine(folder.Path, "numbers.gz.part"), new byte[2000]);
        using var mirror = new LocalMirror(Content);
        Assert.That(await Fetch(mirror.Address), Is.True, Said);
        Assert.Multiple(() =>
        {
            Assert.That(Downloaded, Is.EqualTo(Content));
            Assert.That(mirror.Requests.Select(request => request.From), Is.EqualTo(new[] { 2000, 0 }));
        });
    }

    [Test]
    public async Task Fetch_WrongChecksum_TakesTheNextMirror()
    {
        using var wrong = new LocalMirror([.. Content.Reverse()]);
        using var right = new LocalMirror(Content);
        Assert.That(await Fetch(wrong.Address, right.Address), Is.True, Said);
        Assert.Multiple(() =>
        {
            Assert.That(Downloaded, Is.EqualTo(Content));
            Assert.That(said[0], Does.StartWith($"numbers.gz: {wrong.Address}: it has SHA-256 ").And.EndsWith($"; expected {Wanted.Sha256}"));
            Assert.That(right.Requests.Single().From, Is.Zero, "nothing of the wrong file is kept");
        });
    }

    [Test]
    public async Task Fetch_WrongFileInPlace_IsReplaced()
    {
        File.WriteAllText(Path.Combine(folder.Path, "numbers.gz"), "another data set");
        using var mirror = new LocalMirror(Content);
        Assert.That(await Fetch(mirror.Address), Is.True, Said);
        Assert.Multiple(() =>
        {
            Assert.That(Downloaded, Is.EqualTo(Content));
            Assert.That(Said, Does.Contain("what is there is not the official file"));
        });
    }

    [Test]
    public async Task Fetch_FileInPlace_AsksNobody()
    {
        File.WriteAllBytes(Path.Combine(folder.Path, "numbers.gz"), Content);
        Assert.That(await Fetch(Nobody()), Is.True);
        Assert.That(said, Is.EqualTo(new[] { "numbers.gz: is there" }));
    }

    [Test]
    public async Task Fetch_AllMirrorsDown_SaysWhyOfEach()
    {
        var nobody = Nobody();
        using var gone = new LocalMirror(Content) { Status = "404 Not Found" };
        Assert.That(await Fetch(nobody, gone.Address), Is.False);
        Assert.Multiple(() =>
        {
            Assert.That(said, Has.Count.EqualTo(2));
            Assert.That(said[0], Does.StartWith($"numbers.gz: {nobody}: "));
            Assert.That(said[1], Is.EqualTo($"numbers.gz: {gone.Address}: answered 404 Not Found"));
            Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
        });
    }

    /// <summary>An address at which nothing listens.</summary>
    private static Uri Nobody()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}/");
    }

    private byte[] Downloaded => File.ReadAllBytes(Path.Combine(folder.Path, "numbers.gz"));

    private string Said => string.Join('\n', said);

    private async Task<bool> Fetch(params Uri[] mirrors)
    {
        using var client = new HttpClient();
        return await new Downloader(client, [.. mirrors], folder.Path, said.Add).FetchAsync(Wanted);
    }
}

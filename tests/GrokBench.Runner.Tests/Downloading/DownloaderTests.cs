using System.Net.Sockets;
using System.Security.Cryptography;
using GrokBench.Runner.Downloading;
using GrokBench.Suites.Records;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Downloading;

/// <summary>Against servers on this machine.</summary>
public sealed class DownloaderTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i))];
    private static readonly WantedFile Wanted = new(
        "numbers.gz", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)), new PlainFile("numbers", 5, Convert.ToHexStringLower(SHA256.HashData("plain"u8))));

    private readonly List<string> said = [];
    private readonly List<string> reported = [];
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Begin()
    {
        folder = new TemporaryFolder();
        said.Clear();
        reported.Clear();
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
            Assert.That(Files, Has.Length.EqualTo(1), "nothing is left over");
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
        Assert.That(Files, Has.Length.EqualTo(1), "nothing is left over");

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
        Assert.That(Files, Is.Empty);
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
            Assert.That(Files, Is.Empty);
        });
    }

    [Test]
    public async Task Fetch_DrippingMirror_IsTooSlowAndTheNextIsTried()
    {
        using var dripping = new LocalMirror(Content) { Drips = TimeSpan.FromMilliseconds(5) };
        using var right = new LocalMirror(Content);
        var limits = new DownloadLimits { Window = TimeSpan.FromMilliseconds(300), LeastRate = 100_000, Report = TimeSpan.FromMilliseconds(50) };
        Assert.That(await Fetch(limits, [dripping.Address.OriginalString, right.Address.OriginalString]), Is.True, Said);
        Assert.Multiple(() =>
        {
            Assert.That(Downloaded, Is.EqualTo(Content));
            Assert.That(said[0], Does.StartWith($"numbers.gz: {dripping.Address}: too slow: ").And.EndsWith("expected at least 100,000 bytes/s"));
            Assert.That(dripping.Requests, Has.Count.EqualTo(1));
            Assert.That(reported, Has.Some.Match(@"^numbers\.gz: \d+ of 300,000 bytes, \d+ bytes/s$"));
        });
    }

    [Test]
    public async Task Fetch_SilentMirror_SaysThatItWaitsAndTriesTheNext()
    {
        using var silent = new TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        using var right = new LocalMirror(Content);
        var limits = new DownloadLimits { Silence = TimeSpan.FromMilliseconds(500), Report = TimeSpan.FromMilliseconds(50) };
        Assert.That(await Fetch(limits, [$"http://{silent.LocalEndpoint}", right.Address.OriginalString]), Is.True, Said);
        Assert.Multiple(() =>
        {
            Assert.That(said[0], Is.EqualTo($"numbers.gz: http://{silent.LocalEndpoint}/: said nothing for 0.5 s"));
            Assert.That(reported[0], Is.EqualTo("numbers.gz: 0 of 300,000 bytes, 0 bytes/s"));
        });
    }

    [TestCase(1, 3)]
    [TestCase(2000, 20)]
    public async Task Fetch_FewBytesPerAnswer_EndsAtALimitOfRequests(int sent, int requests)
    {
        using var sparing = new LocalMirror(Content, [.. Enumerable.Repeat(sent, 1000)]);
        Assert.That(await Fetch(sparing.Address), Is.False);
        Assert.Multiple(() =>
        {
            Assert.That(sparing.Requests, Has.Count.EqualTo(requests));
            Assert.That(File.ReadAllBytes(Path.Combine(folder.Path, "numbers.gz.part")), Is.EqualTo(Content[..(sent * requests)]), "what came is kept");
        });
    }

    [Test]
    public async Task Fetch_Redirected_TakesTheFileFromThere()
    {
        using var right = new LocalMirror(Content);
        using var redirecting = new LocalMirror(Content) { Status = "302 Found", Header = $"Location: {right.Address}elsewhere" };
        Assert.That(await Fetch(redirecting.Address), Is.True, Said);
        Assert.That(right.Requests, Is.EqualTo(new[] { ("/files/elsewhere", 0) }));
    }

    [TestCase("Location: file:///etc/hostname", "redirects to file:///etc/hostname; expected an address that begins with http:// or https://")]
    [TestCase("Location: ftp://user:secret@host/", "redirects to ftp://host/; expected an address that begins with http:// or https://")]
    [TestCase("Location: http://[", "redirects without saying where to")]
    [TestCase("X-Other: no location", "redirects without saying where to")]
    [TestCase("Location: numbers.gz", "redirects more than 5 times")]
    public async Task Fetch_BadRedirect_TakesTheNextMirror(string header, string problem)
    {
        using var bad = new LocalMirror(Content) { Status = "302 Found", Header = header };
        using var right = new LocalMirror(Content);
        Assert.That(await Fetch(bad.Address, right.Address), Is.True, Said);
        Assert.That(said[0], Is.EqualTo($"numbers.gz: {bad.Address}: {problem}"));
    }

    [TestCase("bytes 5-300004/300000")]
    [TestCase("bytes 7-3/300000")]
    [TestCase("bytes 0-18446744073709551615/1")]
    [TestCase("nonsense")]
    public async Task Fetch_RangeThatWasNotAskedFor_TakesTheNextMirror(string range)
    {
        using var lying = new LocalMirror(Content) { Status = "206 Partial Content", Header = $"Content-Range: {range}" };
        using var right = new LocalMirror(Content);
        Assert.That(await Fetch(lying.Address, right.Address), Is.True, Said);
        Assert.That(said[0], Does.StartWith($"numbers.gz: {lying.Address}: answered with another part than was asked for"));
    }

    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n")]
    [TestCase("HTTP/9.9 999999 ?\r\n\r\n")]
    [TestCase("\u001b[31mno HTTP at all")]
    [TestCase("")]
    public async Task Fetch_NoProperAnswer_TakesTheNextMirror(string answer)
    {
        using var bad = new RawServer(answer);
        using var right = new LocalMirror(Content);
        Assert.That(await Fetch(bad.Address, right.Address), Is.True, Said);
        Assert.That(said[0], Does.StartWith($"numbers.gz: {bad.Address}: "));
    }

    [Test]
    public async Task Fetch_LongReason_IsCut()
    {
        using var talkative = new LocalMirror(Content) { Status = "404 " + new string('x', 10_000) };
        Assert.That(await Fetch(talkative.Address), Is.False);
        Assert.That(said[0].Length, Is.LessThan(300));
    }

    [Test]
    public async Task Fetch_NoEncryptionThere_TakesTheNextMirror()
    {
        using var plain = new RawServer("HTTP/1.1 400 Bad Request\r\n\r\n");
        using var right = new LocalMirror(Content);
        var secure = plain.Address.OriginalString.Replace("http:", "https:", StringComparison.Ordinal);
        Assert.That(await Fetch(DownloadLimits.Default, [secure, right.Address.OriginalString]), Is.True, Said);
        Assert.That(said[0], Does.StartWith($"numbers.gz: {secure}: ").And.Contain("SSL"));
    }

    [Test]
    public async Task Fetch_PasswordInTheAddress_IsSentAndNotShown()
    {
        using var elsewhere = new LocalMirror(Content);
        using var redirecting = new LocalMirror(Content) { Status = "307 Temporary Redirect", Header = $"Location: {elsewhere.Address}" };
        var address = redirecting.Address.OriginalString.Replace("://", "://user:se%40cret@", StringComparison.Ordinal);
        Assert.That(await Fetch(DownloadLimits.Default, [address]), Is.True, Said);
        Assert.Multiple(() =>
        {
            Assert.That(redirecting.Authorizations, Is.EqualTo(new[] { "Basic " + Convert.ToBase64String("user:se@cret"u8) }));
            Assert.That(elsewhere.Authorizations, Is.Empty, "the password is for one server");
            Assert.That(Said, Does.Contain($"downloaded from {redirecting.Address.OriginalString.Replace("://", "://***@", StringComparison.Ordinal)}"));
            Assert.That(Said + string.Join('\n', reported), Does.Not.Contain("cret"));
        });
    }

    [Test]
    public async Task Fetch_SeveralAtOnce_OneDownloads()
    {
        using var mirror = new LocalMirror(Content, 100_000);
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            using var client = Downloader.CreateClient();
            var downloader = new Downloader(client, [Mirror.TryParse(mirror.Address.OriginalString)!], folder.Path, DownloadLimits.Default, TimeProvider.System, _ => { }, Report);
            return await downloader.FetchAsync(Wanted, CancellationToken.None);
        })));
        Assert.Multiple(() =>
        {
            Assert.That(all, Is.All.True);
            Assert.That(Downloaded, Is.EqualTo(Content));
            Assert.That(mirror.Requests.Select(request => request.From), Is.EqualTo(new[] { 0, 100_000 }));
        });
    }

    [Test]
    public async Task Fetch_AnotherHoldsTheLock_SaysWhichAndWaits()
    {
        using var mirror = new LocalMirror(Content);
        var path = Path.Combine(folder.Path, ".download.lock");
        Task<bool> fetch;
        using (ExclusiveFile.TryOpen(path))
        {
            fetch = Fetch(mirror.Address);
            while (!Reported) await Task.Delay(10);
            Assert.That(fetch.IsCompleted, Is.False);
        }

        Assert.That(await fetch, Is.True, Said);
        Assert.That(reported[0], Is.EqualTo($"numbers.gz: another process downloads to {folder.Path} (it holds {path}); waiting"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Fetch_Stopped_KeepsWhatCame(bool knowsRanges)
    {
        var part = Path.Combine(folder.Path, "numbers.gz.part");
        if (!knowsRanges) File.WriteAllBytes(part, Content[..2]);
        using var mirror = new LocalMirror(Content) { Drips = TimeSpan.FromMilliseconds(1), KnowsRanges = knowsRanges };
        using var stop = new CancellationTokenSource();
        var growing = knowsRanges ? part : part + ".new";
        var fetch = Fetch(DownloadLimits.Default, [mirror.Address.OriginalString], stop.Token);
        while (!File.Exists(growing) || new FileInfo(growing).Length < 10) await Task.Delay(10, CancellationToken.None);
        await stop.CancelAsync();
        Assert.That(() => fetch, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Files, Is.EqualTo(new[] { part }));
        var kept = File.ReadAllBytes(part);
        Assert.That(kept, Has.Length.AtLeast(10).And.EqualTo(Content[..kept.Length]));
    }

    [TestCase("numbers.gz")]
    [TestCase("numbers.gz.part")]
    public void Fetch_FolderInPlaceOfTheFile_SaysWhich(string name)
    {
        var path = Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;
        Assert.That(() => Fetch(Nobody()), Throws.TypeOf<IOException>().With.Message.EqualTo($"{path} is a folder; expected a file, or nothing"));
    }

    /// <summary>An address at which nothing listens.</summary>
    private static Uri Nobody()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}/");
    }

    private bool Reported
    {
        get
        {
            lock (reported) return reported.Count > 0;
        }
    }

    private byte[] Downloaded => File.ReadAllBytes(Path.Combine(folder.Path, "numbers.gz"));

    private string Said => string.Join('\n', said);

    /// <summary>All but the lock.</summary>
    private string[] Files => [.. Directory.GetFiles(folder.Path).Where(path => !Path.GetFileName(path).StartsWith('.'))];

    private Task<bool> Fetch(params Uri[] mirrors) => Fetch(DownloadLimits.Default, [.. mirrors.Select(mirror => mirror.OriginalString)]);

    private async Task<bool> Fetch(DownloadLimits limits, string[] mirrors, CancellationToken stop = default)
    {
        using var client = Downloader.CreateClient();
        return await new Downloader(client, [.. mirrors.Select(mirror => Mirror.TryParse(mirror)!)], folder.Path, limits, TimeProvider.System, said.Add, Report)
            .FetchAsync(Wanted, stop);
    }

    private void Report(string line)
    {
        lock (reported) reported.Add(line);
    }
}

using System.Text;
using GrokBench.Suites.Records;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Records;

public sealed class AtomicFileTests
{
    private TemporaryFolder folder = null!;
    private string path = "";

    [SetUp]
    public void SetUp()
    {
        folder = new TemporaryFolder();
        path = Path.Combine(folder.Path, "outcome.json");
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void Write_FromSeveralThreads_EveryoneSucceedsAndEveryReaderSeesAWholeFile()
    {
        AtomicFile.Write(path, file => file.Write(Text(0)));
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            AtomicFile.Write(path, file => file.Write(Text(i)), durable: false);
            var text = Encoding.UTF8.GetString(AtomicFile.Read(path)!);
            Assert.That(text.Distinct().Count(), Is.EqualTo(1), "one writer's");
            Assert.That(text, Has.Length.EqualTo(5000));
        });
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void Write_Fails_LeavesTheOldFileAndNothingElse()
    {
        File.WriteAllText(path, "old");

        Assert.That(
            () => AtomicFile.Write(path, _ => throw new IOException("disk full")),
            Throws.TypeOf<StoreException>().With.Message.EqualTo($"cannot write {path}: disk full"));
        Assert.That(() => AtomicFile.Write(path, _ => throw new InvalidOperationException("mine")), Throws.InvalidOperationException);
        Assert.That(Directory.GetFiles(folder.Path), Is.EqualTo([path]));
        Assert.That(File.ReadAllText(path), Is.EqualTo("old"));
    }

    [TestCaseSource(typeof(Obstacles), nameof(Obstacles.Kinds)), CancelAfter(60_000)]
    public void Write_OverSomethingThatCannotBeRead_MovesItAsideAndSaysSo(string kind)
    {
        var notices = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            Obstacles.Put(kind, path);
            AtomicFile.Write(path, file => file.WriteByte(7), notice: notices.Add);
        }

        Assert.That(File.ReadAllBytes(path), Is.EqualTo(new byte[] { 7 }));
        Assert.That(notices, Has.Count.EqualTo(2).And.All.StartsWith($"cannot read {path}: "));
        Assert.That(Obstacles.IsAt($"{path}.unusable-1") && Obstacles.IsAt($"{path}.unusable-2"));
    }

    [Test]
    public void Read_Nothing_IsNull()
    {
        Assert.That(AtomicFile.Read(path), Is.Null);
        Assert.That(AtomicFile.Read(Path.Combine(path, "below")), Is.Null);
    }

    [TestCase("folder", "it is a folder")]
    [TestCase("pipe", "it is no regular file")]
    [TestCase("link to nothing", "it is a link to ")]
    [TestCase("link to itself", "")]
    [TestCase("broken file", "")]
    [TestCase("file without permission", "there is no permission to read it")]
    [CancelAfter(60_000)]
    public void Read_WhatIsNoFile_SaysWhatItIs(string kind, string reason)
    {
        if (!Obstacles.Kinds.Contains(kind)) Assert.Ignore("not to be had here");
        Obstacles.Put(kind, path);

        Assert.That(() => AtomicFile.Read(path), Throws.TypeOf<StoreException>().With.Message.StartsWith($"cannot read {path}: {reason}"));
    }

    [Test]
    public void Read_LinkToAFile_IsThatFile()
    {
        File.WriteAllText(path + ".elsewhere", "there");
        File.CreateSymbolicLink(path, path + ".elsewhere");

        Assert.That(AtomicFile.Read(path), Is.EqualTo("there"u8.ToArray()));
    }

    private static byte[] Text(int i) => Encoding.UTF8.GetBytes(new string((char)('a' + (i % 26)), 5000));
}

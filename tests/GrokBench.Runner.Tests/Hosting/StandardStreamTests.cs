using System.Text;
using GrokBench.Runner.Hosting;

namespace GrokBench.Runner.Tests.Hosting;

public sealed class StandardStreamTests
{
    [Test]
    public void Write_StreamThatWorks_PassesEverythingOn()
    {
        using var inner = new StringWriter { NewLine = "\n" };
        using var stream = new StandardStream(inner);

        stream.Write('a');
        stream.Write("bc");
        stream.Write("xdex".ToCharArray(), 1, 2);
        stream.WriteLine("f");
        stream.Flush();

        Assert.That(inner.ToString(), Is.EqualTo("abcdef\n"));
        Assert.That(stream.IsBroken, Is.False);
    }

    [Test]
    public void Write_StreamThatBreaks_DropsWhatFollows()
    {
        using var inner = new FullDisk();
        using var stream = new StandardStream(inner);

        stream.WriteLine("one");
        stream.WriteLine("two");

        Assert.That(stream.IsBroken);
        Assert.That(inner.Attempts, Is.EqualTo(1));
    }

    [Test]
    public void Write_NoStream_DoesNothing()
    {
        using var stream = new StandardStream(null);
        Assert.That(() => stream.WriteLine("one"), Throws.Nothing);
        Assert.That(stream.IsBroken);
    }

    private sealed class FullDisk : TextWriter
    {
        public int Attempts { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => WriteLine(value.ToString());

        public override void WriteLine(string? value)
        {
            Attempts++;
            throw new IOException("No space left on device");
        }
    }
}

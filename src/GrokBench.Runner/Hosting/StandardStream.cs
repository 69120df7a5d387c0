using System.Text;

namespace GrokBench.Runner.Hosting;

/// <summary>
/// Standard output or standard error, either of which may break at any time: its disk is full, its reader has gone, it was never open. What cannot be written
/// is then dropped, and the work goes on. Safe to use from several threads.
/// </summary>
/// <param name="stream">Null: there is none.</param>
internal sealed class StandardStream(TextWriter? stream) : TextWriter
{
    private volatile bool broken = stream is null;

    /// <summary>Whether something could not be written.</summary>
    public bool IsBroken => broken;

    public override Encoding Encoding => stream?.Encoding ?? Encoding.UTF8;

    public override void Write(char value) => Try(to => to.Write(value));

    public override void Write(string? value) => Try(to => to.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(to => to.Write(buffer, index, count));

    public override void WriteLine(string? value) => Try(to => to.WriteLine(value));

    public override void Flush() => Try(to => to.Flush());

    private void Try(Action<TextWriter> write)
    {
        if (broken) return;
        try
        {
            write(stream!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            broken = true;
        }
    }
}

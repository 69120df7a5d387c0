using System.Text;

namespace GrokBench.Runner.Hosting;

/// <summary>Passes what is written on, a line at a time; what is left without an end is a line too.</summary>
internal sealed class LineWriter(Action<string> say) : TextWriter
{
    private readonly StringBuilder line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value == '\n') Pass();
        else if (value != '\r') line.Append(value);
    }

    protected override void Dispose(bool disposing)
    {
        if (line.Length > 0) Pass();
        base.Dispose(disposing);
    }

    private void Pass()
    {
        say(line.ToString());
        line.Clear();
    }
}

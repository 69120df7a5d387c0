using System.Collections.Immutable;
using System.Text;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Commands;

/// <summary>Writes the files of an answer, each for itself: one that cannot be written costs no other.</summary>
/// <param name="folder">There already.</param>
/// <param name="notice">Told of what lay in a file's way and was moved aside.</param>
internal sealed class ResultFiles(string folder, Action<string> notice)
{
    private readonly ImmutableArray<string>.Builder problems = ImmutableArray.CreateBuilder<string>();
    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    /// <summary>What could not be written, a sentence each.</summary>
    public ImmutableArray<string> Problems => problems.ToImmutable();

    /// <summary>The file's path; null where it was not written.</summary>
    public string? PathOf(string name) => written.Contains(name) ? Path.Combine(folder, name) : null;

    public void Write(string name, string text) => Write(name, file => file.Write(Encoding.UTF8.GetBytes(text)));

    public void Write(string name, Action<Stream> write)
    {
        if (Try(() => AtomicFile.Write(Path.Combine(folder, name), write, notice: notice))) written.Add(name);
    }

    /// <summary>Does what may fail by the file system's fault.</summary>
    /// <returns>Whether it did not.</returns>
    public bool Try(Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or StoreException)
        {
            problems.Add(exception.Message);
            return false;
        }
    }
}

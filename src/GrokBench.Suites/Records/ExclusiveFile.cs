namespace GrokBench.Suites.Records;

/// <summary>
/// A lock file: held open exclusively, so that the operating system frees it when the process dies. Deleting it would let two processes hold a lock
/// of the same name. Where the file system ignores locks everybody gets it, so holding it is no more than a way to save work.
/// </summary>
public static class ExclusiveFile
{
    // What opening a file that is held elsewhere gives: EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows.
    private static readonly int[] HeldElsewhere = [11, 35, unchecked((int)0x80070020)];

    /// <summary>The open file, whose time is that of this call; null while another holder, in this process or another, has it.</summary>
    /// <exception cref="IOException">The folder is missing or cannot be written.</exception>
    public static FileStream? TryOpen(string path)
    {
        try
        {
            return Touched(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException exception) when (HeldElsewhere.Contains(exception.HResult))
        {
            return null;
        }
    }

    private static FileStream Touched(FileStream held)
    {
        try
        {
            held.WriteByte(0);
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }
}

using System.Globalization;
using System.Security.Cryptography;

namespace GrokBench.Suites.Records;

/// <summary>
/// Whole files only: written under a temporary name of its own in the same folder, flushed to disk, then renamed over the old one. A
/// reader sees the old file or the new one, a kill leaves at most a temporary file behind, and two writers of one file do not meet: the
/// last rename counts.
/// </summary>
public static class AtomicFile
{
    /// <summary>Of a file of JSON or CSV; a longer one is damaged.</summary>
    public const long MostBytes = 1L << 30;

    private const string TemporaryExtension = ".tmp";

    /// <summary>Bytes of the random part of a temporary name.</summary>
    private const int RandomBytes = 8;

    /// <summary>How long a temporary file may belong to a living process, which writes it in one go.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <param name="durable">
    /// Whether its bytes are on the disk before it is renamed; without it a loss of power may leave an empty file.
    /// </param>
    /// <param name="notice">Told of what was at the path and could not have been read: it is moved aside.</param>
    /// <exception cref="StoreException">The folder cannot be written or the disk is full.</exception>
    public static void Write(string path, Action<Stream> write, bool durable = true, Action<string>? notice = null)
    {
        var temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}{TemporaryExtension}";
        try
        {
            try
            {
                using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                {
                    write(file);
                    file.Flush(flushToDisk: durable);
                }

                Clear(path, notice, long.MaxValue);
                File.Move(temporary, path, overwrite: true);
            }
            catch
            {
                Discard(temporary);
                throw;
            }
        }
        catch (Exception exception) when (StoreException.Covers(exception))
        {
            throw StoreException.Writing(path, exception);
        }
    }

    /// <summary>The file's bytes; null when nothing is there.</summary>
    /// <param name="atMost">A longer file is refused unread.</param>
    /// <exception cref="StoreException">
    /// Something is there that cannot be read: no permission, no regular file, too long, an error of the device.
    /// </exception>
    public static byte[]? Read(string path, long atMost = MostBytes)
    {
        try
        {
            return RegularFile.Read(path, atMost);
        }
        catch (Exception exception) when (StoreException.Covers(exception))
        {
            throw StoreException.Reading(path, exception);
        }
    }

    /// <summary>
    /// Makes room for a file: what is at its path and cannot be read as one (a folder, a pipe, a link that leads nowhere, a file without
    /// permission) gets the name <c>[name].unusable-1</c>, or the next number that is free. A file that can be read stays.
    /// </summary>
    /// <param name="notice">Told what was there, and its new name.</param>
    /// <param name="atMost">A longer file is none that can be read.</param>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    internal static void Clear(string path, Action<string>? notice, long atMost = MostBytes)
    {
        if (RegularFile.Obstacle(path, atMost) is not { } reason) return;
        try
        {
            var number = Enumerable.Range(1, int.MaxValue).First(number => !Path.Exists(Aside(path, number)));
            var aside = Aside(path, number);
            if (Directory.Exists(path)) Directory.Move(path, aside);
            else File.Move(path, aside);
            notice?.Invoke($"cannot read {path}: {reason}; it is now {Path.GetFileName(aside)}");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another process has moved it.
        }
        catch (Exception exception) when (StoreException.Covers(exception))
        {
            throw StoreException.Writing(path, exception);
        }
    }

    /// <summary>
    /// Removes temporary files that killed processes have left in a folder, as far as that can be done. Younger ones stay: they may be
    /// another process's, also where locks do not keep processes apart.
    /// </summary>
    /// <param name="recent">A file of the same disk, just written: whose clock is the one that counts.</param>
    public static void RemoveLeftovers(string folder, string recent)
    {
        try
        {
            var temporary = Directory.GetFiles(folder, "*" + TemporaryExtension).Where(IsTemporary);
            foreach (var path in temporary.Where(path => IsOld(path, recent))) Discard(path);
        }
        catch (Exception exception) when (StoreException.Covers(exception))
        {
            // They take room, and nothing else.
        }
    }

    /// <summary>Whether a file is older than any that a process may still be about to rename.</summary>
    internal static bool IsOld(string path, string recent) => File.GetLastWriteTimeUtc(recent) - File.GetLastWriteTimeUtc(path) > Lifetime;

    private static string Aside(string path, int number) => string.Create(CultureInfo.InvariantCulture, $"{path}.unusable-{number}");

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (StoreException.Covers(exception))
        {
            // The reason why it could not be written, or another's news, is what counts.
        }
    }

    /// <summary>Whether it has a name that <see cref="Write"/> makes: other programs' files stay.</summary>
    private static bool IsTemporary(string path)
    {
        var random = Path.GetExtension(Path.GetFileNameWithoutExtension(path)).TrimStart('.');
        return random.Length == 2 * RandomBytes && random.All(char.IsAsciiHexDigitLower);
    }
}

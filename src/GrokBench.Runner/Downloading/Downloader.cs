using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using GrokBench.Suites.Records;

namespace GrokBench.Runner.Downloading;

/// <summary>
/// Downloads files from the first mirror that has them right. What has come of a file lies in <c>NAME.part</c> until its checksum is right; the next attempt, at
/// this mirror or another, goes on from there. Of several processes with one folder one downloads at a time, and the others find what it has done.
/// </summary>
/// <param name="client">See <see cref="CreateClient"/>.</param>
/// <param name="folder">Where files are written to. It exists.</param>
/// <param name="clock">Gives the rate of what comes.</param>
/// <param name="say">Told of what is done, a line each.</param>
/// <param name="report">Told of the progress, a line each.</param>
public sealed class Downloader(
    HttpClient client, ImmutableArray<Mirror> mirrors, string folder, DownloadLimits limits, TimeProvider clock, Action<string> say, Action<string> report)
{
    private const int BufferBytes = 1 << 16;
    private const string LockName = ".download.lock";

    /// <summary>How often a process that waits for another looks whether that has ended.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(0.2);

    /// <summary>A client that leaves redirects, limits and answers that broke off to the downloader.</summary>
    public static HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ResponseDrainTimeout = TimeSpan.Zero })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <param name="stop">What has come is kept.</param>
    /// <returns>Whether the file is there now, as it is or decompressed.</returns>
    /// <exception cref="IOException">The folder cannot be written. <see cref="UnauthorizedAccessException"/>, too.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<bool> FetchAsync(WantedFile file, CancellationToken stop)
    {
        if (await IsThereAsync(file).ConfigureAwait(false)) return true;
        using var held = await LockAsync(file, stop).ConfigureAwait(false);

        // Another process may have held the lock, and downloaded it.
        if (await IsThereAsync(file).ConfigureAwait(false)) return true;
        try
        {
            return await DownloadAsync(file, stop).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Where locks do nothing, another process may have moved the part to its place.
            if (await IsThereAsync(file).ConfigureAwait(false)) return true;
            throw;
        }
    }

    private async Task<bool> DownloadAsync(WantedFile file, CancellationToken stop)
    {
        var path = PathOf(file);
        RequireNoFolder(path);
        RequireNoFolder(path + ".part");
        if (File.Exists(path)) say($"{file.Name}: what is there is not the official file; it is to be replaced");
        foreach (var mirror in mirrors)
        {
            if (!await TryAsync(mirror, file, path + ".part", stop).ConfigureAwait(false)) continue;
            File.Move(path + ".part", path, overwrite: true);
            say($"{file.Name}: downloaded from {mirror}");
            return true;
        }

        return false;
    }

    private string PathOf(WantedFile file) => Path.Combine(folder, file.Name);

    private async Task<bool> IsThereAsync(WantedFile file)
    {
        var packed = await HasAsync(PathOf(file), file.Bytes, file.Sha256).ConfigureAwait(false);
        if (packed) say($"{file.Name}: is there");
        if (packed || File.Exists(PathOf(file))) return packed;

        var plain = await HasAsync(Path.Combine(folder, file.Plain.Name), file.Plain.Bytes, file.Plain.Sha256).ConfigureAwait(false);
        if (plain) say($"{file.Name}: is there, decompressed");
        return plain;
    }

    private async Task<FileStream> LockAsync(WantedFile file, CancellationToken stop)
    {
        var path = Path.Combine(folder, LockName);
        long? said = null;
        while (true)
        {
            if (ExclusiveFile.TryOpen(path) is { } held) return held;
            if (said is null || clock.GetElapsedTime(said.Value) >= limits.Report)
            {
                report($"{file.Name}: another process downloads to {folder} (it holds {path}); waiting");
                said = clock.GetTimestamp();
            }

            await Task.Delay(LookAgain, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Asks a mirror again for as long as more of the file comes; from the beginning once, if what was added to what was there gave a wrong whole.</summary>
    private async Task<bool> TryAsync(Mirror mirror, WantedFile file, string part, CancellationToken stop)
    {
        var pace = new Pace(file, Length(part), limits, clock, report);
        var connection = new MirrorConnection(client, mirror, file, limits, pace, stop);
        var (restarted, shortAnswers) = (false, 0);
        while (true)
        {
            var before = Length(part);
            try
            {
                if (before < file.Bytes) await CompleteAsync(connection, file, part, pace).ConfigureAwait(false);
            }
            catch (MirrorException exception)
            {
                say($"{file.Name}: {mirror}: {exception.Message}");
                var more = Length(part) - before;
                if (more < limits.ShortAnswer) shortAnswers++;
                if (more <= 0 || shortAnswers >= limits.ShortAnswers || exception.IsFinal) return false;
                continue;
            }

            var found = await HashAsync(part).ConfigureAwait(false);
            if (found == file.Sha256) return true;
            say($"{file.Name}: {mirror}: {Unlike(found, file)}");
            File.Delete(part);
            if (before == 0 || restarted) return false;
            restarted = true;
            pace.Restart(0);
        }
    }

    /// <summary>Downloads what is not there yet. What is there is only ever added to, or replaced by more.</summary>
    private static async Task CompleteAsync(MirrorConnection connection, WantedFile file, string part, Pace pace)
    {
        var there = Length(part);
        using var response = await connection.AskAsync(there).ConfigureAwait(false);
        using var source = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        if (there == 0 || MirrorConnection.GoesOn(response))
        {
            await CopyAsync(connection, source, part, file.Bytes, pace).ConfigureAwait(false);
            return;
        }

        // A mirror that sends the file from its beginning though a part of it is there: the part stays until there is more, or all, of it.
        var other = part + ".new";
        File.Delete(other);
        pace.Restart(0);
        try
        {
            await CopyAsync(connection, source, other, file.Bytes, pace).ConfigureAwait(false);
            if (await HashAsync(other).ConfigureAwait(false) is var found && found != file.Sha256)
            {
                File.Delete(other);
                throw new MirrorException(Unlike(found, file));
            }

            File.Move(other, part, overwrite: true);
        }
        finally
        {
            if (Length(other) > Length(part)) File.Move(other, part, overwrite: true);
            File.Delete(other);
            pace.Restart(Length(part));
        }
    }

    /// <summary>Appends to a file until the source ends.</summary>
    /// <param name="most">Bytes that the file may have.</param>
    private static async Task CopyAsync(MirrorConnection connection, Stream source, string path, long most, Pace pace)
    {
        using var target = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var buffer = new byte[BufferBytes];
        while (await connection.ReadAsync(source, buffer).ConfigureAwait(false) is var count && count > 0)
        {
            if (count > most - target.Length) throw new MirrorException(string.Create(CultureInfo.InvariantCulture, $"sends more than the {most} bytes that are expected"));
            target.Write(buffer.AsSpan(0, count));
            pace.Add(count);
        }
    }

    private static string Unlike(string found, WantedFile file) => $"it has SHA-256 {found}; expected {file.Sha256}";

    private static void RequireNoFolder(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"{path} is a folder; expected a file, or nothing");
    }

    private static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private static async Task<bool> HasAsync(string path, long bytes, string sha256) => Length(path) == bytes && await HashAsync(path).ConfigureAwait(false) == sha256;

    private static async Task<string> HashAsync(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file).ConfigureAwait(false));
    }
}

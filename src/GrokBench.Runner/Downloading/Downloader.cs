using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace GrokBench.Runner.Downloading;

/// <summary>
/// Downloads files from the first mirror that has them right. What has come of a file lies in <c>NAME.part</c> until its checksum is right; the next attempt, at
/// this mirror or another, goes on from there.
/// </summary>
/// <param name="client">Its timeout is for the beginning of an answer.</param>
/// <param name="mirrors">Addresses that end in a slash.</param>
/// <param name="folder">Where files are written to. It exists.</param>
/// <param name="say">Told of what is done, a line each.</param>
public sealed class Downloader(HttpClient client, ImmutableArray<Uri> mirrors, string folder, Action<string> say)
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Longest silence of a mirror.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <returns>Whether the file is there now, as it is or decompressed.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task<bool> FetchAsync(WantedFile file)
    {
        var path = Path.Combine(folder, file.Name);
        if (File.Exists(path))
        {
            if (await HashAsync(path).ConfigureAwait(false) == file.Sha256)
            {
                say($"{file.Name}: is there");
                return true;
            }

            say($"{file.Name}: what is there is not the official file; it is to be replaced");
        }
        else if (Path.Combine(folder, file.Plain.Name) is var plain && File.Exists(plain) && await HashAsync(plain).ConfigureAwait(false) == file.Plain.Sha256)
        {
            say($"{file.Name}: is there, decompressed");
            return true;
        }

        foreach (var mirror in mirrors)
        {
            if (!await TryAsync(mirror, file, path + ".part").ConfigureAwait(false)) continue;
            File.Move(path + ".part", path, overwrite: true);
            say($"{file.Name}: downloaded from {mirror}");
            return true;
        }

        return false;
    }

    /// <summary>Asks a mirror again for as long as more of the file comes; from the beginning once, if what was added to what was there gave a wrong whole.</summary>
    private async Task<bool> TryAsync(Uri mirror, WantedFile file, string part)
    {
        var restarted = false;
        while (true)
        {
            var before = Length(part);
            if (before < file.Bytes && await InterruptionAsync(new Uri(mirror, file.Name), file, part).ConfigureAwait(false) is { } interruption)
            {
                say($"{file.Name}: {mirror}: {interruption}");
                if (Length(part) <= before) return false;
                continue;
            }

            var found = await HashAsync(part).ConfigureAwait(false);
            if (found == file.Sha256) return true;
            say($"{file.Name}: {mirror}: {Unlike(found, file)}");
            File.Delete(part);
            if (before == 0 || restarted) return false;
            restarted = true;
        }
    }

    /// <summary>Downloads what is not there yet. What is there is only ever added to, or replaced by more.</summary>
    /// <returns>Why the rest did not come; null when all of it did.</returns>
    private async Task<string?> InterruptionAsync(Uri address, WantedFile file, string part)
    {
        try
        {
            var there = Length(part);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (there > 0) request.Headers.Range = new RangeHeaderValue(there, null);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) return string.Create(CultureInfo.InvariantCulture, $"answered {(int)response.StatusCode} {response.ReasonPhrase}");

            var range = response.Content.Headers.ContentRange;
            var goesOn = response.StatusCode == HttpStatusCode.PartialContent && range?.From == there;
            var whole = goesOn ? range!.Length : response.Content.Headers.ContentLength;
            if (whole is { } bytes && bytes != file.Bytes) return string.Create(CultureInfo.InvariantCulture, $"has {bytes} bytes; expected {file.Bytes}");

            using var source = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            return goesOn || there == 0
                ? await CopyAsync(source, part, file.Bytes).ConfigureAwait(false)
                : await ReplaceAsync(source, file, part).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            return exception.Message;
        }
        catch (TaskCanceledException)
        {
            return Silence;
        }
    }

    private static string Silence => string.Create(CultureInfo.InvariantCulture, $"said nothing for {Patience.TotalSeconds} s");

    private static string Unlike(string found, WantedFile file) => $"it has SHA-256 {found}; expected {file.Sha256}";

    /// <summary>For a mirror that sends the file from its beginning though a part of it is there: the part stays until there is more, or all, of it.</summary>
    private static async Task<string?> ReplaceAsync(Stream source, WantedFile file, string part)
    {
        var other = part + ".new";
        try
        {
            File.Delete(other);
            var interruption = await CopyAsync(source, other, file.Bytes).ConfigureAwait(false);
            if (interruption is null && await HashAsync(other).ConfigureAwait(false) is var found && found != file.Sha256) return Unlike(found, file);
            if (interruption is null || Length(other) > Length(part)) File.Move(other, part, overwrite: true);
            return interruption;
        }
        finally
        {
            File.Delete(other);
        }
    }

    /// <summary>Appends to a file until it has so many bytes or the source ends.</summary>
    /// <returns>Why the source broke off; null when it came to its end.</returns>
    private static async Task<string?> CopyAsync(Stream source, string path, long most)
    {
        using var target = new FileStream(path, FileMode.Append, FileAccess.Write);
        var buffer = new byte[BufferBytes];
        while (true)
        {
            int count;
            try
            {
                using var patience = new CancellationTokenSource(Patience);
                count = await source.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return Silence;
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                return $"interrupted ({exception.Message})";
            }

            if (count == 0) return null;
            if (count > most - target.Length) return string.Create(CultureInfo.InvariantCulture, $"sends more than the {most} bytes that are expected");
            await target.WriteAsync(buffer.AsMemory(0, count)).ConfigureAwait(false);
        }
    }

    private static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private static async Task<string> HashAsync(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file).ConfigureAwait(false));
    }
}

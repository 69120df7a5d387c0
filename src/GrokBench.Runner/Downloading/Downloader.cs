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

    /// <returns>Whether the file is there now.</returns>
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

            say($"{file.Name}: what is there is not the official file; it is replaced");
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
        while (true)
        {
            var before = Length(part);
            if (await InterruptionAsync(new Uri(mirror, file.Name), part).ConfigureAwait(false) is { } interruption)
            {
                say($"{file.Name}: {mirror}: {interruption}");
                if (Length(part) <= before) return false;
                continue;
            }

            var found = await HashAsync(part).ConfigureAwait(false);
            if (found == file.Sha256) return true;
            say($"{file.Name}: {mirror}: it has SHA-256 {found}; expected {file.Sha256}");
            File.Delete(part);
            if (before == 0) return false;
        }
    }

    /// <summary>Downloads what is not there yet.</summary>
    /// <returns>Why the rest did not come; null when all of it did.</returns>
    private async Task<string?> InterruptionAsync(Uri address, string part)
    {
        try
        {
            var there = Length(part);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (there > 0) request.Headers.Range = new RangeHeaderValue(there, null);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);

            // Nothing is left to send: the checksum decides.
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable) return null;
            if (!response.IsSuccessStatusCode) return string.Create(CultureInfo.InvariantCulture, $"answered {(int)response.StatusCode} {response.ReasonPhrase}");
            var goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == there;
            using var source = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            using var target = new FileStream(part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write);
            return await CopyAsync(source, target).ConfigureAwait(false);
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

    private static async Task<string?> CopyAsync(Stream source, FileStream target)
    {
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

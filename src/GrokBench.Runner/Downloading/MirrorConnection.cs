using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace GrokBench.Runner.Downloading;

/// <summary>Asks one mirror for one file. Whatever goes wrong on the way is the mirror's fault, a <see cref="MirrorException"/>.</summary>
/// <param name="client">Follows no redirects and has no timeout: both are in the limits.</param>
/// <param name="stop">Ends every wait, with an <see cref="OperationCanceledException"/>.</param>
internal sealed class MirrorConnection(HttpClient client, Mirror mirror, WantedFile file, DownloadLimits limits, Pace pace, CancellationToken stop)
{
    private int requests;

    /// <param name="from">The first byte that is wanted.</param>
    /// <returns>An answer that says success, and whose length and range fit the file.</returns>
    public async Task<HttpResponseMessage> AskAsync(long from)
    {
        var address = new Uri(mirror.Folder, file.Name);
        for (var redirects = 0; ; redirects++)
        {
            var response = await SendAsync(address, from).ConfigureAwait(false);
            try
            {
                pace.Add(0);
                if (!IsRedirect(response))
                {
                    RequireFit(response, from);
                    return response;
                }

                if (redirects == limits.Redirects) throw new MirrorException(string.Create(CultureInfo.InvariantCulture, $"redirects more than {limits.Redirects} times"));
                address = Next(address, response);
            }
            catch
            {
                response.Dispose();
                throw;
            }

            response.Dispose();
        }
    }

    /// <summary>Reads some bytes of an answer; none at its end.</summary>
    public Task<int> ReadAsync(Stream source, Memory<byte> buffer) => BoundedAsync(token => source.ReadAsync(buffer, token).AsTask(), message => $"interrupted ({message})");

    /// <summary>Whether the answer begins at the byte that was asked for.</summary>
    public static bool GoesOn(HttpResponseMessage response) => response.StatusCode == HttpStatusCode.PartialContent;

    private Task<HttpResponseMessage> SendAsync(Uri address, long from)
    {
        if (++requests > limits.Requests) throw new MirrorException(string.Create(CultureInfo.InvariantCulture, $"needs more than {limits.Requests} requests"));
        return BoundedAsync(async token =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (from > 0) request.Headers.Range = new RangeHeaderValue(from, null);
            if (HasSameServer(address)) request.Headers.Authorization = mirror.Credentials;
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
        }, message => message);
    }

    private async Task<T> BoundedAsync<T>(Func<CancellationToken, Task<T>> wait, Func<string, string> describe)
    {
        using var silence = new CancellationTokenSource(limits.Silence);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, stop);
        try
        {
            return await pace.WaitAsync(wait(either.Token)).ConfigureAwait(false);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (Exception) when (silence.IsCancellationRequested)
        {
            throw new MirrorException(string.Create(CultureInfo.InvariantCulture, $"said nothing for {limits.Silence.TotalSeconds} s"));
        }
        catch (Exception exception)
        {
            // Names, sockets, certificates, protocols and proxies fail with exceptions of many types.
            throw new MirrorException(describe(exception.Message));
        }
    }

    private bool HasSameServer(Uri address) => Uri.Compare(address, mirror.Folder, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsRedirect(HttpResponseMessage response) => response.StatusCode is
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static Uri Next(Uri address, HttpResponseMessage response)
    {
        if (response.Headers.Location is not { } location || !Uri.TryCreate(address, location, out var next))
            throw new MirrorException("redirects without saying where to");
        next = Mirror.WithoutUser(next);
        if (!Mirror.IsServed(next)) throw new MirrorException($"redirects to {next}; expected an address that begins with http:// or https://");
        if (address.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps) throw new MirrorException($"redirects from https to {next}");
        return next;
    }

    private void RequireFit(HttpResponseMessage response, long from)
    {
        if (!response.IsSuccessStatusCode) throw new MirrorException(string.Create(CultureInfo.InvariantCulture, $"answered {(int)response.StatusCode} {response.ReasonPhrase}"));
        var range = response.Content.Headers.ContentRange;
        if (GoesOn(response) && range?.From != from)
            throw new MirrorException(string.Create(CultureInfo.InvariantCulture, $"answered with another part than was asked for, from byte {range?.From}; expected from byte {from}"));
        var whole = GoesOn(response) ? range!.Length : response.Content.Headers.ContentLength;
        if (whole is { } bytes && bytes != file.Bytes) throw new MirrorException(string.Create(CultureInfo.InvariantCulture, $"has {bytes} bytes; expected {file.Bytes}"));
    }
}

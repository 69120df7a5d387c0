using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GrokBench.Runner.Tests.Downloading;

/// <summary>A server of one file on this machine, which breaks off as often as it is told to.</summary>
internal sealed class LocalMirror : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly byte[] content;
    private readonly Queue<int> breaks;
    private readonly Task work;

    /// <param name="content">Of every path.</param>
    /// <param name="breaks">After how many bytes of the body the first answers break off; those that follow are whole.</param>
    public LocalMirror(byte[] content, params int[] breaks)
    {
        (this.content, this.breaks) = (content, new Queue<int>(breaks));
        listener.Start();
        work = Task.Run(ServeAsync);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/files/");

    /// <summary>Whether it answers with the rest of the file when asked for it.</summary>
    public bool KnowsRanges { get; init; } = true;

    /// <summary>Whether its answers say how long they are; otherwise they end with the connection.</summary>
    public bool TellsLength { get; init; } = true;

    public string Status { get; init; } = "200 OK";

    /// <summary>Added to every answer.</summary>
    public string? Header { get; init; }

    /// <summary>How long it waits after each byte of the body.</summary>
    public TimeSpan? Drips { get; init; }

    /// <summary>What was asked for: path, and the byte from which on.</summary>
    public List<(string Path, int From)> Requests { get; } = [];

    /// <summary>The headers <c>Authorization</c> of the requests that had one.</summary>
    public List<string> Authorizations { get; } = [];

    public void Dispose()
    {
        listener.Stop();
        work.Wait(TimeSpan.FromSeconds(10));
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync();
                try
                {
                    await AnswerAsync(connection.GetStream());
                }
                catch (IOException)
                {
                    // Who asked has gone.
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // It was stopped.
        }
    }

    private async Task SendAsync(NetworkStream stream, byte[] body)
    {
        if (Drips is not { } pause)
        {
            await stream.WriteAsync(body);
            return;
        }

        for (var i = 0; i < body.Length; i++)
        {
            await stream.WriteAsync(body.AsMemory(i, 1));
            await Task.Delay(pause);
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var path = (await reader.ReadLineAsync())!.Split(' ')[1];
        var from = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                from = int.Parse(header.Split('=', '-')[1], CultureInfo.InvariantCulture);
            if (header.StartsWith("Authorization: ", StringComparison.OrdinalIgnoreCase)) Authorizations.Add(header["Authorization: ".Length..]);
        }

        Requests.Add((path, from));
        var start = KnowsRanges ? from : 0;
        var status = start >= content.Length ? "416 Range Not Satisfiable" : start > 0 ? "206 Partial Content" : Status;
        var body = start >= content.Length || status[0] is '3' or '4' ? [] : content[start..];
        var range = start > 0 && body.Length > 0 ? $"Content-Range: bytes {start}-{content.Length - 1}/{content.Length}\r\n" : "";
        var length = TellsLength ? $"Content-Length: {body.Length}\r\n" : "";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{length}{range}{(Header is null ? "" : Header + "\r\n")}Connection: close\r\n\r\n"));
        await SendAsync(stream, breaks.TryDequeue(out var sent) ? body[..Math.Min(sent, body.Length)] : body);
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GrokBench.Runner.Tests.Downloading;

/// <summary>A server on this machine that sends the same text to whoever connects, and ends the connection.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task work;

    public RawServer(string answer)
    {
        listener.Start();
        work = Task.Run(() => ServeAsync(Encoding.Latin1.GetBytes(answer)));
    }

    public Uri Address => new($"http://{listener.LocalEndpoint}/");

    public void Dispose()
    {
        listener.Stop();
        work.Wait(TimeSpan.FromSeconds(10));
    }

    private async Task ServeAsync(byte[] answer)
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync();
                var stream = connection.GetStream();
                await stream.ReadAtLeastAsync(new byte[1024], 1);
                await stream.WriteAsync(answer);
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException or IOException)
        {
            // It was stopped.
        }
    }
}

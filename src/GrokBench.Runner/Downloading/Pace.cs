using System.Globalization;

namespace GrokBench.Runner.Downloading;

/// <summary>How fast a file comes from one mirror: says so every few seconds, and knows when it is too slow.</summary>
/// <param name="there">Bytes of the file that are there already.</param>
/// <param name="report">Told of the progress, a line each.</param>
internal sealed class Pace(WantedFile file, long there, DownloadLimits limits, TimeProvider clock, Action<string> report)
{
    private long windowBegan = clock.GetTimestamp(), windowBytes;
    private long reported = clock.GetTimestamp(), reportedBytes;

    /// <summary>Waits for as long as it takes, with a line of progress now and then.</summary>
    public async Task<T> WaitAsync<T>(Task<T> answer)
    {
        while (true)
        {
            try
            {
                return await answer.WaitAsync(limits.Report, clock).ConfigureAwait(false);
            }
            catch (TimeoutException) when (!answer.IsCompleted)
            {
                Report();
            }
        }
    }

    /// <summary>So many bytes more of the file came; 0 for an answer before any of it.</summary>
    /// <exception cref="MirrorException">The rest comes too slowly.</exception>
    public void Add(int bytes)
    {
        (there, windowBytes, reportedBytes) = (there + bytes, windowBytes + bytes, reportedBytes + bytes);
        if (clock.GetElapsedTime(reported) >= limits.Report) Report();
        var elapsed = clock.GetElapsedTime(windowBegan);
        if (elapsed < limits.Window || there >= file.Bytes) return;
        if (windowBytes < limits.LeastRate * elapsed.TotalSeconds)
            throw TooSlow(elapsed);
        (windowBegan, windowBytes) = (clock.GetTimestamp(), 0);
    }

    /// <summary>The file begins anew, with so many bytes of it.</summary>
    public void Restart(long bytes) => there = bytes;

    private MirrorException TooSlow(TimeSpan elapsed) =>
        new(string.Create(CultureInfo.InvariantCulture, $"too slow: {windowBytes:N0} bytes in {elapsed.TotalSeconds:0} s; expected at least {limits.LeastRate:N0} bytes/s"))
        {
            IsFinal = true,
        };

    private void Report()
    {
        var rate = reportedBytes / clock.GetElapsedTime(reported).TotalSeconds;
        report(string.Create(CultureInfo.InvariantCulture, $"{file.Name}: {there:N0} of {file.Bytes:N0} bytes, {rate:N0} bytes/s"));
        (reported, reportedBytes) = (clock.GetTimestamp(), 0);
    }
}

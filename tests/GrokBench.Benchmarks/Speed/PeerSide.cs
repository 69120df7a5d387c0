using System.Diagnostics;
using System.Globalization;

namespace GrokBench.Benchmarks.Speed;

/// <summary>
/// Eager PyTorch on the same steps in a process of its own, in its fair configuration: OpenBLAS for OpenMP with the widest kernels of the
/// processor, as many threads as ours, and an allocator that keeps what it has. Between rounds it waits for a line, so that both never run at once.
/// </summary>
internal sealed class PeerSide : ISide
{
    private const string Python = "/usr/bin/python3";
    private readonly Process process;

    private PeerSide(Process process, string version) => (this.process, Name) = (process, $"PyTorch {version}");

    public string Name { get; }

    /// <param name="name">A case of <c>peer/steps.py</c>.</param>
    /// <returns>Null where there is no PyTorch.</returns>
    public static PeerSide? Start(string name, int threads)
    {
        if (!File.Exists(Python)) return null;
        var script = Path.Combine(AppContext.BaseDirectory, "peer", "steps.py");
        var start = new ProcessStartInfo(Python, [script, name]) { RedirectStandardInput = true, RedirectStandardOutput = true };

        // Not everywhere is this OpenBLAS's own choice where it could be; elsewhere it crashes, and what OpenBLAS chooses is as fast as any.
        if (Machine.HasAvx512) start.Environment["OPENBLAS_CORETYPE"] = "SKYLAKEX";
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        start.Environment["MALLOC_MMAP_MAX_"] = "0";
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = "17179869184";
        start.Environment["MALLOC_TOP_PAD_"] = "67108864";
        var process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine()?.Split(' ') is ["ready", var version]) return new PeerSide(process, version);
        process.WaitForExit();
        process.Dispose();
        return null;
    }

    public StepTime Round(int steps)
    {
        process.StandardInput.WriteLine(steps.ToString(CultureInfo.InvariantCulture));
        var times = (process.StandardOutput.ReadLine() ?? throw new IOException("the peer ended")).Split(' ');
        return new StepTime(double.Parse(times[0], CultureInfo.InvariantCulture), double.Parse(times[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}

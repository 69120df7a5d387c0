using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using GrokBench.Tensors.Engines;
using TorchSharp;
using static TorchSharp.torch;

namespace GrokBench.Torch;

/// <summary>Finds the library and the device, and says what they are.</summary>
internal static class Devices
{
    /// <summary>Loads the library, sets what is the same for the whole process, and tries the device with a small tensor.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
    /// <exception cref="EngineException">The library or the device cannot be used.</exception>
    public static Device Open(string name, int threads)
    {
        try
        {
            Reproducibility.SetVariables();
            NativeLibraries.Load();
            set_num_threads(threads);
            Reproducibility.UseDeterministicAlgorithms();
            Library.UseFullPrecision();
            return name == "cpu" ? CPU : Cuda(name);
        }
        catch (Exception exception) when (IsMissingLibrary(exception))
        {
            throw new EngineException($"the native library of TorchSharp {Library.Version} cannot be loaded: {Innermost(exception)} (ldd libLibTorchSharp.so names what is missing; docs/gpu.md says how to build)", exception);
        }
    }

    /// <summary>What computes, for records: library, device, and the switches that decide its bits.</summary>
    public static ImmutableSortedDictionary<string, string> Describe(Device device)
    {
        var facts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        facts["library"] = $"TorchSharp {Library.Version}, libtorch {Library.LibTorchVersion}";
        facts["deterministic-algorithms"] = Reproducibility.Algorithms;
        facts["float32-products"] = "full precision, TF32 off";
        facts["products"] = Reproducibility.Products(device.type);
        facts["threads"] = get_num_threads().ToString(CultureInfo.InvariantCulture);
        facts["device"] = device.type == DeviceType.CUDA ? CudaDriver.Name(Math.Max(0, device.index)) : Processor;
        facts["loaded"] = string.Join(", ", LoadedLibraries);
        if (device.type != DeviceType.CUDA) return facts.ToImmutable();
        facts["driver"] = CudaDriver.DriverVersion;
        return facts.ToImmutable();
    }

    /// <summary>The processor's product name, where the system tells it.</summary>
    private static string Processor
    {
        get
        {
            const string file = "/proc/cpuinfo", key = "model name";
            var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) : null;
            return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }
    }

    /// <summary>The files that the numbers come from, as this process has loaded them, links followed: their names have versions. Empty where the system does not tell.</summary>
    private static IEnumerable<string> LoadedLibraries
    {
        get
        {
            const string file = "/proc/self/maps";
            string[] wanted = ["libtorch_cpu", "libtorch_cuda", "libcudart", "libcublas.", "libcublas-", "libopenblas", "libmkl_core", "libblas"];
            return File.Exists(file)
                ? File.ReadLines(file).Select(line => Path.GetFileName(line.Split(' ')[^1])).Where(name => wanted.Any(name.StartsWith)).Distinct().Order(StringComparer.Ordinal)
                : [];
        }
    }

    private static Device Cuda(string name)
    {
        if (!cuda.is_available())
            throw new EngineException($"device {name} was asked for, and no CUDA device can be used: {CudaDriver.Problem}; without one, use --device cpu");
        var index = name.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? int.Parse(name.AsSpan(colon + 1), CultureInfo.InvariantCulture) : 0;
        var count = cuda.device_count();
        if (index >= count) throw new EngineException($"device {name} was asked for, and there are {count}: cuda:0 to cuda:{count - 1}");
        var device = new Device(DeviceType.CUDA, index);
        try
        {
            using var trial = zeros([1], dtype: ScalarType.Float32, device: device);
            using var sum = trial.Plus(trial);
            _ = sum.cpu();
            return device;
        }
        catch (ExternalException exception)
        {
            throw new EngineException($"device {name} does not work: {Library.Explain(exception)}; the driver may be older than the CUDA version of the library, or another program may hold the device");
        }
    }

    private static bool IsMissingLibrary(Exception exception) => exception
        is DllNotFoundException or NotSupportedException or TypeInitializationException or BadImageFormatException or EntryPointNotFoundException or FileNotFoundException;

    private static string Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : NativeLibraries.Explain(exception.Message);
}

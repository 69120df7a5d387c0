using System.Runtime.InteropServices;
using System.Text;

namespace GrokBench.Torch;

/// <summary>What the CUDA driver says of itself and its devices, which TorchSharp does not tell.</summary>
internal static partial class CudaDriver
{
    private const string Unknown = "unknown", VersionFile = "/proc/driver/nvidia/version";

    /// <summary>As the kernel module states it; <c>unknown</c> where it does not.</summary>
    public static string DriverVersion => File.Exists(VersionFile) ? File.ReadLines(VersionFile).First().Trim() : Unknown;

    /// <summary>Why there is no device, as far as the driver tells.</summary>
    public static string Problem
    {
        get
        {
            try
            {
                var code = Initialise(0);
                if (code != 0) return FormattableString.Invariant($"the driver reports error {code}");
                return "the driver has started, so TorchSharp was probably built without CUDA (make build TORCH=cuda), or its libraries do not fit the driver";
            }
            catch (DllNotFoundException)
            {
                return "no NVIDIA driver is installed";
            }
        }
    }

    /// <summary>A device's product name.</summary>
    public static string Name(int device)
    {
        try
        {
            var text = new byte[256];
            return Initialise(0) == 0 && Device(out var handle, device) == 0 && DeviceName(text, text.Length, handle) == 0
                ? Encoding.ASCII.GetString(text).TrimEnd('\0')
                : Unknown;
        }
        catch (DllNotFoundException)
        {
            return Unknown;
        }
    }

    [LibraryImport("libcuda.so.1", EntryPoint = "cuInit")]
    private static partial int Initialise(uint flags);

    [LibraryImport("libcuda.so.1", EntryPoint = "cuDeviceGet")]
    private static partial int Device(out int handle, int ordinal);

    [LibraryImport("libcuda.so.1", EntryPoint = "cuDeviceGetName")]
    private static partial int DeviceName([Out] byte[] text, int length, int handle);
}

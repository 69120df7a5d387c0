using System.Runtime.InteropServices;
using TorchSharp;

namespace GrokBench.Torch;

/// <summary>
/// The switches of libtorch, and of its libraries for products, that decide whether an operation gives the same bits again. They hold for
/// the whole process.
/// </summary>
internal static unsafe partial class Reproducibility
{
    /// <summary>
    /// Variables that the libraries read when they first compute. Without the first, the bits of a product depend on where its matrices lie
    /// in memory, and so on a run's place in its stack; without the second, cuBLAS refuses to compute once algorithms have to be
    /// deterministic.
    /// </summary>
    private static readonly (string Name, string Value) Mkl = ("MKL_CBWR", "AUTO,STRICT"), Cublas = ("CUBLAS_WORKSPACE_CONFIG", ":4096:8");

    /// <summary>Whether libtorch refuses operations whose order of summation varies from call to call, for records.</summary>
    public static string Algorithms => IsDeterministic
        ? "on: libtorch refuses operations without one order of summation"
        : "no switch in this library; operations chosen that have one order of summation";

    /// <summary>As libtorch itself says: <c>at::Context::deterministicAlgorithms() const</c>.</summary>
    private static bool IsDeterministic =>
        Context is { } context
        && NativeLibraries.Function("_ZNK2at7Context23deterministicAlgorithmsEv") is { } get
        && ((delegate* unmanaged<nint, byte>)get)(context) != 0;

    /// <summary><c>at::globalContext()</c>: the address of libtorch's settings.</summary>
    private static nint? Context =>
        NativeLibraries.Function("_ZN2at13globalContextEv") is { } get ? ((delegate* unmanaged<nint>)get)() : null;

    /// <summary>The variable that decides how a device sums products, for records: as the process was given it, where it was.</summary>
    public static string Products(DeviceType device)
    {
        var (name, value) = device == DeviceType.CUDA ? Cublas : Mkl;
        return $"{name}={Environment.GetEnvironmentVariable(name) ?? (OperatingSystem.IsWindows() ? "" : value)}";
    }

    /// <summary>Sets the variables that the process was not given. Before the libraries compute anything; not on Windows.</summary>
    public static void SetVariables()
    {
        // .NET changes a copy of the environment that native code does not see; the C library's function does not serve Windows.
        if (OperatingSystem.IsWindows()) return;
        foreach (var (name, value) in new[] { Mkl, Cublas }) _ = SetVariable(name, value, overwrite: 0);
    }

    /// <summary>
    /// Turns deterministic algorithms on where libtorch exports the switch, for which TorchSharp has no method:
    /// <c>at::Context::setDeterministicAlgorithms(bool, bool)</c>.
    /// </summary>
    public static void UseDeterministicAlgorithms()
    {
        if (Context is { } context && NativeLibraries.Function("_ZN2at7Context26setDeterministicAlgorithmsEbb") is { } set)
            ((delegate* unmanaged<nint, byte, byte, void>)set)(context, 1, 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}

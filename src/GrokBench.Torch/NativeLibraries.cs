using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TorchSharp;

namespace GrokBench.Torch;

/// <summary>
/// The native libraries that TorchSharp is made of, before TorchSharp itself loads them: where they cannot be loaded it writes a trace of some hundred lines to the
/// standard output, which does not say why.
/// </summary>
internal static partial class NativeLibraries
{
    private static readonly Assembly TorchSharpAssembly = typeof(torch).Assembly;

    /// <summary>Loads what TorchSharp loads, by the same rules.</summary>
    /// <exception cref="DllNotFoundException">A library is missing, or does not fit the system; <see cref="Explain"/> says which.</exception>
    public static void Load()
    {
        // Elsewhere TorchSharp has rules of its own.
        if (!OperatingSystem.IsLinux()) return;
        _ = TorchCpu;
        NativeLibrary.Load("LibTorchSharp", TorchSharpAssembly, null);
    }

    /// <summary>An exported function of libtorch, or null where it has none of this name.</summary>
    /// <param name="symbol">As the library exports it: a C++ name is mangled.</param>
    public static nint? Function(string symbol) => TorchCpu is { } library && NativeLibrary.TryGetExport(library, symbol, out var address) ? address : null;

    /// <summary>What the loader says in many lines, one for each file that it tried, in one sentence.</summary>
    public static string Explain(string message)
    {
        if (TooOld.Match(message) is { Success: true } tooOld)
        {
            var (version, file) = (tooOld.Groups["version"].Value, tooOld.Groups["file"].Value);
            return $"it needs {version}, and this system's {(version.StartsWith("GLIBCXX", StringComparison.Ordinal) ? "C++ runtime" : "library")} {file} is older";
        }

        return Missing.Match(message) is { Success: true } missing ? $"it needs {missing.Groups["file"].Value}, which is not there" : Library.FirstSentence(message);
    }

    private static nint? TorchCpu => NativeLibrary.TryLoad("torch_cpu", TorchSharpAssembly, null, out var handle) ? handle : null;

    /// <summary>A library of the system lacks a version of its interface.</summary>
    [GeneratedRegex(@"(?<file>\S+): version [`'](?<version>[^']+)' not found")]
    private static partial Regex TooOld { get; }

    /// <summary>A library that was not asked for by name, hence without a path, but is needed by one that was.</summary>
    [GeneratedRegex(@"^(?!libLibTorchSharp|LibTorchSharp)(?<file>[^\s/]+\.so[.\d]*): cannot open shared object file", RegexOptions.Multiline)]
    private static partial Regex Missing { get; }
}

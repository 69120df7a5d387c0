using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TorchSharp;

namespace GrokBench.Torch;

/// <summary>
/// The native libraries that TorchSharp is made of, before TorchSharp itself loads them: where they cannot be loaded it writes a trace of a
/// hundred lines to the standard output, which does not say why.
/// </summary>
internal static partial class NativeLibraries
{
    private static readonly Assembly TorchSharpAssembly = typeof(torch).Assembly;

    private static nint? TorchCpu => NativeLibrary.TryLoad("torch_cpu", TorchSharpAssembly, null, out var handle) ? handle : null;

    /// <summary>A library of the system lacks a version of its interface.</summary>
    [GeneratedRegex(@"(?<file>\S+): version [`'](?<version>[^']+)' not found")]
    private static partial Regex TooOld { get; }

    /// <summary>A library that another one needs: it is looked for by its name alone, without a folder.</summary>
    [GeneratedRegex(@"^(?!(lib)?LibTorchSharp)(?<file>[^\s/]+\.so[.\d]*): cannot open shared object file", RegexOptions.Multiline)]
    private static partial Regex Missing { get; }

    /// <summary>Loads what TorchSharp loads, by the same rules. Does nothing but on Linux: elsewhere its rules are others.</summary>
    /// <exception cref="DllNotFoundException">A library is missing or does not fit the system; see <see cref="Explain"/>.</exception>
    public static void Load()
    {
        if (!OperatingSystem.IsLinux()) return;
        _ = TorchCpu;
        NativeLibrary.Load("LibTorchSharp", TorchSharpAssembly, null);
    }

    /// <summary>The address of a function that libtorch exports, or null where it has none of this name.</summary>
    /// <param name="symbol">As the library exports it: a C++ name is mangled.</param>
    public static nint? Function(string symbol) =>
        TorchCpu is { } library && NativeLibrary.TryGetExport(library, symbol, out var address) ? address : null;

    /// <summary>What the loader says in many lines, one for each file that it tried, in one sentence.</summary>
    public static string Explain(string message)
    {
        if (TooOld.Match(message) is { Success: true } tooOld)
        {
            var (version, file) = (tooOld.Groups["version"].Value, tooOld.Groups["file"].Value);
            var library = version.StartsWith("GLIBCXX", StringComparison.Ordinal) ? "C++ runtime" : "library";
            return $"it needs {version}, and this system's {library} {file} is older";
        }

        return Missing.Match(message) is { Success: true } missing
            ? $"it needs {missing.Groups["file"].Value}, which is not there"
            : Library.FirstSentence(message);
    }
}

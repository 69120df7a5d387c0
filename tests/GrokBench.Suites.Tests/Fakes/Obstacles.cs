using System.Diagnostics;

namespace GrokBench.Suites.Tests.Fakes;

/// <summary>What may be in the place of a file and cannot be read as one.</summary>
public static class Obstacles
{
    /// <summary>Those that can be made on this system.</summary>
    public static string[] Kinds { get; } =
    [
        "folder",
        .. OperatingSystem.IsWindows() ? Array.Empty<string>() : ["pipe", "link to nothing", "link to itself"],

        // A file of which every read is an error of the device.
        .. OperatingSystem.IsLinux() ? ["broken file"] : Array.Empty<string>(),

        // Whoever may do everything may read it all the same.
        .. OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess ? Array.Empty<string>() : ["file without permission"],
    ];

    /// <summary>Puts one in the place of a file, or where none is.</summary>
    public static void Put(string kind, string path)
    {
        File.Delete(path);
        switch (kind)
        {
            case "folder":
                Directory.CreateDirectory(Path.Combine(path, "mine"));
                break;
            case "pipe":
                using (var made = Process.Start("mkfifo", [path])) made.WaitForExit();
                break;
            case "link to nothing":
                File.CreateSymbolicLink(path, path + ".elsewhere");
                break;
            case "link to itself":
                File.CreateSymbolicLink(path, path);
                break;
            case "broken file":
                File.CreateSymbolicLink(path, "/proc/self/mem");
                break;
            case "file without permission":
                File.WriteAllText(path, "mine");
                if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.None);
                break;
            default:
                throw new ArgumentException(kind);
        }
    }

    /// <summary>Whether it is still there, whatever it is.</summary>
    public static bool IsAt(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;
}

using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GrokBench.Suites.Records;

/// <summary>
/// Opens regular files alone. A folder, a pipe, a device, a link that leads nowhere and a file without permission are refused with the
/// reason; a pipe without a writer does not block the caller.
/// </summary>
internal static partial class RegularFile
{
    // Of <fcntl.h> and <errno.h>: the same on x64 and arm64.
    private const int NonBlockingOnLinux = 0x800, NonBlockingOnMac = 0x4, NoEntry = 2, NotADirectory = 20, NoPermission = 13;

    /// <summary>What opening a file gives that another process has for itself, on Windows.</summary>
    private const int SharingViolation = unchecked((int)0x80070020);

    /// <summary>For reading; null where nothing is at the path.</summary>
    /// <exception cref="IOException">What is there is no regular file, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no permission to read it.</exception>
    public static FileStream? Open(string path)
    {
        if (Directory.Exists(path)) throw new IOException("it is a folder");
        FileStream? file = null;
        try
        {
            file = OperatingSystem.IsLinux() ? OpenAtOnce(path, NonBlockingOnLinux)
                : OperatingSystem.IsMacOS() ? OpenAtOnce(path, NonBlockingOnMac)
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return file is null or { CanSeek: true } ? file : throw new IOException("it is no regular file");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of a file; null where nothing is at the path.</summary>
    /// <param name="atMost">A longer file is refused unread.</param>
    /// <exception cref="IOException">What is there is no regular file, is too long, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">There is no permission to read it.</exception>
    public static byte[]? Read(string path, long atMost)
    {
        using var file = Open(path);
        if (file is null) return null;
        Limit(file, atMost);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);

        // A device states no length; reading on tells what it is.
        return file.ReadByte() < 0 ? bytes : throw new IOException("it goes on beyond its length");
    }

    /// <summary>Why what is at a path cannot be read as a file; null where it can, or where nothing is there.</summary>
    /// <param name="atMost">A longer file cannot.</param>
    public static string? Obstacle(string path, long atMost)
    {
        try
        {
            using var file = Open(path);
            if (file is null) return null;
            Limit(file, atMost);
            file.ReadByte();
            return null;
        }
        catch (IOException exception) when (exception.HResult == SharingViolation)
        {
            return null;
        }
        catch (Exception exception) when (StoreException.Covers(exception))
        {
            return exception.Message;
        }
    }

    private static void Limit(FileStream file, long atMost)
    {
        if (file.Length <= atMost) return;
        throw new IOException(string.Create(CultureInfo.InvariantCulture, $"it has {file.Length:N0} bytes, at most {atMost:N0} are read"));
    }

    private static FileStream? OpenAtOnce(string path, int nonBlocking)
    {
        var descriptor = Open(path, nonBlocking);
        if (descriptor >= 0) return new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read, bufferSize: 0);
        return Marshal.GetLastPInvokeError() switch
        {
            NoEntry when new FileInfo(path).LinkTarget is { } target =>
                throw new IOException($"it is a link to {target}, and nothing is there"),
            NoEntry or NotADirectory => null,
            NoPermission => throw new UnauthorizedAccessException("there is no permission to read it"),
            var error => throw new IOException(Marshal.GetPInvokeErrorMessage(error)),
        };
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}

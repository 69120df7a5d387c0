using System.Text;
using System.Text.Unicode;
using GrokBench.Suites.Yaml.Nodes;

namespace GrokBench.Suites.Yaml;

/// <summary>Reads the text of a suite's file, which is UTF-8, with or without a byte order mark.</summary>
internal static class SuiteFile
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    /// <summary>Null where the file cannot be read, is too long or is no UTF-8; the problem then says why.</summary>
    public static string? Read(string path, out SuiteProblem? problem)
    {
        byte[] bytes;
        problem = null;
        try
        {
            bytes = Bytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var found = error is FileNotFoundException or DirectoryNotFoundException ? "no such file" : error.Message;
            problem = new SuiteProblem(path, 1, 1, found, "a suite file that can be read");
            return null;
        }

        if (bytes.Length > Limits.FileBytes)
        {
            problem = new SuiteProblem(
                path, 1, 1, $"more than {Limits.Figure(Limits.FileBytes, "bytes")}", Limits.AtMost(Limits.FileBytes));
            return null;
        }

        var text = bytes.AsSpan();
        if (text.StartsWith(ByteOrderMark)) text = text[ByteOrderMark.Length..];
        if (Utf8.IsValid(text)) return Encoding.UTF8.GetString(text);
        problem = Misplaced(path, text);
        return null;
    }

    /// <summary>
    /// All of a file, or one byte more than it may have: what is no file, such as a pipe or a device, has no length to ask for.
    /// </summary>
    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[Limits.FileBytes + 1];
        var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..count];
    }

    /// <summary>The first byte that begins no character, with its line and its column in UTF-16 units.</summary>
    private static SuiteProblem Misplaced(string path, ReadOnlySpan<byte> text)
    {
        var valid = ValidPrefix(text);
        var before = Encoding.UTF8.GetString(text[..valid]);
        var lines = before.ReplaceLineEndings("\n").Split('\n');
        return new SuiteProblem(path, lines.Length, lines[^1].Length + 1, FormattableString.Invariant($"the byte 0x{text[valid]:x2}, which is no UTF-8"), "text in UTF-8");
    }

    private static int ValidPrefix(ReadOnlySpan<byte> text)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(text[valid..], out _, out var count) == System.Buffers.OperationStatus.Done) valid += count;
        return valid;
    }
}

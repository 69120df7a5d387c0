namespace GrokBench.Suites.Records;

/// <summary>The result folder cannot be read or written (permission, disk full). The message names the folder or file and the reason.</summary>
public sealed class StoreException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether an exception is the file system's and not a fault of ours.</summary>
    internal static bool Covers(Exception exception) => exception is IOException or UnauthorizedAccessException;

    internal static StoreException Writing(string path, Exception cause) => new($"cannot write {path}: {cause.Message}", cause);

    internal static StoreException Reading(string path, Exception cause) => new($"cannot read {path}: {cause.Message}", cause);
}

using System.Collections.Immutable;
using GrokBench.Models.Tasks.Images;
using GrokBench.Runner.Downloading;
using GrokBench.Runner.Hosting;

namespace GrokBench.Runner.Commands;

/// <summary><c>data</c>: downloads the files of MNIST.</summary>
internal static class DataVerb
{
    /// <param name="folder">Null: the first folder in which tasks look for them.</param>
    /// <param name="mirrors">None: those that are known.</param>
    public static ExitCode Execute(string? folder, IReadOnlyCollection<string> mirrors, Host host)
    {
        var target = folder ?? DataFolders.Of("mnist")[0];
        if (Mistakes(folder, target, mirrors).ToArray() is { Length: > 0 } mistakes)
        {
            foreach (var mistake in mistakes) host.Complain(mistake);
            return ExitCode.BadInput;
        }

        ImmutableArray<Mirror> addresses = [.. (mirrors.Count > 0 ? mirrors : MnistMirrors.Known).Select(mirror => Mirror.TryParse(mirror)!)];
        using var client = Downloader.CreateClient();
        using var interruption = new Interruption(host.Complain, "what has come is kept");
        return Execute(new Downloader(client, addresses, target, DownloadLimits.Default, host.Clock, host.Say, host.Complain), target, host, interruption.Token);
    }

    private static IEnumerable<string> Mistakes(string? folder, string target, IReadOnlyCollection<string> mirrors)
    {
        if (string.IsNullOrWhiteSpace(target)) yield return $"--to is '{target}'; expected a folder";
        else if (target.Contains('\0', StringComparison.Ordinal)) yield return "--to has a zero character; expected a folder";
        else if (FileOnTheWayTo(target) is { } file) yield return $"{(folder is null ? "the folder to download to" : "--to")} is {target}, but {file} is a file; expected a folder";

        // What stands before an @ may be a password, whether or not the rest is an address.
        foreach (var mirror in mirrors.Where(mirror => Mirror.TryParse(mirror) is null))
            yield return $"--mirror is {Mirror.Masked("//" + mirror)[2..]}; expected the address of a folder, such as {MnistMirrors.Known[0]}";
    }

    /// <summary>The folder itself or one that it lies in, if that is a file.</summary>
    private static string? FileOnTheWayTo(string folder)
    {
        for (var path = Path.GetFullPath(folder); path is not null; path = Path.GetDirectoryName(path))
        {
            if (File.Exists(path)) return path;
        }

        return null;
    }

    private static ExitCode Execute(Downloader downloader, string folder, Host host, CancellationToken stop)
    {
        try
        {
            Directory.CreateDirectory(folder);
            WantedFile[] missing = [.. MnistFile.All.Select(Wanted).Where(file => !downloader.FetchAsync(file, stop).GetAwaiter().GetResult())];
            if (missing.Length == 0)
            {
                host.Say($"MNIST is complete in {folder}");
                return ExitCode.Success;
            }

            SayWhatToDo(missing, folder, host);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            host.Complain($"Interrupted; the same command goes on with what is in {folder}.");
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            host.Complain($"cannot download to {folder}: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private static WantedFile Wanted(MnistFile file) => new(file.PackedName, file.PackedBytes, file.PackedSha256, new PlainFile(file.Name, file.Bytes, file.Sha256));

    private static void SayWhatToDo(WantedFile[] missing, string folder, Host host)
    {
        host.Complain($"No mirror gave {string.Join(", ", missing.Select(file => file.Name))}. The same command goes on with what is there.");
        host.Complain($"Without a network, copy these files from elsewhere into {folder}:");
        foreach (var file in missing) host.Complain($"  {file.Name}, SHA-256 {file.Sha256}");
        string[] wrong = [.. missing.Select(file => Path.Combine(folder, file.Name)).Where(File.Exists)];
        foreach (var path in wrong) host.Complain($"{path} is not the official file: until it is replaced or deleted, nothing is trained that asks for it.");
        if (wrong.Length == 0) host.Complain("Until then suites that ask for MNIST are trained on drawn digits, and every result says (stand-in).");
    }
}

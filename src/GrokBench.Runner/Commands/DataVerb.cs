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
        var addresses = new List<Uri>();
        foreach (var mirror in mirrors.Count > 0 ? mirrors : MnistMirrors.Known)
        {
            if (!Uri.TryCreate(mirror.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                host.Complain($"--mirror is {mirror}; expected the address of a folder, such as {MnistMirrors.Known[0]}");
                return ExitCode.BadInput;
            }

            addresses.Add(address);
        }

        var files = MnistFile.All.Select(file => new WantedFile(file.PackedName, file.PackedBytes, file.PackedSha256, new PlainFile(file.Name, file.Sha256))).ToArray();
        var target = folder ?? DataFolders.Of("mnist")[0];
        using var client = new HttpClient { Timeout = Downloader.Patience };
        return Execute(new Downloader(client, [.. addresses], target, host.Say), files, target, host);
    }

    private static ExitCode Execute(Downloader downloader, WantedFile[] files, string folder, Host host)
    {
        try
        {
            Directory.CreateDirectory(folder);
            WantedFile[] missing = [.. files.Where(file => !downloader.FetchAsync(file).GetAwaiter().GetResult())];
            if (missing.Length == 0)
            {
                host.Say($"MNIST is complete in {folder}");
                return ExitCode.Success;
            }

            host.Complain($"No mirror gave {string.Join(", ", missing.Select(file => file.Name))}. The same command goes on with what is there.");
            host.Complain($"Without a network, copy these files from elsewhere into {folder}:");
            foreach (var file in missing) host.Complain($"  {file.Name}, SHA-256 {file.Sha256}");
            string[] wrong = [.. missing.Select(file => Path.Combine(folder, file.Name)).Where(File.Exists)];
            foreach (var path in wrong) host.Complain($"{path} is not the official file: until it is replaced or deleted, nothing is trained that asks for it.");
            if (wrong.Length == 0) host.Complain("Until then suites that ask for MNIST are trained on drawn digits, and every result says (stand-in).");
            return ExitCode.Failed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            host.Complain($"cannot write to {folder}: {exception.Message}");
            return ExitCode.Failed;
        }
    }
}

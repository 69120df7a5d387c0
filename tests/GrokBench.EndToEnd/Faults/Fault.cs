using System.Globalization;

namespace GrokBench.EndToEnd.Faults;

/// <summary>What goes wrong at one operation on the files of a result folder.</summary>
/// <param name="Kind">See <c>faults.c</c>.</param>
/// <param name="At">Number of the operation, from 1; 0: nothing goes wrong.</param>
/// <param name="Error">Of kinds <c>fail</c> and <c>deny</c>, the operating system's number.</param>
internal sealed record Fault(string Kind, int At, int Error = 0)
{
    /// <summary>Errors of Linux: input or output, no permission, no space, read-only, no such file.</summary>
    public const int Io = 5, Permission = 13, Space = 28, ReadOnly = 30, NoFile = 2;

    public static Fault None { get; } = new("kill", 0);

    public bool Kills => Kind is "kill" or "torn";

    public bool LocksWork { get; init; } = true;

    /// <param name="library">The compiled <c>faults.c</c>.</param>
    /// <param name="root">The result folder, a full path.</param>
    /// <param name="log">Takes a line for every operation; null: none is written.</param>
    public Dictionary<string, string> Environment(string library, string root, string? log = null)
    {
        var variables = new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = library,
            ["FAULT_ROOT"] = root,
            ["FAULT_AT"] = At.ToString(CultureInfo.InvariantCulture),
            ["FAULT_DO"] = Kind,
            ["FAULT_ERRNO"] = Error.ToString(CultureInfo.InvariantCulture),
            ["FAULT_LOCKS"] = LocksWork ? "work" : "none",
        };
        if (log is not null) variables["FAULT_LOG"] = log;
        return variables;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind}{(Error > 0 ? $" with error {Error}" : "")} at operation {At}{(LocksWork ? "" : ", without locks")}");
}

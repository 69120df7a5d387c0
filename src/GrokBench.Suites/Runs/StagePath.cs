using System.Globalization;

namespace GrokBench.Suites.Runs;

/// <summary>A setting of a stage as suites name it: <c>train.stages.1.task.train</c> is what <c>task.train</c> becomes in the first stage.</summary>
/// <param name="Index">Of the stage, from 0.</param>
/// <param name="Key">What the stage states: <c>at</c>, or a path such as <c>task.train</c>.</param>
public sealed record StagePath(int Index, string Key)
{
    public const string Prefix = "train.stages.";

    /// <summary>Null where it is no such path.</summary>
    public static StagePath? Of(string path)
    {
        if (!path.StartsWith(Prefix, StringComparison.Ordinal) || path[Prefix.Length..].Split('.', 2) is not [var number, var key]) return null;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var stage) && stage > 0 ? new StagePath(stage - 1, key) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Index + 1}.{Key}");
}

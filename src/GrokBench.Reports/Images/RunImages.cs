using System.Collections.Immutable;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Images;

/// <summary>What a run on images saw, and what it got wrong, to be looked at.</summary>
/// <param name="Side">Pixels along a side of every image.</param>
/// <param name="Samples">The first examples of each split that has some, in the order of the splits.</param>
/// <param name="MistakeCount">Test examples that were classified wrongly at the end; null where the record does not tell.</param>
/// <param name="Mistakes">The first of them.</param>
public sealed record RunImages(int Side, ImmutableArray<SplitImages> Samples, int? MistakeCount, ImmutableArray<Picture> Mistakes)
{
    private const int SamplesPerSplit = 12;

    /// <summary>Why there are no images to look at, as half a sentence; null where there are.</summary>
    public string? Obstacle { get; init; }

    /// <summary>Makes the run's dataset once more; null where its task has no images. Files that are missing or bad are an <see cref="Obstacle"/>.</summary>
    public static RunImages? Of(RunResult run)
    {
        var training = run.Spec.Training;
        var task = (ITask)training.Task.Kind;
        var side = task.Shape(training.Task).ImageSide;
        if (side == 0) return null;
        try
        {
            if (task is not IFileTask files || files.Missing(training.Task) is null) return Of(run, task.Create(training.Task, training.DataSeed), side);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return Hidden($"the files of {task.Name} cannot be used where this report was made");
        }

        return Hidden($"the files of {task.Name} are not there where this report was made");

        RunImages Hidden(string obstacle) => new(side, [], run.Record.Mistakes?.Count, []) { Obstacle = obstacle };
    }

    private static RunImages Of(RunResult run, Dataset data, int side)
    {
        var mistakes = run.Record.Mistakes;
        var test = data["test"].Rows;
        return new(
            side,
            [
                .. data.Splits.Where(split => split.Rows.Length > 0)
                    .Select(split => new SplitImages(split.Name, split.Rows.Length, [.. split.Rows.Take(SamplesPerSplit).Select(row => Picture.Of(data, row))])),
            ],
            mistakes?.Count,
            [.. (mistakes?.First ?? []).Select(mistake => Picture.Of(data, test[mistake.Example]) with { Prediction = mistake.Prediction })]);
    }
}

/// <param name="Examples">Of the whole split.</param>
public sealed record SplitImages(string Split, int Examples, ImmutableArray<Picture> Pictures);

/// <summary>One image, row by row, 0 black and 255 white.</summary>
/// <param name="Label">As the split has it, right or not.</param>
/// <param name="Prediction">Null where it does not matter.</param>
public sealed record Picture(ImmutableArray<byte> Pixels, int Label, int? Prediction)
{
    private const int White = 255;

    internal static Picture Of(Dataset data, int row)
    {
        var inputs = data.Examples.Inputs.AsSpan(row * data.Examples.InputWidth, data.Examples.InputWidth);
        var pixels = ImmutableArray.CreateBuilder<byte>(inputs.Length);
        foreach (var input in inputs) pixels.Add((byte)Math.Round(White * Math.Clamp(input, 0, 1)));
        return new(pixels.MoveToImmutable(), data.Examples.Labels[row], null);
    }
}

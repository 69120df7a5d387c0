using System.Collections.Immutable;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Images;

/// <summary>What a run on images saw, and what it got wrong, to be looked at.</summary>
/// <param name="Side">Pixels along a side of every image.</param>
/// <param name="Samples">The first examples of each split that has some, in the order of the splits; those of subclasses and their classes are in <see cref="Subclasses"/>.</param>
/// <param name="MistakeCount">Test examples that were classified wrongly at the end; null where the record does not tell.</param>
/// <param name="Mistakes">The first of them.</param>
public sealed record RunImages(int Side, ImmutableArray<SplitImages> Samples, int? MistakeCount, ImmutableArray<Picture> Mistakes)
{
    private const int SamplesPerSplit = 12;

    /// <summary>Pictures of all subclasses together, and of one of them at least and at most.</summary>
    private const int SamplesOfSubclasses = 60, FewestOfSubclass = 2, MostOfSubclass = 6;

    /// <summary>Each with examples and mistakes of its own; empty where the task has none.</summary>
    public ImmutableArray<SubclassImages> Subclasses { get; init; } = [];

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
        var settings = run.Spec.Training.Task;
        var subclasses = ((ITask)settings.Kind).Shape(settings).Subclasses;
        string[] apart = [.. subclasses.SelectMany(subclass => new[] { subclass.Split, Subclass.SplitOfClass(subclass.Class) })];
        var mistakes = run.Record.Mistakes;
        var test = data["test"].Rows;
        (int Row, Picture Picture)[] wrong =
        [
            .. from mistake in mistakes?.First ?? []
               let row = test[mistake.Example]
               select (row, Picture.Of(data, row) with { Prediction = mistake.Prediction }),
        ];
        var samples = Math.Clamp(SamplesOfSubclasses / Math.Max(1, subclasses.Length), FewestOfSubclass, MostOfSubclass);
        return new(
            side,
            [
                .. data.Splits.Where(split => split.Rows.Length > 0 && !apart.Contains(split.Name))
                    .Select(split => new SplitImages(split.Name, split.Rows.Length, [.. split.Rows.Take(SamplesPerSplit).Select(row => Picture.Of(data, row))])),
            ],
            mistakes?.Count,
            [.. wrong.Select(item => item.Picture)])
        {
            Subclasses = [.. subclasses.Where(subclass => data[subclass.Split].Rows.Length > 0).Select(OfSubclass)],
        };

        SubclassImages OfSubclass(Subclass subclass)
        {
            var rows = data[subclass.Split].Rows;
            var accuracy = mistakes is not null && run.Curve.Series.TryGetValue(subclass.Split + ".accuracy", out var values) ? values[^1] : double.NaN;
            return new(
                subclass,
                Presences.Of(subclass, subclasses),
                rows.Length,
                [.. rows.Take(samples).Select(row => Picture.Of(data, row))],
                double.IsNaN(accuracy) ? null : (int)Math.Round((1 - accuracy) * rows.Length),
                [.. wrong.Where(item => rows.Contains(item.Row)).Select(item => item.Picture)]);
        }
    }
}

/// <param name="Examples">Of the whole split.</param>
public sealed record SplitImages(string Split, int Examples, ImmutableArray<Picture> Pictures);

/// <param name="Examples">In the test set.</param>
/// <param name="Pictures">The first of them.</param>
/// <param name="MistakeCount">Of them, classified wrongly at the end; null where the record does not tell.</param>
/// <param name="Mistakes">Those among the run's first.</param>
public sealed record SubclassImages(
    Subclass Subclass, Presence Presence, int Examples, ImmutableArray<Picture> Pictures, int? MistakeCount, ImmutableArray<Picture> Mistakes);

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

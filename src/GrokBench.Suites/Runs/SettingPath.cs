using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;

namespace GrokBench.Suites.Runs;

/// <summary>Settings of a run by the paths that suites use: a section and a key, as in <c>task.train</c>.</summary>
public static class SettingPath
{
    /// <summary>The number that the setting has, stated or by default; null where the run has no such setting, or one that is no number.</summary>
    public static double? Number(TrainingSpec training, string path)
    {
        if (StagePath.Of(path) is { } inStage) return Number(training, inStage);
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var name = path[(dot + 1)..];
        Choice? section = path[..Math.Max(0, dot)] switch
        {
            "task" => training.Task,
            "model" => training.Model,
            "optimiser" => training.Optimiser,
            "train" => training.Training,
            _ => null,
        };
        return section is not null && section.Kind.Settings.Any(setting => setting.Name == name) && section[name].Content is double number ? number : null;
    }

    private static double? Number(TrainingSpec training, StagePath path) => training.Stages.ElementAtOrDefault(path.Index) switch
    {
        { Start: StepStart start } when path.Key == TrainingStage.At => start.Step,
        { } stage when stage.Changes.TryGetValue(path.Key, out var value) => value.Content as double?,
        _ => null,
    };
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Learning;

/// <summary>A moment of training from which on some settings are others. The stages of a run begin in their order.</summary>
/// <param name="Changes">Values by path, as in <c>task.train</c>.</param>
/// <param name="IsFresh">
/// Whether the optimiser starts anew: what its rules keep becomes zero, and its steps, those of the warm-up too, count from here.
/// Otherwise it goes on with what it keeps.
/// </param>
public sealed record TrainingStage(StageStart Start, ImmutableSortedDictionary<string, SettingValue> Changes, bool IsFresh)
{
    /// <summary>The setting of a training section that <see cref="Of(Choice)"/> reads.</summary>
    public const string Setting = "stages";

    /// <summary>What a stage states beside paths.</summary>
    public const string At = "at";

    private const string State = "optimiser.state", Kept = "kept", Fresh = "fresh";

    /// <summary>A stage as it is stated: its moment, and settings by path.</summary>
    public static MappingType Type { get; } = new(
    [
        new(At, SettingType.Either(SettingType.Integer(1), EventStart.Type), null,
            "When it begins: a number of updates, of which the next is the first under the changed settings, or an event."),
        new(State, SettingType.OneOf(Kept, Fresh), Kept,
            "Whether the optimiser goes on with what it keeps, or starts anew, warm-up included."),
    ])
    {
        TakesPaths = true,
    };

    /// <summary>The stages of a training section.</summary>
    public static ImmutableArray<TrainingStage> Of(Choice training) =>
        [.. ((ImmutableArray<SettingValue>)training[Setting].Content).Select(Of)];

    /// <summary>A stage as <see cref="Type"/> accepts it.</summary>
    public static TrainingStage Of(SettingValue stage)
    {
        var stated = (ImmutableSortedDictionary<string, SettingValue>)stage.Content;
        StageStart start = stated[At].Content is double step ? new StepStart((long)step) : EventStart.Of(stated[At]);
        return new TrainingStage(start, stated.RemoveRange([At, State]), stated.GetValueOrDefault(State) is { } state && state.Equals(Fresh));
    }

    /// <summary>
    /// Whether a setting can change while a run trains: of the task all but its kind and what its table is of, as measures are about one operation; of the optimiser all
    /// but the kind; and the size of batches.
    /// </summary>
    /// <param name="section">As suites call it: <c>task</c>, <c>model</c>, <c>optimiser</c> or <c>train</c>.</param>
    public static bool CanChange(string section, string setting) => section switch
    {
        "task" => setting is not ("kind" or "operation" or "group"),
        "optimiser" => setting != "kind",
        "train" => setting == "batch",
        _ => false,
    };
}

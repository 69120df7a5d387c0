using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Tensors;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Tasks;

/// <summary>The interface between a task and a model.</summary>
public sealed record TaskShape
{
    /// <summary>Token columns that a sequence model reads, in order of position; 0 when inputs are real-valued.</summary>
    public int SequenceLength { get; init; }

    /// <summary>Number of distinct tokens; every token is below it.</summary>
    public int Vocabulary { get; init; }

    /// <summary>By token column: which tokens can stand there, for models that compute once what depends on one token alone. Empty for real inputs.</summary>
    public ImmutableArray<TokenRange> Tokens { get; init; } = [];

    /// <summary>
    /// The token columns that hold the operands: all that a model without positions reads. The others never change (operator, equals
    /// sign, end mark) or repeat a label that a causal model has already had to predict.
    /// </summary>
    public required int[] OperandColumns { get; init; }

    /// <summary>Operand tokens are 0..Operands-1, whatever the rest of the vocabulary.</summary>
    public int Operands { get; init; }

    /// <summary>Real inputs per example; 0 for tokens.</summary>
    public int InputWidth { get; init; }

    /// <summary>Where the real inputs are an image, row by row, from 0 (background) to 1: pixels along each of its sides. 0 where they are none.</summary>
    public int ImageSide { get; init; }

    /// <summary>The first so many real inputs decide the answer and the others do not; null where a task cannot say so.</summary>
    public int? RelevantInputs { get; init; }

    /// <summary>
    /// Number of label classes (every label is below it), or of real outputs. A sequence model may give a logit to every token of the
    /// vocabulary instead: labels are tokens.
    /// </summary>
    public required int Outputs { get; init; }

    /// <summary>
    /// Labels per example; a sequence model predicts them at its last LabelCount positions. With more than one the tokens contain all
    /// labels but the last, so that attention must be causal, and a model without positions cannot learn the task. 0 for real targets.
    /// </summary>
    public int LabelCount { get; init; } = 1;

    /// <summary>Whether the outputs are to meet real targets, as many as there are <see cref="Outputs"/>.</summary>
    public bool HasRealTargets => LabelCount == 0;

    /// <summary>When a prediction of real targets is right, the same as of the examples; null where nothing says so, and with labels.</summary>
    public Correctness? Correctness { get; init; }

    /// <summary>Whether every example has one target, 1 or -1, beside its label or in place of it: what a hinge loss needs.</summary>
    public bool HasSigns { get; init; }

    /// <summary>Why outputs cannot be compared with such answers, in a few words; null where they can.</summary>
    public string? Lacks(Answers answers) => answers switch
    {
        Answers.Labels => !HasRealTargets ? null : HasSigns ? "the task has no labels" : "the task has real targets",
        Answers.RealTargets => HasRealTargets ? null : "the task has no real targets",
        Answers.Signs => HasSigns ? null : HasRealTargets ? "the task's targets are no signs" : "the task's answers are no signs",
        _ => throw new ArgumentOutOfRangeException(nameof(answers)),
    };

    /// <summary>Whether a split has an accuracy.</summary>
    public bool HasAccuracy => !HasRealTargets || Correctness is not null;

    /// <summary>Examples of the train split: the most that a training batch can have, unless the run is online.</summary>
    public required int TrainingExamples { get; init; }

    /// <summary>Every step draws a batch of new examples, of any size; there is no full batch.</summary>
    public bool IsOnline { get; init; }

    /// <summary>Distinct examples in all splits together: what evaluating every split once has to score.</summary>
    public required int Examples { get; init; }

    /// <summary>Accuracy of always guessing the most frequent label of the whole dataset, for chance lines; NaN where guessing gives no accuracy to speak of.</summary>
    public required double Chance { get; init; }

    /// <summary>
    /// Whether a model for one task is one for the other, and splits of one name are there in both: such tasks can follow each other in one run, whatever their
    /// labels and the sizes of their splits.
    /// </summary>
    public bool IsLike(TaskShape other) =>
        (SequenceLength, Vocabulary, Operands, InputWidth, ImageSide, RelevantInputs)
            == (other.SequenceLength, other.Vocabulary, other.Operands, other.InputWidth, other.ImageSide, other.RelevantInputs)
        && (Outputs, LabelCount, HasSigns, IsOnline, Examples) == (other.Outputs, other.LabelCount, other.HasSigns, other.IsOnline, other.Examples)
        && Tokens.SequenceEqual(other.Tokens) && OperandColumns.SequenceEqual(other.OperandColumns) && Splits.SequenceEqual(other.Splits)
        && HasAccuracy == other.HasAccuracy;

    /// <summary>Most memory that the dataset takes: tokens, inputs, labels and targets, the rows of every split, and as much again while it is made.</summary>
    public long DatasetBytes
    {
        get
        {
            var targets = HasSigns ? 1 : HasRealTargets ? Outputs : 0;
            var integers = SequenceLength + LabelCount + Splits.Length;
            return 2L * Examples * ((sizeof(int) * integers) + (sizeof(double) * (InputWidth + targets)));
        }
    }

    /// <summary>Most numbers of one kind (tokens, inputs, labels, targets) that an example has.</summary>
    private int Widest => Math.Max(Math.Max(SequenceLength, InputWidth), HasRealTargets ? Outputs : LabelCount);

    /// <summary>That the dataset is too large, whatever the memory; empty when it is not.</summary>
    public IEnumerable<SettingProblem> CheckSize() => ArraySize.Check("kind", Examples, Widest, "a smaller dataset", "numbers");

    /// <summary>That a batch of new examples is too large, whatever the memory.</summary>
    internal IEnumerable<SettingProblem> CheckBatch(double size) =>
        ArraySize.Check("batch", (long)size, Widest, "a smaller batch", "numbers");

    /// <summary>Names of the splits, <c>train</c> and <c>test</c> first.</summary>
    public required string[] Splits { get; init; }

    /// <summary>The subclasses of the classes, each of which has a split of its own; empty where a task has none.</summary>
    public ImmutableArray<Subclass> Subclasses { get; init; } = [];
}

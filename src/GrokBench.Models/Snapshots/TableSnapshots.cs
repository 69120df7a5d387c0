using System.Buffers.Binary;
using GrokBench.Models.Families;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Tensors;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Snapshots;

/// <summary>When and how snapshots are taken of networks that fill in the table of a binary operation.</summary>
public static class TableSnapshots
{
    /// <summary>Hidden units that a snapshot tells of.</summary>
    public const int MostUnits = 128;

    /// <summary>Pairs whose outputs are computed at a time.</summary>
    private const int Block = 256;

    /// <summary>First step after 0 of which a snapshot is taken, and from one to the next a factor of 10^(1/6): some twenty until step 10,000.</summary>
    private const double First = 10, Factor = 1.4677992676220695;

    /// <summary>Whether one is due at a step that is evaluated.</summary>
    /// <param name="last">Step of the last one; null where there is none.</param>
    public static bool AreDue(long step, long? last) => last is not { } before || (step >= First && step >= before * Factor);

    /// <summary>Why a run has no snapshots, in a few words; null where it has.</summary>
    public static string? Obstacle(TrainingSpec spec)
    {
        if (spec.Task.Kind is not BinaryOperationTask task) return "the task has no table to show";
        if (spec.Model.Kind is not NeuralFamily) return $"{spec.Model.Kind.Name} is not trained by gradient";
        var shape = task.Shape(spec.Task);
        return shape.Operands <= TableSnapshot.NoAnswer ? null : FormattableString.Invariant($"the table has more than {TableSnapshot.NoAnswer} elements");
    }

    /// <summary>Memory that taking one takes beside the learner: outputs of a block of pairs, and the responses of the hidden units.</summary>
    public static long Bytes(TrainingSpec spec, IEngine engine)
    {
        var published = ((NeuralFamily)spec.Model.Kind).Model(spec, Shape(spec));
        var answers = (sizeof(double) * (long)Block * published.Output.Shape.Count) + (4L * Shape(spec).Examples);
        return answers + (FirstOperandResponse.IsDefined(spec, published) ? FirstOperandResponse.Bytes(spec, published, engine) : 0);
    }

    /// <summary>Of a run without <see cref="Obstacle"/>.</summary>
    public static TableSnapshot Take(NeuralLearner learner)
    {
        var (units, spectrum) = FirstOperandResponse.IsDefined(learner.Spec, learner.Published) ? Responses(learner) : ([], []);
        return new(learner.Steps, Convert.ToBase64String(Answers(learner)), Convert.ToBase64String(units), Convert.ToBase64String(spectrum));
    }

    private static TaskShape Shape(TrainingSpec spec) => ((ITask)spec.Task.Kind).Shape(spec.Task);

    /// <summary>The element that has the largest output at the position of the answer, which comes before what else is predicted.</summary>
    private static byte[] Answers(NeuralLearner learner)
    {
        var (program, examples) = (learner.Program, learner.Dataset.Examples);
        var output = program.Graph.Output.Shape;
        var answers = new byte[examples.Count];
        var values = new double[Block * output.Count];
        for (var first = 0; first < examples.Count; first += Block)
        {
            int[] rows = [.. Enumerable.Range(first, Math.Min(Block, examples.Count - first))];
            program.Forward(program.Graph.Output, examples, rows, values.AsSpan(0, rows.Length * output.Count));
            foreach (var (i, row) in rows.Index())
            {
                var answer = Labels.Largest<double>(values.AsSpan(i * output.Count, output.Columns));
                answers[row] = answer is >= 0 and < TableSnapshot.NoAnswer ? (byte)answer : TableSnapshot.NoAnswer;
            }
        }

        return answers;
    }

    private static (byte[] Units, byte[] Spectrum) Responses(NeuralLearner learner)
    {
        var response = FirstOperandResponse.Of(learner);
        var shown = Math.Min(MostUnits, response.Units);
        var units = new byte[3 * shown];
        for (var unit = 0; unit < shown; unit++)
        {
            var (frequency, phase, share) = response.Strongest(unit);
            units[3 * unit] = (byte)frequency;
            units[(3 * unit) + 1] = phase;
            units[(3 * unit) + 2] = (byte)Math.Round(byte.MaxValue * share);
        }

        var spectrum = new byte[sizeof(ushort) * response.Frequencies];
        foreach (var (i, share) in response.Spectrum().Index())
            BinaryPrimitives.WriteUInt16LittleEndian(spectrum.AsSpan(sizeof(ushort) * i), (ushort)Math.Round(ushort.MaxValue * share));
        return (units, spectrum);
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using GrokBench.Models.Learning;
using GrokBench.Models.Snapshots;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Html.Tables;

/// <summary>The table of an operation as one run filled it in, step by step. Cells are in rows by the first operand, columns by the second.</summary>
/// <param name="Elements">Along a side.</param>
/// <param name="Operation">As the suite writes it, <c>x+y</c>.</param>
/// <param name="Parts">Of training: the first, and one from each stage on that had begun.</param>
/// <param name="Steps">Ascending.</param>
public sealed record LearntTable(ulong Seed, int Elements, string Operation, ImmutableArray<LearntPart> Parts, ImmutableArray<LearntStep> Steps)
{
    /// <summary>Makes the run's datasets once more; null where nobody asked for snapshots, or the run has none.</summary>
    public static LearntTable? Of(RunResult run)
    {
        if (run.Record.Snapshots is not { IsEmpty: false } snapshots) return null;
        var training = run.Spec.Training;
        var shape = ((ITask)training.Task.Kind).Shape(training.Task);
        ImmutableArray<LearntPart> parts = [.. training.Parts.Take(1 + run.Record.Stages.Length).Select(Part)];

        // Stages change neither the pairs nor their order.
        var cells = Cells(Data(training.Parts[0]), shape);
        return new(
            training.Seed, shape.Operands, training.Task.Word("operation"), parts,
            [.. snapshots.Select(snapshot => Step(snapshot, cells, shape.Operands, parts, run.Record.Stages.Count(start => start < snapshot.Step)))]);

        LearntPart Part(TrainingSpec part)
        {
            var data = Data(part);
            var (places, expected, trained) = (Cells(data, shape), Empty(shape.Operands), new bool[shape.Operands * shape.Operands]);
            foreach (var (row, cell) in places.Index()) expected[cell] = (byte)data.Examples.Labels[row * data.Examples.LabelWidth];
            foreach (var row in data["train"].Rows) trained[places[row]] = true;
            return new([.. expected], [.. trained]);
        }
    }

    private static Dataset Data(TrainingSpec part) => ((ITask)part.Task.Kind).Create(part.Task, part.DataSeed);

    /// <summary>By example.</summary>
    private static int[] Cells(Dataset data, TaskShape shape) =>
    [
        .. from row in Enumerable.Range(0, data.Examples.Count)
           let first = row * data.Examples.TokenWidth
           select (data.Examples.Tokens[first + shape.OperandColumns[0]] * shape.Operands) + data.Examples.Tokens[first + shape.OperandColumns[1]],
    ];

    private static LearntStep Step(TableSnapshot snapshot, int[] cells, int elements, ImmutableArray<LearntPart> parts, int part)
    {
        var answers = Empty(elements);
        foreach (var (row, answer) in Convert.FromBase64String(snapshot.Answers).Index()) answers[cells[row]] = answer;
        return new(
            snapshot.Step, part, [.. answers], Share(isTrained: true), Share(isTrained: false), snapshot.Units, snapshot.Spectrum,
            [.. Convert.FromBase64String(snapshot.Spectrum).Chunk(sizeof(ushort)).Select(pair => BinaryPrimitives.ReadUInt16LittleEndian(pair) / (double)ushort.MaxValue)]);

        double Share(bool isTrained)
        {
            int[] asked = [.. cells.Where(cell => parts[part].Trained[cell] == isTrained)];
            return (double)asked.Count(cell => answers[cell] == parts[part].Expected[cell]) / asked.Length;
        }
    }

    private static byte[] Empty(int elements)
    {
        var cells = new byte[elements * elements];
        Array.Fill(cells, TableSnapshot.NoAnswer);
        return cells;
    }
}

/// <summary>What a part of training is about.</summary>
/// <param name="Expected">By cell: the answer that the run is to learn; <see cref="TableSnapshot.NoAnswer"/> where the table has no such pair.</param>
/// <param name="Trained">By cell: whether the pair is of the training split.</param>
public sealed record LearntPart(ImmutableArray<byte> Expected, ImmutableArray<bool> Trained);

/// <summary>The table at one step.</summary>
/// <param name="Part">Of training, from 0.</param>
/// <param name="Answers">By cell.</param>
/// <param name="Trained">Share of the training pairs that are answered rightly.</param>
/// <param name="Others">Share of the other pairs.</param>
/// <param name="Units">See <see cref="TableSnapshot.Units"/>.</param>
/// <param name="SpectrumText">See <see cref="TableSnapshot.Spectrum"/>.</param>
/// <param name="Spectrum">Share of the hidden units' variance by frequency, from 1; empty where elements have no frequencies.</param>
public sealed record LearntStep(
    long Step, int Part, ImmutableArray<byte> Answers, double Trained, double Others, string Units, string SpectrumText, ImmutableArray<double> Spectrum);

using System.Buffers.Binary;
using System.Collections.Immutable;
using GrokBench.Models.Snapshots;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Records;

namespace GrokBench.Reports.Html.Tables;

/// <summary>The table of an operation as one run filled it in, step by step. Cells are in rows by the first operand, columns by the second.</summary>
/// <param name="Elements">Along a side.</param>
/// <param name="Operation">As the suite writes it, <c>x+y</c>.</param>
/// <param name="Expected">By cell: the answer that the run was to learn; <see cref="TableSnapshot.NoAnswer"/> where the table has no such pair.</param>
/// <param name="Trained">By cell: whether the pair is of the training split.</param>
/// <param name="Steps">Ascending.</param>
public sealed record LearntTable(ulong Seed, int Elements, string Operation, ImmutableArray<byte> Expected, ImmutableArray<bool> Trained, ImmutableArray<LearntStep> Steps)
{
    /// <summary>Makes the run's dataset once more; null where nobody asked for snapshots, or the run has none.</summary>
    public static LearntTable? Of(RunResult run)
    {
        if (run.Record.Snapshots is not { IsEmpty: false } snapshots) return null;
        var training = run.Spec.Training;
        var task = (ITask)training.Task.Kind;
        var (shape, data) = (task.Shape(training.Task), task.Create(training.Task, training.DataSeed));
        var elements = shape.Operands;
        int[] cells = [.. Enumerable.Range(0, data.Examples.Count).Select(Cell)];
        var (expected, trained) = (Empty(elements), new bool[elements * elements]);
        foreach (var (row, cell) in cells.Index()) expected[cell] = (byte)data.Examples.Labels[row * data.Examples.LabelWidth];
        foreach (var row in data["train"].Rows) trained[cells[row]] = true;
        return new(
            training.Seed, elements, training.Task.Word("operation"), [.. expected], [.. trained],
            [.. snapshots.Select(snapshot => Step(snapshot, cells, elements, expected, trained))]);

        int Cell(int row)
        {
            var first = row * data.Examples.TokenWidth;
            return (data.Examples.Tokens[first + shape.OperandColumns[0]] * elements) + data.Examples.Tokens[first + shape.OperandColumns[1]];
        }
    }

    private static LearntStep Step(TableSnapshot snapshot, int[] cells, int elements, byte[] expected, bool[] trained)
    {
        var answers = Empty(elements);
        foreach (var (row, answer) in Convert.FromBase64String(snapshot.Answers).Index()) answers[cells[row]] = answer;
        return new(
            snapshot.Step, [.. answers], Share(isTrained: true), Share(isTrained: false), snapshot.Units, snapshot.Spectrum,
            [.. Convert.FromBase64String(snapshot.Spectrum).Chunk(sizeof(ushort)).Select(pair => BinaryPrimitives.ReadUInt16LittleEndian(pair) / (double)ushort.MaxValue)]);

        double Share(bool isTrained)
        {
            int[] asked = [.. cells.Where(cell => trained[cell] == isTrained)];
            return (double)asked.Count(cell => answers[cell] == expected[cell]) / asked.Length;
        }
    }

    private static byte[] Empty(int elements)
    {
        var cells = new byte[elements * elements];
        Array.Fill(cells, TableSnapshot.NoAnswer);
        return cells;
    }
}

/// <summary>The table at one step.</summary>
/// <param name="Answers">By cell.</param>
/// <param name="Trained">Share of the training pairs that are answered rightly.</param>
/// <param name="Others">Share of the other pairs.</param>
/// <param name="Units">See <see cref="TableSnapshot.Units"/>.</param>
/// <param name="SpectrumText">See <see cref="TableSnapshot.Spectrum"/>.</param>
/// <param name="Spectrum">Share of the hidden units' variance by frequency, from 1; empty where elements have no frequencies.</param>
public sealed record LearntStep(
    long Step, ImmutableArray<byte> Answers, double Trained, double Others, string Units, string SpectrumText, ImmutableArray<double> Spectrum);

using System.Buffers.Binary;
using GrokBench.Models.Learning;
using GrokBench.Models.Snapshots;
using GrokBench.Models.Tests.Families;
using GrokBench.Models.Tests.Measures;
using GrokBench.Models.Tests.Tasks;

namespace GrokBench.Models.Tests.Snapshots;

[TestFixture]
public sealed class TableSnapshotsTests
{
    private const int P = 7;

    private static IEnumerable<TrainingSpec> Networks =>
    [
        Bench.Mlp, Bench.Transformer, Bench.Mlp with { Task = Table.Group("x*y", 0.5, ("degree", 3)) },
        Bench.Transformer with { Task = Bench.Transformer.Task.With("format", "closed-equation") },
    ];

    [Test]
    public void AreDue_EvaluatedAtEveryStep_SixInEveryFactorOfTen()
    {
        var taken = new List<long>();
        for (var step = 0L; step <= 10_000; step++)
        {
            if (TableSnapshots.AreDue(step, taken.Count > 0 ? taken[^1] : null)) taken.Add(step);
        }

        Assert.That(taken.Take(8), Is.EqualTo(new long[] { 0, 10, 15, 23, 34, 50, 74, 109 }));
        Assert.That(taken, Has.Count.EqualTo(19));
    }

    [Test]
    public void AreDue_EvaluatedSeldom_TheFirstEvaluationThere() =>
        Assert.That(new[] { TableSnapshots.AreDue(30, 20), TableSnapshots.AreDue(29, 20), TableSnapshots.AreDue(400, 20) }, Is.EqualTo(new[] { true, false, true }));

    [TestCaseSource(nameof(Networks))]
    public void Take_OfANetwork_HasItsAnswersToEveryPair(TrainingSpec spec)
    {
        using var learner = Bench.Create(spec);
        for (var step = 0; step < 20; step++) learner.Step();
        var snapshot = TableSnapshots.Take(learner);
        var answers = Convert.FromBase64String(snapshot.Answers);
        Assert.That((snapshot.Step, answers.Length), Is.EqualTo((20L, learner.Dataset.Examples.Count)));
        if (learner.Dataset.Examples.LabelWidth > 1) return;

        foreach (var split in learner.Dataset.Splits.Take(2))
        {
            var right = split.Rows.Count(row => answers[row] == learner.Dataset.Examples.Labels[row]);
            Assert.That((double)right / split.Rows.Length, Is.EqualTo(learner.Evaluate(split.Name).Accuracy).Within(1e-12), split.Name);
        }
    }

    [TestCaseSource(nameof(Networks))]
    public void Take_BetweenSteps_LeavesNoTrace(TrainingSpec spec)
    {
        using var watched = Bench.Create(spec);
        using var alone = Bench.Create(spec);
        for (var step = 0; step < 3; step++)
        {
            var first = TableSnapshots.Take(watched);
            Assert.That(TableSnapshots.Take(watched), Is.EqualTo(first));
            Assert.That(watched.Step(), Is.EqualTo(alone.Step()));
        }

        Assert.That(Bench.State(watched), Is.EqualTo(Bench.State(alone)));
    }

    /// <summary>Unit j responds to the first operand with cos(2π·k·a/7 - φ) and to the second with anything.</summary>
    [Test]
    public void Take_OfUnitsThatAreWaves_TellsFrequencyPhaseAndShare()
    {
        using var learner = Bench.Create(Bench.Mlp);
        var layer = learner.Program.Graph.Parameters["hidden1.weight"];
        var weights = new double[layer.Shape.Count];
        for (var unit = 0; unit < layer.Shape.Columns; unit++)
        {
            var (k, phase) = (1 + (unit % 3), 2 * Math.PI * (8 * unit % 256) / 256);
            for (var t = 0; t < P; t++)
            {
                weights[(t * layer.Shape.Columns) + unit] = (1 + unit) * Math.Cos((2 * Math.PI * k * t / P) - phase);
                weights[((P + t) * layer.Shape.Columns) + unit] = t * unit;
            }
        }

        learner.Program.Parameters.CopyFrom(layer.Offset, weights);
        var snapshot = TableSnapshots.Take(learner);
        var units = Convert.FromBase64String(snapshot.Units).Chunk(3).Select(unit => (unit[0], unit[1], unit[2])).ToArray();
        Assert.That(units, Is.EqualTo(Enumerable.Range(0, layer.Shape.Columns).Select(unit => ((byte)(1 + (unit % 3)), (byte)(8 * unit % 256), (byte)255))));

        var powers = Enumerable.Range(0, layer.Shape.Columns).GroupBy(unit => unit % 3, unit => (1.0 + unit) * (1 + unit)).Select(group => group.Sum()).ToArray();
        var spectrum = Convert.FromBase64String(snapshot.Spectrum).Chunk(2).Select(pair => BinaryPrimitives.ReadUInt16LittleEndian(pair) / 65535.0);
        Assert.That(spectrum, Is.EqualTo(powers.Select(power => power / powers.Sum())).Within(1e-5));
    }

    [Test]
    public void Take_OfHalfAWaveAndHalfAnother_HasHalfTheShare()
    {
        using var learner = Bench.Create(Bench.Mlp with { Task = Specs.Addition(8, 0.6) });
        var layer = learner.Program.Graph.Parameters["hidden1.weight"];
        var weights = new double[layer.Shape.Count];

        // Alternating signs are the whole wave of frequency 4, whose variance is that of a cosine of √2.
        for (var t = 0; t < 8; t++) weights[t * layer.Shape.Columns] = (t % 2 == 0 ? 1 : -1) + (Math.Sqrt(3) * Math.Sqrt(2) * Math.Cos(2 * Math.PI * t / 8));
        learner.Program.Parameters.CopyFrom(layer.Offset, weights);
        var unit = Convert.FromBase64String(TableSnapshots.Take(learner).Units)[..3];
        Assert.That(unit, Is.EqualTo(new byte[] { 1, 0, 191 }), "three quarters of 255");
    }

    [Test]
    public void Take_OfOtherOperations_HasAnswersAlone()
    {
        using var learner = Bench.Create(Bench.Mlp with { Task = Specs.Addition(P, 0.6).With("operation", "x*y") });
        var snapshot = TableSnapshots.Take(learner);
        Assert.That((snapshot.Units, snapshot.Spectrum, snapshot.Answers.Length > 0), Is.EqualTo(("", "", true)));
    }

    [Test]
    public void Obstacle_OfRunsWithoutATable_SaysWhy() =>
        Assert.That(
            new[] { TableSnapshots.Obstacle(Bench.Parity), TableSnapshots.Obstacle(Bench.Mlp with { Task = Specs.Addition(256, 0.6) }), TableSnapshots.Obstacle(Bench.Mlp) },
            Is.EqualTo(new[] { "the task has no table to show", "the table has more than 255 elements", null }));

    [Test]
    public void Bytes_OfASnapshot_CoverTheArraysThatItMakes()
    {
        var spec = Bench.Mlp with { Task = Specs.Addition(61, 0.6) };
        using var learner = Bench.Create(spec);
        TableSnapshots.Take(learner);
        var before = GC.GetAllocatedBytesForCurrentThread();
        TableSnapshots.Take(learner);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // A block's values are garbage when the next block's are made: of fifteen blocks more than two are never there together.
        Assert.That(allocated, Is.GreaterThan(100_000));
        Assert.That(TableSnapshots.Bytes(spec, Specs.Engine), Is.GreaterThan(allocated / 4));
    }

    [Test]
    public void Take_OfSumsWhoseAnswerIsRead_HasAnswersAlone()
    {
        using var learner = Bench.Create(Bench.Transformer with { Task = Bench.Transformer.Task.With("format", "closed-equation") });
        Assert.That(TableSnapshots.Take(learner).Units, Is.Empty);
    }
}

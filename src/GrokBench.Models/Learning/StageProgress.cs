using System.Collections.Immutable;

namespace GrokBench.Models.Learning;

/// <summary>Which stages of a run have begun, and when. Part of a learner's state: a run that goes on knows of it without looking back.</summary>
internal sealed class StageProgress(ImmutableArray<TrainingStage> stages)
{
    private readonly long[] starts = new long[stages.Length];

    /// <summary>Checks in a row, the last included, that met the event of the next stage.</summary>
    private int held;

    public int Begun { get; private set; }

    public ImmutableArray<long> Starts => [.. starts.AsSpan(0, Begun)];

    /// <summary>Updates before the last start of the optimiser: of the run, or of the last stage that began with a fresh one.</summary>
    public long OptimiserStart
    {
        get
        {
            for (var stage = Begun - 1; stage >= 0; stage--)
                if (stages[stage].IsFresh) return starts[stage];
            return 0;
        }
    }

    /// <summary>Begins the next stage where it is due. To be called before each update until it begins none.</summary>
    /// <param name="step">Updates made.</param>
    /// <param name="score">Of a split, at the present parameters; asked for at the checks of an event alone.</param>
    public bool TryBegin(long step, Func<string, SplitScore> score)
    {
        if (Begun == stages.Length || !IsDue(stages[Begun].Start, step, score)) return false;
        starts[Begun++] = step;
        held = 0;
        return true;
    }

    /// <summary>Number of stages begun (int32), the step at which each of all stages began (int64, 0 for those to come), checks held (int32).</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Begun);
        foreach (var start in starts) writer.Write(start);
        writer.Write(held);
    }

    /// <exception cref="InvalidDataException">The bytes are of no such stages.</exception>
    public void Read(BinaryReader reader)
    {
        var begun = reader.ReadInt32();
        if (begun < 0 || begun > stages.Length) throw new InvalidDataException("a learner state of other stages");
        long[] read = [.. starts.Select(_ => reader.ReadInt64())];
        (Begun, held) = (begun, reader.ReadInt32());
        read.CopyTo(starts, 0);
    }

    private bool IsDue(StageStart start, long step, Func<string, SplitScore> score)
    {
        if (start is StepStart stated) return step >= stated.Step;
        var awaited = (EventStart)start;
        if (step % awaited.CheckedEvery != 0) return false;
        held = awaited.IsMetBy(score(awaited.Split)) ? held + 1 : 0;
        return held >= awaited.Hold;
    }
}

using GrokBench.Runner.Execution;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Runner.Tests.Execution;

/// <summary>A recorded run is trained again in another folder, watched as it was.</summary>
public sealed class RunExecutorRepeatTests
{
    private Bench recorded = null!, scratch = null!;

    [SetUp]
    public void SetUp() => (recorded, scratch) = (new Bench(), new Bench());

    [TearDown]
    public void TearDown()
    {
        recorded.Dispose();
        scratch.Dispose();
    }

    [TestCase(int.MaxValue, 0, "t_gen")]
    [TestCase(int.MaxValue, 7, null)]
    [TestCase(137, 10, null)]
    [TestCase(0, 10, null)]
    public void Repeat_WhateverTheRunWas_HasTheSameCurveAndLinks(int divergeAt, int every, string? stopAfter)
    {
        var kept = Recorded(recorded.Spec(Fake.Observation(400, perDecade: 6, every, stopAfter, "alpha"), divergeAt));
        Assert.That(Repeat(kept), Is.TypeOf<RunOutcome.Finished>());
        var again = scratch.Store.Read(Whole(kept)).Value!;

        Assert.That(again.Record.Trajectory, Is.EqualTo(kept.Record.Trajectory));
        Assert.That(again.Record.SeriesDigests, Is.EqualTo(kept.Record.SeriesDigests));
        Assert.That((again.Record.Status, again.Record.Steps), Is.EqualTo((kept.Record.Status, kept.Record.Steps)));
    }

    [Test]
    public void Repeat_AnotherResult_IsARecordAndNoContradiction()
    {
        var kept = Recorded(recorded.Spec(Fake.Observation(100, every: 10)));
        recorded.Family.Shift = 1e-9;
        Assert.That(Repeat(kept), Is.TypeOf<RunOutcome.Finished>());

        Assert.That(scratch.Store.Read(Whole(kept)).Value!.Record.Digest, Is.Not.EqualTo(kept.Record.Digest));
        Assert.That(Recorded(recorded.Spec(Fake.Observation(100, every: 10)))
            .Record.Digest, Is.EqualTo(kept.Record.Digest), "it stays as it was");
    }

    [Test]
    public void Repeat_Interrupted_GoesOnFromTheCheckpoint()
    {
        var kept = Recorded(recorded.Spec(Fake.Observation(100, every: 10)));
        var begun = new List<long>();
        using var stop = new CancellationTokenSource();
        recorded.Family.Stepping = step =>
        {
            begun.Add(step);
            if (step == 41) stop.Cancel();
        };
        Assert.That(Repeat(kept, stop.Token), Is.EqualTo(new RunOutcome.Interrupted(42)));
        Assert.That(Repeat(kept), Is.TypeOf<RunOutcome.Finished>());

        Assert.That(begun, Is.EqualTo(Enumerable.Range(0, 100)), "no step is made twice");
        Assert.That(scratch.Store.Read(Whole(kept)).Value!.Record.SeriesDigests, Is.EqualTo(kept.Record.SeriesDigests));
    }

    [Test]
    public void Repeat_Finished_IsTrainedAgainAllTheSame()
    {
        var kept = Recorded(recorded.Spec(Fake.Observation(100, every: 10)));
        Repeat(kept);
        var before = recorded.Family.Created;
        Assert.That(((RunOutcome.Finished)Repeat(kept)).Reused, Is.False);
        Assert.That(recorded.Family.Created, Is.EqualTo(before + 1));
    }

    [Test]
    public void Repeat_RunThatFails_LeavesNoRecord()
    {
        var kept = Recorded(recorded.Spec(Fake.Observation(100, every: 10)));
        recorded.Family.Stepping = _ => throw new InvalidOperationException("no more");

        Assert.That(Repeat(kept), Is.EqualTo(new RunOutcome.Failed("InvalidOperationException: no more")));
        Assert.That(scratch.Store.Read(Whole(kept)).Value, Is.Null);
    }

    private StoredRun Recorded(RunSpec spec)
    {
        recorded.Finish(spec);
        return recorded.Store.Read(spec).Value!;
    }

    private RunOutcome Repeat(StoredRun kept, CancellationToken stop = default) =>
        scratch.Executor.Repeat(new AskedRun("", "", Whole(kept)), kept, new RunAllowance(1), null, stop);

    /// <summary>As far as the record goes, with no evaluation of its own but the first and the last.</summary>
    private RunSpec Whole(StoredRun kept)
    {
        var divergeAt = (int)(double)kept.Record.Settings!.Model["diverge-at"].Content;
        return recorded.Spec(Fake.Observation(kept.Record.Steps) with { Events = [] }, divergeAt);
    }
}

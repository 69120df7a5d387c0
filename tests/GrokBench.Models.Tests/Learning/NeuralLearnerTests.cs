using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.Families;

namespace GrokBench.Models.Tests.Learning;

public sealed class NeuralLearnerTests
{
    private static readonly Choice SmallTransformer = Specs.Nanda.With("width", 16).With("heads", 2).With("mlp", 24);

    private static readonly TrainingSpec
        Transformer = new(Specs.Addition(7, 0.6), SmallTransformer, Specs.AdamW.With("decay-to", "init"), Specs.Training(10), Seed: 3),
        Mlp = new(Specs.Addition(7, 0.6), Specs.ReluMlp.With("width", 32), Specs.AdamW, Specs.Training("full"), Seed: 3),
        Momentum = new(Specs.Addition(7, 0.6), Specs.ReluMlp.With("width", 32), Sgd(), Specs.Training(8, "mse"), Seed: 3),
        Online = new(Specs.Parity(10, 2, "online"), Specs.ParityMlp.With("width", 32), Sgd().With("learning-rate", 0.01), Specs.Training(8, "mse"), Seed: 3);

    private static TestCaseData[] All =>
    [
        new TestCaseData(Transformer).SetArgDisplayNames("transformer"),
        new TestCaseData(Mlp).SetArgDisplayNames("mlp"),
        new TestCaseData(Momentum).SetArgDisplayNames("momentum"),
    ];

    [TestCaseSource(nameof(All))]
    public void Dataset_AfterSteps_IsAsTheTaskMadeIt(TrainingSpec spec)
    {
        using var learner = Create(spec);
        Train(learner, 3);
        learner.Evaluate("test");
        Assert.That(learner.Dataset!.Checksum(), Is.EqualTo(((ITask)spec.Task.Kind).Create(spec.Task, spec.DataSeed).Checksum()));
    }

    [Test]
    public void Restore_OnlineRun_ContinuesWithTheBatchesOfTheNextSteps()
    {
        using var whole = Create(Online);
        using var first = Create(Online);
        using var second = Create(Online);
        var losses = Enumerable.Range(0, 40).Select(_ => whole.Step()).ToArray();
        Train(first, 17);
        second.Restore(new MemoryStream(Saved(first)));
        Assert.That(Enumerable.Range(17, 23).Select(_ => second.Step()).ToArray(), Is.EqualTo(losses[17..]));
        Assert.That(Saved(second), Is.EqualTo(Saved(whole)));
        Assert.That(losses, Is.Unique, "no batch comes twice");
    }

    [Test]
    public void Step_OnlineRun_AllocatesNothing()
    {
        using var learner = Create(Online);
        Train(learner, 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Train(learner, 200);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Step_OnlineParityOfTwoBits_IsLearntByPlainDescent()
    {
        // Barak et al. 2022: no memorisation is possible, as no example comes twice.
        var descent = Sgd().With("learning-rate", 0.1).With("momentum", 0);
        using var learner = Create(Online with { Model = Specs.ParityMlp.With("width", 100), Optimiser = descent, Training = Specs.Training(32, "mse"), Seed = 900 });
        Train(learner, 3000);
        Assert.That(learner.Evaluate("test").Accuracy, Is.GreaterThan(0.98));
    }

    [Test]
    public void Construction_OnlineRunWithAFullBatch_SaysThatThereIsNone() =>
        Assert.That(
            () => Create(Online with { Training = Specs.Training("full", "mse") }), Throws.ArgumentException.With.Message.Contains("an online run has no full batch"));

    [TestCaseSource(nameof(All))]
    public void Restore_IntoANewLearner_ContinuesWithTheSameBits(TrainingSpec spec)
    {
        using var whole = Create(spec);
        using var first = Create(spec);
        using var second = Create(spec);
        Train(whole, 40);
        Train(first, 17);
        second.Restore(new MemoryStream(Saved(first)));
        Assert.That(second.Steps, Is.EqualTo(17));
        Train(second, 23);
        Assert.That(Saved(second), Is.EqualTo(Saved(whole)));
    }

    [Test]
    public void Restore_IntoALearnerThatHasGoneOn_GoesBack()
    {
        using var learner = Create(Transformer);
        Train(learner, 12);
        var saved = Saved(learner);
        var score = learner.Evaluate("test");
        Train(learner, 5);
        learner.Restore(new MemoryStream(saved));
        Assert.That(learner.Evaluate("test"), Is.EqualTo(score));
        Assert.That(Saved(learner), Is.EqualTo(saved));
    }

    [TestCaseSource(nameof(All))]
    public void Step_MoreThreads_GivesTheBitsOfOne(TrainingSpec small)
    {
        // Enough examples for every thread to get some.
        var spec = small with { Task = Specs.Addition(31, 0.6), Training = small.Training.With("batch", 500) };
        using var one = Create(spec);
        using var two = Create(spec, threads: 2);
        using var three = Create(spec, threads: 3);
        foreach (var learner in new[] { one, two, three }) Train(learner, 4);
        foreach (var learner in new[] { two, three })
        {
            Assert.That(Saved(learner), Is.EqualTo(Saved(one)));
            Assert.That(learner.Evaluate("test"), Is.EqualTo(one.Evaluate("test")));
        }
    }

    [Test]
    public void Step_AfterTheFirst_AllocatesNothing(
        [Values("transformer", "mlp")] string family, [Values("full", "mini-batches")] string batch, [Values("adamw", "adam", "sgd")] string optimiser)
    {
        // Everything that the rules do: decay of each kind, clipping, momentum. Mini-batches draw a new order every other step or so.
        var rules = optimiser switch
        {
            "adamw" => Specs.AdamW.With("decay-to", "init").With("gradient-clip", 0.1),
            "adam" => new(Catalogue.Optimisers["adam"],
                [new("learning-rate", 0.01), new("betas", SettingValue.ListOf([0.9, 0.98])), new("epsilon", 1e-8), new("weight-decay", 0.1), new("warm-up", 50)]),
            _ => Sgd().With("nesterov", true).With("weight-decay", 0.01).With("learning-rate", 0.01),
        };
        var model = family == "mlp" ? Specs.ReluMlp.With("width", 32) : SmallTransformer;
        using var learner = Create(new(Specs.Addition(7, 0.6), model, rules, Specs.Training(batch == "full" ? "full" : 20), Seed: 3));
        Train(learner, 20);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Train(learner, 200);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [TestCaseSource(nameof(All))]
    public void Threads_ChangedMidway_LeaveTheBitsAlone(TrainingSpec small)
    {
        // Two row groups and a larger last evaluation, so that a second thread has something to do.
        var spec = small with { Task = Specs.Addition(31, 0.6), Training = small.Training.With("batch", 500) };
        using var steady = Create(spec);
        using var changing = Create(spec, threads: 3);
        Assert.That(changing.Threads, Is.EqualTo(3), "at first as many as it was made for");
        foreach (var threads in (int[])[1, 1, 3, 2, 1, 3])
        {
            changing.Threads = threads;
            Assert.That(changing.Step(), Is.EqualTo(steady.Step()));
            Assert.That(changing.Evaluate("test"), Is.EqualTo(steady.Evaluate("test")));
        }

        Assert.That(Saved(changing), Is.EqualTo(Saved(steady)));
    }

    [TestCaseSource(nameof(All))]
    public void Evaluate_BetweenSteps_LeavesTheTrajectoryAlone(TrainingSpec spec)
    {
        using var watched = Create(spec);
        using var alone = Create(spec);
        for (var step = 0; step < 12; step++)
        {
            foreach (var split in watched.Splits) watched.Evaluate(split);
            watched.Step();
        }

        Train(alone, 12);
        Assert.That(Saved(watched), Is.EqualTo(Saved(alone)));
    }

    [Test]
    public void Evaluate_WhateverWasAskedBefore_GivesTheSameBits()
    {
        using var part = Create(Mlp);
        using var whole = Create(Mlp);
        Train(part, 5);
        Train(whole, 5);
        var unmirrored = part.Evaluate("test-unmirrored");
        var test = part.Evaluate("test");
        Assert.That(whole.Evaluate("test"), Is.EqualTo(test));
        Assert.That(whole.Evaluate("test-unmirrored"), Is.EqualTo(unmirrored));
    }

    [Test]
    public void Evaluate_AfterAStep_SeesTheNewParameters()
    {
        using var learner = Create(Mlp);
        var before = learner.Evaluate("train");
        var loss = learner.Step();
        Assert.That(before.Loss, Is.EqualTo(loss).Within(1e-6 * loss));
        Assert.That(learner.Evaluate("train").Loss, Is.LessThan(loss));
    }

    [Test]
    public void Evaluate_ParametersWrittenFromOutside_SeesThem()
    {
        using var learner = Create(Mlp);
        using var other = Create(Mlp with { Seed = 4 });
        var scored = learner.Evaluate("test");
        Copy(other, learner);
        Assert.That(learner.Evaluate("test"), Is.Not.EqualTo(scored).And.EqualTo(Evaluated(learner)));
    }

    [Test]
    public void Evaluate_PartOfTheParametersScaled_SeesIt()
    {
        using var learner = Create(Mlp);
        var scored = learner.Evaluate("test");
        learner.Program.Parameters.Part(3, 40).Scale(3);
        Assert.That(learner.Evaluate("test"), Is.Not.EqualTo(scored).And.EqualTo(Evaluated(learner)));
    }

    [Test]
    public void Perturb_UntilItsEnd_ShowsTheChangedParametersAndThenTheOldOnes()
    {
        using var learner = Create(Transformer);
        using var alone = Create(Transformer);
        Train(learner, 5);
        Train(alone, 5);
        var (saved, scored) = (Saved(learner), learner.Evaluate("test"));
        using (learner.Perturb())
        {
            Assert.That(learner.Evaluate("test"), Is.EqualTo(scored), "nothing has changed yet");
            learner.Program.Parameters.Scale(1.5);
            var larger = learner.Evaluate("test");
            learner.Program.Parameters.Scale(1.5);
            Assert.That(learner.Evaluate("test").Loss, Is.Not.EqualTo(larger.Loss).And.Not.EqualTo(scored.Loss));
        }

        Assert.That(Saved(learner), Is.EqualTo(saved));
        Assert.That(learner.Evaluate("test"), Is.EqualTo(scored));
        Assert.That(learner.Evaluate("train"), Is.EqualTo(alone.Evaluate("train")), "what was not known before");
        Assert.That(learner.Step(), Is.EqualTo(alone.Step()));
        Assert.That(Saved(learner), Is.EqualTo(Saved(alone)));
    }

    [Test]
    public void Perturb_ScoresOfAnEarlierStep_AreNotTakenForThoseOfThisOne()
    {
        using var learner = Create(Mlp);
        learner.Evaluate("test");
        learner.Step();
        learner.Perturb().Dispose();
        Assert.That(learner.Evaluate("test"), Is.EqualTo(Evaluated(learner)));
    }

    [Test]
    public void Perturb_AMeasureThatFails_RestoresTheParameters()
    {
        using var learner = Create(Mlp);
        var saved = Saved(learner);
        Assert.That(Fail, Throws.TypeOf<TimeoutException>());
        Assert.That(Saved(learner), Is.EqualTo(saved));

        void Fail()
        {
            using var perturbed = learner.Perturb();
            learner.Program.Parameters.Clear();
            throw new TimeoutException();
        }
    }

    [Test]
    public void Perturb_BeforeItsEnd_LeavesTheRunAlone()
    {
        using var learner = Create(Mlp);
        var saved = Saved(learner);
        var perturbed = learner.Perturb();
        Action[] acts =
        [
            () => learner.Step(), () => Saved(learner), () => learner.Restore(new MemoryStream(saved)), () => learner.Perturb(),
        ];
        foreach (var act in acts)
            Assert.That(act, Throws.InvalidOperationException.With.Message.Contains("not put them back"));
        perturbed.Dispose();
        learner.Step();
        var stepped = Saved(learner);
        perturbed.Dispose();
        Assert.That(Saved(learner), Is.EqualTo(stepped), "once over, it is over");
    }

    [Test]
    public void Predict_OutputsThatAreNoNumbers_IsNoClass()
    {
        using var learner = Create(Mlp);
        Assert.That(learner.Predict("test"), Has.All.InRange(0, 6));
        learner.Program.Parameters.Scale(double.NaN);
        Assert.That(learner.Predict("test"), Has.All.EqualTo(-1), "as scores have it: nothing is right by accident");
        Assert.That(learner.Evaluate("test").Accuracy, Is.Zero);
    }

    [Test]
    public void Present_OfALearner_IsFoundOnceForTheSameParametersAndAgainForOthers()
    {
        using var learner = Create(Mlp);
        var found = 0;
        int Find() => learner.Present("a", _ => ++found);
        Assert.That((Find(), Find()), Is.EqualTo((1, 1)));
        learner.Step();
        Assert.That((Find(), Find()), Is.EqualTo((2, 2)), "after a step");
        using (learner.Perturb())
        {
            learner.Program.Parameters.CopyFrom(0, [0.5]);
            Assert.That(Find(), Is.EqualTo(3), "perturbed");
        }

        Assert.That((Find(), Find()), Is.EqualTo((4, 4)), "restored");
    }

    [Test]
    public void Once_OfAName_IsFoundOncePerLearner()
    {
        using var learner = Create(Mlp);
        using var other = Create(Mlp);
        var count = 0;
        int[] Find(NeuralLearner asked) => [++count, (int)asked.Steps];
        var first = learner.Once("a", Find);
        Assert.That(learner.Once("a", Find), Is.SameAs(first));
        Assert.That((learner.Once("b", Find)[0], other.Once("a", Find)[0]), Is.EqualTo((2, 3)));
    }

    [Test]
    public void Evaluate_EmptySplit_IsNotANumber()
    {
        // One test pair is left, and its mirror is in the training set.
        using var learner = Create(Mlp with { Task = Specs.Addition(7, 48), Seed = 4 });
        Assert.That(learner.Dataset["test-unmirrored"].Rows, Is.Empty, "the seed should leave no pair whose mirror is held out");
        Assert.That(learner.Evaluate("test-unmirrored"), Is.EqualTo(new SplitScore(double.NaN, double.NaN)));
    }

    [Test]
    public void Evaluate_UnknownSplit_NamesTheKnownOnes()
    {
        using var learner = Create(Mlp);
        Assert.That(() => learner.Evaluate("ood"), Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("test-unmirrored"));
    }

    [Test]
    public void Construction_SameSeed_SameBits_OtherSeed_Others()
    {
        using var learner = Create(Mlp);
        using var twin = Create(Mlp);
        using var other = Create(Mlp with { Seed = 4 });
        Assert.That(Saved(twin), Is.EqualTo(Saved(learner)));
        Assert.That(Saved(other), Is.Not.EqualTo(Saved(learner)));
    }

    [Test]
    public void Step_LearningRateFarTooLarge_ShowsDivergenceInTheLoss()
    {
        using var learner = Create(Momentum with { Optimiser = Sgd().With("learning-rate", 1e12) });
        Assert.That(Enumerable.Range(0, 50).Select(_ => learner.Step()).ToArray(), Has.Some.Matches<double>(loss => !double.IsFinite(loss)));
    }

    [Test]
    public void Restore_BytesOfSomethingElse_SaysSoAndChangesNothing()
    {
        using var learner = Create(Mlp);
        using var other = Create(Transformer);
        Train(learner, 2);
        var saved = Saved(learner);
        byte[][] wrong = [[], [.. "no such thing at all"u8], Saved(other), saved[..^1], [.. saved[..4], 9, .. saved[5..]]];
        foreach (var bytes in wrong)
        {
            Assert.That(() => learner.Restore(new MemoryStream(bytes)), Throws.TypeOf<InvalidDataException>());
            Assert.That(Saved(learner), Is.EqualTo(saved));
        }
    }

    [Test]
    public void Step_ReluNetworkModulo11_FitsItsTrainingSet()
    {
        using var learner = Create(new(Specs.Addition(11, 0.6), Specs.ReluMlp.With("width", 64), Specs.AdamW, Specs.Training("full"), Seed: 900));
        Train(learner, 150);
        Assert.That(learner.Evaluate("train").Accuracy, Is.EqualTo(1));
    }

    [Test]
    public void Step_QuadraticNetworkModulo23_GeneralisesWithWeightDecay()
    {
        // Pilot runs at p = 31 reach a test accuracy of 0.99 some 60 steps after the start.
        var model = Specs.ReluMlp.With("activation", "square").With("init", "cube-root").With("width", 128);
        var optimiser = Specs.AdamW.With("learning-rate", 0.005);
        using var learner = Create(new(Specs.Addition(23, 0.8), model, optimiser, Specs.Training("full", "mse"), Seed: 900));
        Train(learner, 250);
        Assert.That(learner.Evaluate("train").Accuracy, Is.EqualTo(1));
        Assert.That(learner.Evaluate("test").Accuracy, Is.GreaterThan(0.9));
    }

    private static Choice Sgd() => new(Catalogue.Optimisers["sgd"], [new("learning-rate", 0.5), new("momentum", 0.9), new("weight-decay", 0)]);

    private static NeuralLearner Create(TrainingSpec spec, int threads = 1) =>
        (NeuralLearner)((IFamily)spec.Model.Kind).Create(spec, Specs.Engine, threads);

    private static void Train(NeuralLearner learner, int steps)
    {
        for (var step = 0; step < steps; step++) learner.Step();
    }

    private static void Copy(NeuralLearner from, NeuralLearner to)
    {
        var values = new double[from.Program.Parameters.Count];
        from.Program.Parameters.CopyTo(0, values);
        to.Program.Parameters.CopyFrom(0, values);
    }

    /// <summary>What a learner that has scored nothing before gives at the same parameters.</summary>
    private static SplitScore Evaluated(NeuralLearner learner)
    {
        using var fresh = Create(learner.Spec);
        Copy(learner, fresh);
        return fresh.Evaluate("test");
    }

    private static byte[] Saved(NeuralLearner learner)
    {
        using var stream = new MemoryStream();
        learner.Save(stream);
        return stream.ToArray();
    }
}

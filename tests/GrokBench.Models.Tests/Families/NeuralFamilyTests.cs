using System.Globalization;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Tests.Families;

public sealed class NeuralFamilyTests
{
    [Test]
    public void Cost_OneHotNetwork_IsThatOfItsProducts()
    {
        // Modulo 31 with 577 of 961 pairs for training; per example the two gathered rows of 256 with their sum, the activation, and a
        // 256 x 31 product.
        var cost = Cost(Specs.ReluMlp, Specs.Addition(31, 577), Specs.Training("full"));
        var parameters = (62 * 256) + (256 * 31);
        var forward = (4 * 256) + (256 * 31);
        Assert.That(cost.Parameters, Is.EqualTo(parameters));
        Assert.That(cost.StepOperations, Is.EqualTo((3.0 * 577 * forward) + (4.0 * 4 * parameters)));
        Assert.That(cost.EvaluationOperations, Is.EqualTo(961.0 * forward));
    }

    [Test]
    public void ProgramShape_RunsThatDifferInSeedsAndRates_IsTheSame()
    {
        var shape = Shape(Specs.ReluMlp, Specs.AdamW, Specs.Training("full"), seed: 0);
        Assert.That(Shape(Specs.ReluMlp, Specs.AdamW, Specs.Training("full"), seed: 1), Is.EqualTo(shape));
        Assert.That(Shape(Specs.ReluMlp, Specs.AdamW.With("learning-rate", 0.1).With("weight-decay", 0), Specs.Training("full")), Is.EqualTo(shape));
        Assert.That(Shape(Specs.ReluMlp.With("init-scale", 4), Specs.AdamW, Specs.Training("full")), Is.EqualTo(shape));
    }

    [Test]
    public void ProgramShape_OtherSizesOrNumbers_AreOthers()
    {
        string?[] shapes =
        [
            Shape(Specs.ReluMlp, Specs.AdamW, Specs.Training("full")), Shape(Specs.ReluMlp.With("width", 128), Specs.AdamW, Specs.Training("full")),
            Shape(Specs.ReluMlp.With("activation", "gelu"), Specs.AdamW, Specs.Training("full")), Shape(Specs.ReluMlp, Specs.AdamW, Specs.Training(48)),
            Shape(Specs.ReluMlp, Specs.AdamW, Specs.Training("full").With("precision", "float64")), Shape(Specs.Nanda, Specs.AdamW, Specs.Training("full")),
        ];
        Assert.That(shapes, Is.Unique);
    }

    [Test]
    public void Cost_SmallBatches_AreCheaperPerStepButNotPerEvaluation()
    {
        var full = Cost(Specs.Nanda, Specs.Addition(31, 0.5), Specs.Training("full"));
        var small = Cost(Specs.Nanda, Specs.Addition(31, 0.5), Specs.Training(48));
        Assert.That(small.StepOperations, Is.LessThan(full.StepOperations / 5));
        Assert.That(small.EvaluationOperations, Is.EqualTo(full.EvaluationOperations));
    }

    [Test]
    public void Needs_RealLearner_AreWhatItTakesAndLittleMore(
        [Values("transformer", "mlp")] string family, [Values("full", "512", "20")] string batch, [Values("float32", "float64")] string precision,
        [Values(1, 2)] int threads)
    {
        var training = Specs.Training(batch == "full" ? batch : int.Parse(batch, CultureInfo.InvariantCulture)).With("precision", precision);
        var model = family == "mlp" ? Specs.ReluMlp : Specs.Nanda;
        var spec = new TrainingSpec(Specs.Addition(53, 0.5), model, Specs.AdamW.With("decay-to", "init"), training, Seed: 0);

        var needs = ((IFamily)model.Kind).Needs(spec, Specs.Engine, threads);
        using var learner = (NeuralLearner)((IFamily)model.Kind).Create(spec, Specs.Engine, threads);
        Assert.That(learner.Scratch.Count, Is.EqualTo(learner.Program.Parameters.Count), "a measure asks for it");

        // All that the engine allocated, the buffers of the state, and the dataset's arrays.
        using var state = new MemoryStream();
        learner.Save(state);
        var examples = learner.Dataset.Examples;
        var data = (sizeof(int) * ((long)examples.Tokens.Length + examples.Labels.Length + learner.Dataset.Splits.Sum(split => split.Rows.Length)))
            + (sizeof(double) * ((long)examples.Inputs.Length + examples.Targets.Length));
        var taken = learner.Program.Bytes + state.Length + data;
        Assert.That(needs.Threads, Is.EqualTo(batch == "20" ? 1 : threads), "a batch that is not divided keeps one thread busy");
        Assert.That(needs.Bytes, Is.InRange(taken, 1.25 * taken));
    }

    [Test]
    public void Needs_SmallBatchesAndFloat32_AreLess()
    {
        var full = Needs(Specs.Training("full"));
        Assert.That(Needs(Specs.Training(48)).Bytes, Is.LessThan(full.Bytes));
        Assert.That(Needs(Specs.Training("full").With("precision", "float64")).Bytes, Is.GreaterThan(1.5 * full.Bytes));

        static ResourceNeeds Needs(Choice training) =>
            ((IFamily)Specs.Nanda.Kind).Needs(new TrainingSpec(Specs.Addition(53, 0.5), Specs.Nanda, Specs.AdamW, training, Seed: 0), Specs.Engine, 1);
    }

    private static LearnerCost Cost(Choice model, Choice task, Choice training) =>
        ((IFamily)model.Kind).Cost(new TrainingSpec(task, model, Specs.AdamW, training, Seed: 0));

    private static string? Shape(Choice model, Choice optimiser, Choice training, ulong seed = 0) =>
        ((IFamily)model.Kind).ProgramShape(new TrainingSpec(Specs.Addition(31, 0.5), model, optimiser, training, seed));
}

using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Measures;
using GrokBench.Models.Tests.Learning.Linear;

namespace GrokBench.Models.Tests.Families;

public sealed class LinearRegressionFamilyTests
{
    private static readonly LinearRegressionFamily Family = new();

    [Test]
    public void Check_ATaskOfTokens_AsksForAnotherFamily() => Assert.That(
        Family.Check(Lines.Miller(0).Model, Specs.Addition(7, 0.5).Shape()).Select(problem => $"{problem.Setting}: {problem.Expected}"),
        Is.SupersetOf(new[]
        {
            "kind: a family that reads tokens: linear-regression reads real inputs",
            "kind: a family that predicts labels: linear-regression predicts real targets",
        }));

    [Test]
    public void Check_AsManyWeightsAsThereAreNot_SaysHowManyThereAre()
    {
        var problem = Family.Check(Lines.Miller(0).Model, Lines.Levi("flow", 3, 0.5, outputs: 2).Task.Shape()).Single();
        Assert.That((problem.Setting, problem.Expected), Is.EqualTo(("init", "normal, or 6 weights (3 inputs x 2 outputs)")));
    }

    [TestCase("adam", "", 0, "kind: sgd, as linear-regression descends plainly")]
    [TestCase("sgd", "momentum", 0.9, "momentum: 0 or nothing, as linear-regression descends plainly")]
    [TestCase("sgd", "warm-up", 10, "warm-up: 0 or nothing, as linear-regression descends plainly")]
    [TestCase("sgd", "gradient-clip", 1, "gradient-clip: none or nothing, as linear-regression descends plainly")]
    public void CheckOptimiser_OfAnotherKindOfDescent_SaysWhatIsExpected(string kind, string setting, double value, string problem)
    {
        var optimiser = kind == "sgd" ? Lines.Descent(0.1).With(setting, value) : Lines.Choose(
            Catalogue.Optimisers, "adam", ("learning-rate", 0.1), ("betas", SettingValue.ListOf([0.9, 0.99])), ("epsilon", 1e-8), ("weight-decay", 0));
        Assert.That(Family.CheckOptimiser(Lines.Miller(0).Model, Lines.Miller(0).Task.Shape(), optimiser).Select(found => $"{found.Setting}: {found.Expected}"), Is.EqualTo(new[] { problem }));
    }

    [TestCase("loss", "hinge", "mse, as linear-regression takes squared errors alone")]
    [TestCase("batch", 2.0, "full, as linear-regression takes all examples at once")]
    [TestCase("precision", "float32", "float64, as linear-regression computes in nothing else")]
    [TestCase("loss-precision", "float32", "float64, as linear-regression computes in nothing else")]
    [TestCase("numerics", "folded", "direct, as linear-regression has nothing to fold")]
    public void CheckTraining_InAnotherWay_SaysWhatIsExpected(string setting, object value, string expected)
    {
        var training = Lines.Miller(0).Training.With(setting, value is double number ? number : (string)value);
        var problem = Family.CheckTraining(training, Lines.Miller(0).Task.Shape()).Single();
        Assert.That((problem.Setting, problem.Expected), Is.EqualTo((setting, expected)));
    }

    [TestCase("flow", 1e5)]
    [TestCase("descent", 6e4)]
    public void Needs_OfARun_CoverTheMatricesItMakes(string path, double least)
    {
        var spec = Lines.Levi(path, 50, 0.5, test: 20);
        var needs = Family.Needs(spec, Specs.Engine, 8);
        Assert.Multiple(() =>
        {
            Assert.That(needs.Threads, Is.EqualTo(1));
            Assert.That(needs.Bytes, Is.GreaterThan(least), "of the flow, five 50 x 50 matrices; of both, 120 examples of 50 inputs");
        });
    }

    [Test]
    public void Obstacle_WithoutAPrior_SaysThatThereIsNone() =>
        Assert.That(new Complexity().Obstacle(Lines.Levi("flow", 3, 0.5)), Is.EqualTo("linear-regression has no prior without a prior-variance"));

    [Test]
    public void Obstacle_OfANetwork_SaysThatItHasNoTwoTerms() => Assert.That(
        new DataFit().Obstacle(new(Specs.Addition(7, 0.5), Specs.ReluMlp, Specs.AdamW, Specs.Training("full"), 0)),
        Is.EqualTo("the objective of mlp is no data fit plus a complexity"));

    [Test]
    public void WeightNorm_OfALine_IsNotDefined() => Assert.That(new WeightNorm().Obstacle(Lines.Miller(0)), Is.EqualTo("linear-regression is not trained by gradient"));
}

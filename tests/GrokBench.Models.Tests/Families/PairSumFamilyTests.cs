using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;

namespace GrokBench.Models.Tests.Families;

public sealed class PairSumFamilyTests
{
    [Test]
    public void Create_TheDocumentedFamily_TrainsLikeAnyOther()
    {
        var model = new Choice(new PairSumFamily(), [new("init-deviation", 0.1)]);
        var spec = new TrainingSpec(Specs.Addition(7, 0.5), model, Specs.AdamW, Specs.Training("full"), Seed: 1);
        using var learner = new PairSumFamily().Create(spec, Specs.Engine, threads: 1);
        var before = learner.Evaluate("train").Loss;
        for (var step = 0; step < 20; step++) learner.Step();
        Assert.That(learner.Evaluate("train").Loss, Is.LessThan(before));
    }
}

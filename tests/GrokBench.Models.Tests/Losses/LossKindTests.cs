using GrokBench.Models.Kinds;
using GrokBench.Models.Losses;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors.Graphs;
using GrokBench.Tensors.Tests.Graphs;

namespace GrokBench.Models.Tests.Losses;

/// <summary>What every loss that a suite can name has to be; a new one is found by itself.</summary>
public sealed class LossKindTests
{
    private static readonly Answers[] AllAnswers = Enum.GetValues<Answers>();

    private static IEnumerable<ILoss> Kinds => [.. Catalogue.Losses.Values, new Huber()];

    private static IEnumerable<TestCaseData> Functions =>
        from kind in Kinds
        from function in FunctionsOf(kind)
        select new TestCaseData(function).SetArgDisplayNames($"{kind.Name} of {function.Answers}");

    [TestCaseSource(nameof(Functions))]
    public void Function_OfALoss_HasTheGradientOfDifferences(LossFunction function) => LossBench.AssertGradientOfDifferences(function);

    [TestCaseSource(nameof(Functions))]
    public void Function_OfOutputsThatAreNoNumbers_IsNoneEither(LossFunction function) =>
        LossBench.AssertNoNumberOfOutputsThatAreNone(function);

    /// <summary>A function whose task has what it compares outputs with.</summary>
    [TestCaseSource(nameof(Kinds))]
    public void Loss_Any_FitsSomeTask(ILoss kind) => Assert.That(
        AllAnswers.Select(ShapeWith).Any(shape => shape.Lacks(kind.Function(Settings(kind), shape).Answers) is null));

    [Test]
    public void Keys_OfAllFunctions_AreTheirOwn() => Assert.That(Kinds.SelectMany(FunctionsOf).Select(function => function.Key), Is.Unique);

    private static IEnumerable<LossFunction> FunctionsOf(ILoss kind) =>
        AllAnswers.Select(answers => kind.Function(Settings(kind), ShapeWith(answers))).Distinct();

    /// <summary>A loss of the catalogue with a setting that has no default needs a sample here.</summary>
    private static Choice Settings(ILoss kind) => new(kind, []);

    private static TaskShape ShapeWith(Answers answers)
    {
        var shape = Specs.Addition(5, 0.5).Shape();
        return answers switch
        {
            Answers.Labels => shape,
            Answers.RealTargets => shape with { LabelCount = 0 },
            _ => shape with { HasSigns = true },
        };
    }
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Optimisers;

namespace GrokBench.Models.Tests.Optimisers;

/// <summary>Chains that no optimiser of the catalogue has.</summary>
public sealed class UpdatesTests
{
    private static readonly ParameterTensor[] Tensors = [new("a", 0, new(1, 1)), new("b", 1, new(2, 1)), new("c", 3, new(1, 3))];

    /// <summary>Twice the gradient plus one is not twice the sum of both.</summary>
    [Test]
    public void Step_ARuleOnAllParametersInTheMiddle_ActsInItsPlace([Values("", "a")] string group)
    {
        var chain = new Chain(_ => [new Shift(1), new Doubling(), new Shift(10), new Doubling(), new Shift(100)]);
        Assert.That(Gradient(Settings(chain, group), [3, 4]), Is.EqualTo(new double[] { 136, 140 }));
    }

    [Test]
    public void Step_ARuleOnAllParameters_StandsBetweenTheRulesOfEveryGroup()
    {
        var chain = new Chain(settings => settings.Number("weight-decay") > 0
            ? [new Shift(1), new Shift(1), new Doubling()]
            : [new Doubling(), new Shift(5)]);
        Assert.That(Gradient(Settings(chain, "a"), [3, 4]), Is.EqualTo(new double[] { 10, 13 }));
    }

    [Test]
    public void Step_ARuleOnTensors_SeesEachByItself([Values("", "a", "b")] string group)
    {
        using var bench = new UpdateBench(Settings(new Chain(_ => [new Numbering()]), group), new double[6], tensors: Tensors);
        bench.Update(0, 0, 0, 0, 0, 0);
        Assert.That(bench.Gradient, Is.EqualTo(new double[] { 11, 21, 21, 13, 13, 13 }), "10 rows + columns");
    }

    [Test]
    public void Step_ARuleOnGroups_SeesNeighboursTogetherAndWhereTheyBegin()
    {
        var seen = new List<string>();
        using var bench = new UpdateBench(Settings(new Chain(_ => [new Listing(seen)]), "b"), new double[6], tensors: Tensors);
        bench.Update(0, 0, 0, 0, 0, 0);
        Assert.That(seen, Is.EqualTo(new[] { "b at 0 of 2", "a at 0 of 1", "c at 0 of 3" }));
        using var whole = new UpdateBench(Settings(new Chain(_ => [new Listing(seen)]), ""), new double[6], tensors: Tensors);
        whole.Update(0, 0, 0, 0, 0, 0);
        Assert.That(seen[3..], Is.EqualTo(new[] { "a at 0 of 6, b at 1 of 6, c at 3 of 6" }));
    }

    /// <summary>What a rule derives from the first parameters is of its part alone.</summary>
    [Test]
    public void Begin_OfSeveralParts_IsOfARuleForEach()
    {
        using var bench = new UpdateBench(Settings(new Chain(_ => [new BackToTheFirst()]), ""), [1, 2, 3, 4, 5, 6], tensors: Tensors);
        Assert.That(bench.Update(0, 0, 0, 0, 0, 0), Is.EqualTo(new double[] { 1, 2, 2, 4, 4, 4 }));
    }

    [Test]
    public void Step_ScratchOfSeveralRules_IsShared()
    {
        var settings = Settings(new Chain(_ => [new Borrowing(2), new Borrowing(3), new Borrowing(1)]), "");
        Assert.That(Updates.Needs(settings), Is.EqualTo(new UpdateNeeds(Kept: 0, Scratch: 3, Gradients: 1)));
        Assert.That(Gradient(settings, [3, 4]), Is.EqualTo(new double[] { 3, 4 }));
    }

    [Test]
    public void Needs_OfProbes_CountTheirGradients()
    {
        var asked = 0;
        var settings = Settings(new Chain(_ => [new Probe(2), new Probe(1)]), "a");
        Assert.That(Updates.Needs(settings).Gradients, Is.EqualTo(4));
        using var bench = new UpdateBench(settings, [0, 0, 0, 0, 0, 0], _ => [++asked, 0, 0, 0, 0, 0], tensors: Tensors);
        bench.Update();
        Assert.That((asked, bench.Gradient[0]), Is.EqualTo((4, 4)), "the last gradient is the one that counts");
    }

    [Test]
    public void Construction_AChainOutOfOrder_NamesBothRules() => IsRefused(
        new Chain(_ => [new DescentRule(new LearningRate(1, 0, true)), new Shift(1)]),
        "chain: DescentRule, which updates the parameters, stands before Shift, which changes the gradient");

    [Test]
    public void Construction_AProbeBehindTheGradient_IsRefused() => IsRefused(
        new Chain(_ => [new Shift(1), new Probe(1)]),
        "chain: Shift, which changes the gradient, stands before Probe, which probes other parameters");

    [Test]
    public void Construction_AnUpdateBehindAConstraint_IsRefused() => IsRefused(
        new Chain(_ => [new FixedNormRule(1), new DescentRule(new LearningRate(1, 0, true))]),
        "FixedNormRule, which constrains the parameters, stands before DescentRule, which updates the parameters");

    [Test]
    public void Construction_AProbeOfGroups_IsRefused() =>
        IsRefused(new Chain(_ => [new Probe(1, RuleReach.Group)]), "Probe, which probes other parameters, does not act on all parameters");

    [Test]
    public void Construction_GradientsForAnythingButAProbe_AreRefused() =>
        IsRefused(new Chain(_ => [new Curious(declares: 1)]), "Curious, which changes the gradient, asks for gradients");

    [Test]
    public void Step_ARuleThatAsksForAGradientItMustNotHave_Fails()
    {
        using var bench = new UpdateBench(Settings(new Chain(_ => [new Curious(declares: 0)]), ""), 0, 0);
        Assert.That(() => bench.Update(1, 1), Throws.InvalidOperationException.With.Message.Contains("not Probe"));
    }

    [Test]
    public void Construction_ARuleOnAllParametersOfOneGroupAlone_IsRefused() => IsRefused(
        new Chain(settings => settings.Number("weight-decay") > 0 ? [new Doubling()] : []),
        "a rule acts on all parameters in the chain of some groups only", "a");

    [Test]
    public void Construction_TwoRulesThatKeepAVectorOfOneName_IsRefused() => IsRefused(
        new Chain(_ => [new MomentumRule(0.5, nesterov: false), new MomentumRule(0.9, nesterov: false)]),
        "two rules keep a vector named velocity");

    /// <summary>Wherever it would be used: by a suite, by a plan, and by a learner.</summary>
    private static void IsRefused(Chain chain, string message, string group = "")
    {
        var settings = Settings(chain, group);
        Assert.That(() => Gradient(settings, [3, 4]), Throws.ArgumentException.With.Message.Contains(message));
        Assert.That(() => Updates.Needs(settings), Throws.ArgumentException.With.Message.Contains(message));
        var problem = Updates.Check(settings, ["a", "b"]).Single();
        var what = message.Replace("chain: ", "", StringComparison.Ordinal);
        Assert.That(problem, Is.EqualTo(new SettingProblem("kind", $"an optimiser whose rules go together, and {what}")));
    }

    private static Choice Settings(Chain chain, string group) => new(chain,
    [
        new("learning-rate", 1),
        new("weight-decay", 0),
        new("groups", SettingValue.ListOf(group.Length == 0
            ? []
            : [SettingValue.Mapping([new("parameters", group), new("weight-decay", 1)])])),
    ]);

    /// <summary>What a chain of rules makes of a gradient.</summary>
    private static double[] Gradient(Choice settings, double[] gradient)
    {
        using var bench = new UpdateBench(settings, new double[2], tensors: [new("a", 0, new(1, 1)), new("b", 1, new(1, 1))]);
        bench.Update(gradient);
        return bench.Gradient;
    }

    private sealed class Chain(Func<Choice, ImmutableArray<IUpdateRule>> rules) : IOptimiser
    {
        public string Name => "chain";

        public int Version => 1;

        public string Summary => "Rules that a test states.";

        public ImmutableArray<Setting> Settings { get; } = [.. Numbers, ParameterGroup.SettingBeside(Numbers)];

        private static Setting[] Numbers =>
            [new("learning-rate", SettingType.Number(), null, "Nothing."), new("weight-decay", SettingType.Number(), null, "Nothing.")];

        public IEnumerable<SettingProblem> Check(Choice settings) => [];

        public ImmutableArray<IUpdateRule> Rules(Choice settings) => rules(settings);
    }

    private abstract class GradientRule(RuleReach reach) : IUpdateRule
    {
        public RulePlace Place => RulePlace.Gradient;

        public RuleReach Reach => reach;

        public abstract void Apply(RuleScope scope, long step);

        protected static void Fill(RuleScope scope, Func<double, double> change)
        {
            var values = new double[scope.Gradient.Count];
            scope.Gradient.CopyTo(0, values);
            scope.Gradient.CopyFrom(0, [.. values.Select(change)]);
        }
    }

    /// <summary>g ← 2·g of all parameters.</summary>
    private sealed class Doubling() : GradientRule(RuleReach.All)
    {
        public override void Apply(RuleScope scope, long step) => scope.Gradient.Scale(2);
    }

    /// <summary>g ← g + c.</summary>
    private sealed class Shift(double amount) : GradientRule(RuleReach.Group)
    {
        public override void Apply(RuleScope scope, long step) => Fill(scope, value => value + amount);
    }

    private sealed class Numbering() : GradientRule(RuleReach.Tensor)
    {
        public override void Apply(RuleScope scope, long step)
        {
            var shape = scope.Tensors.Single().Shape;
            Fill(scope, _ => (10 * shape.Rows) + shape.Columns);
        }
    }

    private sealed class Listing(List<string> seen) : GradientRule(RuleReach.Group)
    {
        public override void Apply(RuleScope scope, long step) =>
            seen.Add(string.Join(", ", scope.Tensors.Select(tensor => $"{tensor.Name} at {tensor.Offset} of {scope.Parameters.Count}")));
    }

    private sealed class Curious(int declares) : GradientRule(RuleReach.All), IUpdateRule
    {
        public int Gradients => declares;

        public override void Apply(RuleScope scope, long step) => scope.Differentiate();
    }

    private sealed class Probe(int gradients, RuleReach reach = RuleReach.All) : IUpdateRule
    {
        public RulePlace Place => RulePlace.Probe;

        public RuleReach Reach => reach;

        public int Gradients => gradients;

        public void Apply(RuleScope scope, long step)
        {
            for (var i = 0; i < gradients; i++) scope.Differentiate();
        }
    }

    /// <summary>Sets each of its parameters to the first of them at the start.</summary>
    private sealed class BackToTheFirst : IUpdateRule
    {
        private double first;

        public RulePlace Place => RulePlace.Constraint;

        public RuleReach Reach => RuleReach.Tensor;

        public void Begin(RuleScope scope)
        {
            Span<double> values = new double[1];
            scope.Parameters.CopyTo(0, values);
            first = values[0];
        }

        public void Apply(RuleScope scope, long step) =>
            scope.Parameters.CopyFrom(0, [.. Enumerable.Repeat(first, scope.Parameters.Count)]);
    }

    private sealed class Borrowing(int vectors) : GradientRule(RuleReach.Group), IUpdateRule
    {
        public int ScratchVectors => vectors;

        public override void Apply(RuleScope scope, long step)
        {
            foreach (var vector in scope.Scratch) vector.Assign(scope.Gradient);
            scope.Gradient.Assign(scope.Scratch[vectors - 1]);
        }
    }
}

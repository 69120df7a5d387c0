using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Tests.Optimisers;

/// <summary>Chains that no optimiser of the catalogue has.</summary>
public sealed class UpdatesTests
{
    private static readonly ImmutableArray<Updates.Tensor> Tensors = [new("a", 0, 1), new("b", 1, 1)];

    /// <summary>Twice the gradient plus one is not twice the sum of both.</summary>
    [Test]
    public void Apply_ARuleOnAllParametersInTheMiddle_ActsInItsPlace([Values("", "a")] string group)
    {
        var chain = new Chain(_ => [new Shift(1), new Doubling(), new Shift(10), new Doubling(), new Shift(100)]);
        Assert.That(Gradient(Settings(chain, group), [3, 4]), Is.EqualTo(new double[] { 136, 140 }));
    }

    [Test]
    public void Apply_ARuleOnAllParameters_StandsBetweenTheRulesOfEveryGroup()
    {
        var chain = new Chain(settings => settings.Number("weight-decay") > 0
            ? [new Shift(1), new Shift(1), new Doubling()]
            : [new Doubling(), new Shift(5)]);
        Assert.That(Gradient(Settings(chain, "a"), [3, 4]), Is.EqualTo(new double[] { 10, 13 }));
    }

    [Test]
    public void Construction_ARuleOnAllParametersOfOneGroupAlone_IsRefused() =>
        Assert.That(
            () => Gradient(Settings(new Chain(settings => settings.Number("weight-decay") > 0 ? [new Doubling()] : []), "a"), [3, 4]),
            Throws.ArgumentException.With.Message.Contains("acts on all parameters in the chain of some groups only"));

    [Test]
    public void Construction_TwoRulesThatKeepAVectorOfOneName_IsRefused()
    {
        var settings = Settings(new Chain(_ => [new MomentumRule(0.5, nesterov: false), new MomentumRule(0.9, nesterov: false)]), "");
        Assert.That(
            () => Gradient(settings, [3, 4]),
            Throws.ArgumentException.With.Message.Contains("two rules of chain keep a vector named velocity"));
        Assert.That(() => Updates.VectorCount(settings), Throws.ArgumentException);
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
        using var vectors = Specs.Engine.NewVectors(2, Precision.Float64, threads: 1);
        var updates = new Updates(settings, vectors, Tensors);
        updates.Begin();
        vectors.Gradient.CopyFrom(0, gradient);
        updates.Apply(1);
        var result = new double[2];
        vectors.Gradient.CopyTo(0, result);
        return result;
    }

    private sealed class Chain(Func<Choice, ImmutableArray<IUpdateRule>> rules) : IOptimiser
    {
        public string Name => "chain";

        public int Version => 1;

        public string Summary => "Rules that a test states.";

        public ImmutableArray<Setting> Settings { get; } =
        [
            new("learning-rate", SettingType.Number(), null, "Nothing."),
            new("weight-decay", SettingType.Number(), null, "Nothing."),
            ParameterGroup.Setting,
        ];

        public IEnumerable<SettingProblem> Check(Choice settings) => [];

        public ImmutableArray<IUpdateRule> Rules(Choice settings) => rules(settings);
    }

    /// <summary>g ← 2·g of all parameters.</summary>
    private sealed class Doubling : IUpdateRule
    {
        public IReadOnlyList<string> StateNames => [];

        public bool ActsOnAll => true;

        public void Apply(IVector parameters, IVector gradient, IReadOnlyList<IVector> state, long step) => gradient.Scale(2);
    }

    /// <summary>g ← g + c.</summary>
    private sealed class Shift(double amount) : IUpdateRule
    {
        public IReadOnlyList<string> StateNames => [];

        public void Apply(IVector parameters, IVector gradient, IReadOnlyList<IVector> state, long step)
        {
            var values = new double[gradient.Count];
            gradient.CopyTo(0, values);
            gradient.CopyFrom(0, [.. values.Select(value => value + amount)]);
        }
    }
}

using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tests.Families;
using GrokBench.Models.Tests.GaussianProcesses;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Tests.Optimisers;

/// <summary>What every optimiser promises, with each of its settings.</summary>
[TestFixture]
[TestOf(typeof(Updates))]
public sealed class OptimiserContractTests
{
    private const int Steps = 9;

    /// <summary>Three tensors: embed, hidden1.weight, output.weight.</summary>
    private static readonly Choice Model = Specs.ReluMlp.With("input", "embed-sum").With("embedding-width", 8).With("width", 12);

    [TestCaseSource(typeof(Variants), nameof(Variants.Cases))]
    public void Step_AfterInterruption_GoesOnWithTheSameBytes(Choice optimiser)
    {
        using var whole = Create(optimiser);
        var saved = Enumerable.Range(0, Steps).Select(_ =>
        {
            whole.Step();
            return whole.State();
        }).ToArray();
        foreach (var cut in new[] { 1, 4 })
        {
            using var resumed = Create(optimiser);
            resumed.Restore(new MemoryStream(saved[cut - 1]));
            for (var step = cut; step < Steps; step++) resumed.Step();
            Assert.That(resumed.State(), Is.EqualTo(saved[^1]), $"after {cut}");
        }
    }

    /// <summary>With the optimiser's own settings, groups are the same as none.</summary>
    [TestCaseSource(typeof(Variants), nameof(Variants.Cases))]
    public void Step_GroupsOfTheSameSettings_GiveTheSameBytes(Choice optimiser)
    {
        Assume.That(optimiser.Values.ContainsKey("groups"), "it has groups");
        var grouped = optimiser.With("groups", SettingValue.ListOf([Group("output*"), Group("embed")]));
        Assert.That(Trained(grouped), Is.EqualTo(Trained(optimiser)));

        SettingValue Group(string parameters) =>
            SettingValue.Mapping([new("parameters", parameters), new("learning-rate", optimiser["learning-rate"])]);
    }

    /// <summary>Enough examples for every thread to get some.</summary>
    [TestCaseSource(typeof(Variants), nameof(Variants.Cases))]
    public void Step_MoreThreads_GivesTheBytesOfOne(Choice optimiser)
    {
        var spec = Spec(optimiser) with { Task = Specs.Addition(31, 0.6), Training = Specs.Training(500) };
        Assert.That(Trained(spec, threads: 3, steps: 3), Is.EqualTo(Trained(spec, threads: 1, steps: 3)));
    }

    [TestCaseSource(typeof(Variants), nameof(Variants.Cases))]
    public void Step_AllocatesNothing(Choice optimiser)
    {
        using var learner = Create(optimiser);
        for (var step = 0; step < 20; step++) learner.Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 50; step++) learner.Step();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [TestCaseSource(typeof(Variants), nameof(Variants.Cases))]
    public void StateParts_OfTheRules_HaveNamesThatAreUniqueAndStay(Choice optimiser)
    {
        using var learner = Create(optimiser);
        var names = Names(learner);
        Assert.That(names, Is.Unique.And.All.Matches("^[a-z][a-z0-9]*(-[a-z0-9]+)*$"));
        Assert.That(names, Has.Length.EqualTo(Updates.Needs(optimiser).Kept));
        learner.Step();
        using var again = Create(optimiser);
        Assert.That(Names(learner), Is.EqualTo(names));
        Assert.That(Names(again), Is.EqualTo(names));

        static string[] Names(NeuralLearner learner) =>
            [.. learner.StateParts.Select(part => part.Name).Except(learner.Program.Graph.Parameters.Slices.Select(slice => slice.Name))];
    }

    /// <summary>What the engine has allocated and what is saved lie within what was promised.</summary>
    [TestCaseSource(typeof(Variants), nameof(Variants.Cases))]
    public void Needs_CountEveryVector(Choice optimiser)
    {
        using var learner = Create(optimiser);
        using var bare = new BareProgram(learner);
        var (needs, plain) = (Updates.Needs(optimiser), learner.Program.Bytes - bare.Bytes);
        Assert.That(plain, Is.EqualTo(needs.Vectors * bare.VectorBytes), "no vector beyond them");
        var family = (IFamily)Model.Kind;
        Assert.That(family.Needs(Spec(optimiser), Specs.Engine, 1).Bytes, Is.AtLeast(learner.Program.Bytes + learner.State().Length));
    }

    [TestCaseSource(typeof(Variants), nameof(Variants.Cases))]
    public void Cost_OfAStep_CountsEveryGradient(Choice optimiser)
    {
        var (family, needs) = ((IFamily)Model.Kind, Updates.Needs(optimiser));
        var spec = Spec(optimiser);
        var cost = family.Cost(spec);
        var descent = new Choice(Catalogue.Optimisers["sgd"], [new("learning-rate", 1), new("weight-decay", 0)]);
        var plain = family.Cost(spec with { Optimiser = descent });
        var vectors = 4.0 * cost.Parameters;
        var (gradients, one) = (cost.StepOperations - (vectors * (2 + needs.Vectors)), plain.StepOperations - (2 * vectors));
        Assert.That(gradients, Is.EqualTo(needs.Gradients * one));
    }

    [TestCaseSource(typeof(Variants), nameof(Variants.Cases))]
    public void Rules_StandInOrder(Choice optimiser) =>
        Assert.That(Updates.Check(optimiser, ["embed", "hidden1.weight", "output.weight"]), Is.Empty);

    /// <summary>
    /// Probes put the parameters back, bit for bit, rules for the gradient never touch them, and none asks for more gradients than it says.
    /// </summary>
    [TestCaseSource(typeof(Variants), nameof(Variants.Cases))]
    public void Rules_KeepToTheirPlace(Choice optimiser)
    {
        const int count = 67;
        foreach (var precision in new[] { Precision.Float32, Precision.Float64 })
        {
            using var vectors = Specs.Engine.NewVectors(count, precision, threads: 1);
            var objective = new Wave(vectors);
            vectors.Parameters.CopyFrom(0, [.. Enumerable.Range(0, count).Select(i => (i * 37 % 29) - 14 + 0.1)]);
            var chain = ((IOptimiser)optimiser.Kind).Rules(optimiser).Select(rule => (Rule: rule, Scope: Scope(rule))).ToArray();
            foreach (var (rule, scope) in chain) rule.Begin(scope);
            for (var step = 1; step <= 5; step++)
            {
                objective.Differentiate();
                foreach (var (rule, scope) in chain)
                {
                    var (before, asked) = (Bytes(vectors.Parameters), objective.Asked);
                    rule.Apply(scope, step);
                    if (rule.Place <= RulePlace.Gradient) Assert.That(Bytes(vectors.Parameters), Is.EqualTo(before), $"{rule}");
                    Assert.That(objective.Asked - asked, Is.AtMost(rule.Gradients), $"{rule}");
                }
            }

            RuleScope Scope(IUpdateRule rule) => new(
                [new("table", 0, new(1, count))], vectors, rule.StateNames.Select(_ => vectors.NewVector()).ToArray(),
                Enumerable.Range(0, rule.ScratchVectors).Select(_ => vectors.NewVector()).ToArray(), objective);

            static byte[] Bytes(IVector vector)
            {
                var values = new double[vector.Count];
                vector.CopyTo(0, values);
                return [.. values.SelectMany(BitConverter.GetBytes)];
            }
        }
    }

    private static TrainingSpec Spec(Choice optimiser) => new(Specs.Addition(7, 0.6), Model, optimiser, Specs.Training(10), Seed: 3);

    private static NeuralLearner Create(Choice optimiser) => Create(Spec(optimiser), threads: 1);

    private static NeuralLearner Create(TrainingSpec spec, int threads) =>
        (NeuralLearner)((IFamily)Model.Kind).Create(spec, Specs.Engine, threads);

    private static byte[] Trained(Choice optimiser) => Trained(Spec(optimiser), threads: 1, Steps);

    private static byte[] Trained(TrainingSpec spec, int threads, int steps)
    {
        using var learner = Create(spec, threads);
        for (var step = 0; step < steps; step++) learner.Step();
        return learner.State();
    }

    /// <summary>A learner's program without the vectors of rules.</summary>
    private sealed class BareProgram : IDisposable
    {
        private readonly IProgram program;

        public BareProgram(NeuralLearner learner)
        {
            program = Specs.Engine.Compile(learner.Program.Graph, learner.Program.Precision, largestBatch: 10, threads: 1);
            Bytes = program.Bytes;
            program.NewVector();
            VectorBytes = program.Bytes - Bytes;
        }

        public long Bytes { get; }

        public long VectorBytes { get; }

        public void Dispose() => program.Dispose();
    }

    /// <summary>A gradient that differs from place to place and from parameters to parameters.</summary>
    private sealed class Wave(IFlatVectors vectors) : IObjective
    {
        public int Asked { get; private set; }

        public double Differentiate()
        {
            Asked++;
            var values = new double[vectors.Parameters.Count];
            vectors.Parameters.CopyTo(0, values);
            vectors.Gradient.CopyFrom(0, [.. values.Select((value, i) => (value * (1 + (i % 3))) - (0.3 * i))]);
            return values.Sum();
        }
    }
}

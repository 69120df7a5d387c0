using System.Collections.Immutable;
using GrokBench.Models;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Models.Optimisers;
using GrokBench.Models.Tasks;
using GrokBench.Reports.Judging.Checks;
using GrokBench.Suites.Yaml;
using GrokBench.Suites.Yaml.Runs;
using GrokBench.Tensors.Engines;

namespace GrokBench.Suites.Tests.Yaml;

/// <summary>Kinds with few settings, so that what the tests of the format expect does not move with the real ones.</summary>
internal static class ToyKinds
{
    /// <summary>With the claims of the real program.</summary>
    public static Vocabulary Vocabulary => new(All, ClaimCatalogue.Kinds);

    public static KnownKinds All { get; } = new(
        Named<ITask>(new Table()), Named<IFamily>(new Perceptron(), new Oracle()), Named<IOptimiser>(new Descent()),
        Named<IMeasure>(new WeightNorm(), new Rank()), Catalogue.Training);

    private static ImmutableSortedDictionary<string, T> Named<T>(params T[] kinds)
        where T : IKind =>
        kinds.ToImmutableSortedDictionary(kind => kind.Name, kind => kind, StringComparer.Ordinal);

    /// <summary>p² examples; commutative operations have a third split.</summary>
    private sealed class Table : ITask
    {
        public string Name => "table";

        public int Version => 1;

        public string Summary => "A table of a binary operation.";

        public ImmutableArray<Setting> Settings { get; } =
        [
            new("operation", SettingType.OneOf("x+y", "x-y"), null, "The operation."),
            new("modulus", SettingType.Integer(2, 997), null, "p."),
            new("train", SettingType.Number(0, 1, leastExcluded: true), null, "Share of training examples."),
            new("corrupted", SettingType.Integer(0), 0, "Training examples with a wrong label."),
        ];

        public TaskShape Shape(Choice settings) => new()
        {
            OperandColumns = [0, 1],
            Operands = settings.Integer("modulus"),
            Outputs = settings.Integer("modulus"),
            TrainingExamples = Train(settings),
            Examples = settings.Integer("modulus") * settings.Integer("modulus"),
            Chance = 1.0 / settings.Integer("modulus"),
            Splits = settings.Word("operation") == "x+y" ? ["train", "test", "test-unmirrored"] : ["train", "test"],
        };

        public IEnumerable<SettingProblem> Check(Choice settings)
        {
            if (settings.Integer("corrupted") > Train(settings)) yield return new("corrupted", $"at most {Train(settings)} (there are no more training examples)");
        }

        public Dataset Create(Choice settings, ulong seed) => throw new NotSupportedException();

        private static int Train(Choice settings) => (int)(settings.Number("train") * settings.Integer("modulus") * settings.Integer("modulus"));
    }

    private abstract class Family : IFamily
    {
        public abstract string Name { get; }

        public int Version => 1;

        public abstract string Summary { get; }

        public abstract ImmutableArray<Setting> Settings { get; }

        public virtual IEnumerable<SettingProblem> Check(Choice settings, TaskShape task) => [];

        public LearnerCost Cost(TrainingSpec spec) => default;

        public ResourceNeeds Needs(TrainingSpec spec, IEngine engine, int threads) => default;

        public ILearner Create(TrainingSpec spec, IEngine engine, int threads) => throw new NotSupportedException();
    }

    private sealed class Perceptron : Family
    {
        public override string Name => "perceptron";

        public override string Summary => "Layers of units.";

        public override ImmutableArray<Setting> Settings { get; } =
        [
            new("width", SettingType.Integer(1), null, "Units per layer."),
            new("depth", SettingType.Integer(1, 8), 1, "Layers."),
            new("activation", SettingType.OneOf("relu", "tanh"), "relu", "Between layers."),
            new("biases", SettingType.Flag, true, "Whether layers have them."),
        ];

        public override IEnumerable<SettingProblem> Check(Choice settings, TaskShape task)
        {
            if (settings.Integer("width") < task.Outputs / 10) yield return new("width", $"at least {task.Outputs / 10}, a tenth of the outputs");
        }
    }

    private sealed class Oracle : Family
    {
        public override string Name => "oracle";

        public override string Summary => "Knows the answer.";

        public override ImmutableArray<Setting> Settings { get; } = [];
    }

    private sealed class Descent : IOptimiser
    {
        public string Name => "descent";

        public int Version => 1;

        public string Summary => "Downhill.";

        public ImmutableArray<Setting> Settings { get; } =
        [
            new("learning-rate", SettingType.Number(0, leastExcluded: true), null, "Step size."),
            new("weight-decay", SettingType.Number(0), null, "Pull to zero."),
            new("betas", SettingType.ListOf(SettingType.Number(0, 1), 2, 2), SettingValue.ListOf([0.9, 0.98]), "Memory of the moments."),
            new("groups", SettingType.ListOf(SettingType.Mapping(
                new("parameters", SettingType.Text, null, "Names."), new("learning-rate", SettingType.Number(0), 0.1, "Step size."))), SettingValue.ListOf([]), "Parts."),
        ];

        public IEnumerable<SettingProblem> Check(Choice settings)
        {
            if (settings.Number("learning-rate") * settings.Number("weight-decay") >= 1) yield return new("weight-decay", "less than 1 / learning-rate");
        }

        public ImmutableArray<IUpdateRule> Rules(Choice settings) => throw new NotSupportedException();
    }

    private abstract class Measure : IMeasure
    {
        public abstract string Name { get; }

        public int Version => 1;

        public abstract string Summary { get; }

        public ImmutableArray<Setting> Settings => [];

        public virtual ImmutableArray<string> Series(TrainingSpec spec) => [Name];

        public virtual string? Obstacle(TrainingSpec spec) => null;

        public double Operations(TrainingSpec spec) => 0;

        public long Bytes(TrainingSpec spec, IEngine engine) => 0;

        public void Evaluate(ILearner learner, TrainingSpec spec, Span<double> values) => throw new NotSupportedException();
    }

    private sealed class WeightNorm : Measure
    {
        public override string Name => "weight-norm";

        public override string Summary => "Length of the parameter vector.";

        public override ImmutableArray<string> Series(TrainingSpec spec) => ["weight-norm", "weight-norm/first"];
    }

    private sealed class Rank : Measure
    {
        public override string Name => "rank";

        public override string Summary => "Rank of the first layer.";

        public override string? Obstacle(TrainingSpec spec) => spec.Model.Kind.Name == "perceptron" ? null : "it has no layers";
    }
}

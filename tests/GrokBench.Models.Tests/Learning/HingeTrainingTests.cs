using System.Collections.Immutable;
using GrokBench.Models.Families;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors;

namespace GrokBench.Models.Tests.Learning;

/// <summary>Training a classifier of two classes by its sign: one output in place of two.</summary>
public sealed class HingeTrainingTests
{
    private static readonly MajorityOfThree Task = new();

    [Test]
    public void Step_SignsOfAMajority_LearnsThemOnOneOutput()
    {
        var model = new Choice(
            Catalogue.Families["mlp"],
            [new("input", "one-hot"), new("width", 8), new("activation", "relu"), new("biases", "all"), new("init", "pytorch-uniform")]);
        var sgd = new Choice(Catalogue.Optimisers["sgd"], [new("learning-rate", 0.1), new("weight-decay", 0)]);
        var spec = new TrainingSpec(new Choice(Task, []), model, sgd, Specs.Training("full", "hinge"), Seed: 4);
        using var learner = (NeuralLearner)((IFamily)model.Kind).Create(spec, Specs.Engine, threads: 1);
        Assert.That(learner.Program.Graph.Output.Shape.Count, Is.EqualTo(1));
        for (var step = 0; step < 300; step++) learner.Step();
        Assert.That(learner.Evaluate("train"), Is.EqualTo(new SplitScore(0, 1)));
    }

    [Test]
    public void Check_TaskWithoutSigns_NamesTheLossesThatFit()
    {
        var problem = TrainingKind.Check(Specs.Training("full", "hinge"), Task.Shape(new Choice(Task, [])) with { HasSigns = false }).Single();
        Assert.That(problem, Is.EqualTo(new SettingProblem("loss", "cross-entropy or mse, as the task's answers are no signs")));
    }

    [TestCase(true, "hinge or mse, as the task has no labels")]
    [TestCase(false, "mse, as the task has real targets")]
    public void Check_CrossEntropyOfRealTargets_NamesTheLossesThatFit(bool signs, string expected)
    {
        var shape = Task.Shape(new Choice(Task, [])) with { LabelCount = 0, HasSigns = signs };
        Assert.That(TrainingKind.Check(Specs.Training("full"), shape).Single(), Is.EqualTo(new SettingProblem("loss", expected)));
    }

    /// <summary>The label 1 or 0, and the sign 1 or -1, of what most of three bits are.</summary>
    private sealed class MajorityOfThree : ITask
    {
        private const int Count = 8, Bits = 3;

        public string Name => "majority";

        public int Version => 1;

        public string Summary => "What most of three bits are.";

        public ImmutableArray<Setting> Settings => [];

        public TaskShape Shape(Choice settings) => new()
        {
            SequenceLength = Bits,
            Vocabulary = 2,
            OperandColumns = [0, 1, 2],
            Operands = 2,
            Outputs = 2,
            HasSigns = true,
            TrainingExamples = Count,
            Examples = Count,
            Chance = 0.5,
            Splits = ["train"],
        };

        public IEnumerable<SettingProblem> Check(Choice settings) => [];

        public Dataset Create(Choice settings, ulong seed)
        {
            int[] rows = [.. Enumerable.Range(0, Count)];
            int[] labels = [.. rows.Select(row => int.PopCount(row) / 2)];
            var examples = new Examples
            {
                Count = Count,
                TokenWidth = Bits,
                Tokens = [.. rows.SelectMany(row => Enumerable.Range(0, Bits).Select(bit => (row >> bit) & 1))],
                LabelWidth = 1,
                Labels = labels,
                TargetWidth = 1,
                Targets = [.. labels.Select(label => (2.0 * label) - 1)],
            };
            return new Dataset(examples, [new Split("train", rows)]);
        }
    }
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tasks.Images;
using GrokBench.Reports.Images;
using GrokBench.Reports.Tests.Html.Synthetic;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Reports.Tests.Images;

public sealed class RunImagesTests
{
    [Test]
    public void Of_RunOnImages_HasSamplesOfEverySplitAndTheMistakes()
    {
        var settings = new Choice(new Digits(), [new("pool", "test"), new("train", 40), new("test", 30), new("side", 8)]);
        var run = Run(settings);
        run = run with { Record = run.Record with { Mistakes = new Mistakes(9, [new(4, 0, 7), new(11, 0, 2)]) } };
        var data = ((Digits)settings.Kind).Create(settings, run.Spec.Training.DataSeed);

        var images = RunImages.Of(run)!;

        Assert.Multiple(() =>
        {
            Assert.That(images.Side, Is.EqualTo(8));
            Assert.That(images.Samples.Select(split => (split.Split, split.Examples, split.Pictures.Length)), Is.EqualTo(new[] { ("train", 40, 12), ("test", 30, 12) }));
            Assert.That(images.Samples[0].Pictures[3].Label, Is.EqualTo(data.Examples.Labels[data["train"].Rows[3]]));
            Assert.That(images.MistakeCount, Is.EqualTo(9));
            Assert.That(images.Mistakes.Select(picture => picture.Prediction), Is.EqualTo(new[] { 7, 2 }));
            Assert.That(
                images.Mistakes[1].Pixels.Select(pixel => pixel / 255.0),
                Is.EqualTo(data.Examples.Inputs.Skip(data["test"].Rows[11] * 64).Take(64)).Within(0.5 / 255 + 1e-9));
        });
    }

    [Test]
    public void Of_RunOnSubclassesOfImages_HasSamplesAndMistakesOfEach()
    {
        var settings = new Choice(
            new DigitsSubclassShift(), [new("pool", "test"), new("clusters", 2), new("sparse", 1), new("factor", 0), new("train", 100), new("test", 300), new("side", 8)]);
        var data = ((ITask)settings.Kind).Create(settings, Run(settings).Spec.Training.DataSeed);
        var third = data["subclass:3"].Rows;
        var run = Run(settings);
        run = run with
        {
            Record = run.Record with { Mistakes = new Mistakes(7, [.. third.Take(2).Select(row => new Mistake(row, 1, 8))]) },
            Curve = new Curve([0, 100], ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty.Add("subclass:3.accuracy", [0, 1 - (4.0 / third.Length)])),
        };

        var images = RunImages.Of(run)!;

        Assert.Multiple(() =>
        {
            Assert.That(images.Samples.Select(split => split.Split), Is.EqualTo(new[] { "train", "test", "test-sparse", "test-other" }));
            Assert.That(images.Subclasses.Select(one => one.Subclass.Number), Is.EqualTo(Enumerable.Range(0, 20)));
            Assert.That(images.Subclasses.Select(one => one.Presence), Is.EqualTo(Enumerable.Range(0, 20).Select(one => one % 2 == 0 ? Presence.Full : Presence.LeftOut)));
            Assert.That(images.Subclasses[3].Pictures.Select(picture => picture.Label), Is.EqualTo(new[] { 1, 1, 1 }));
            Assert.That((images.Subclasses[3].Examples, images.Subclasses[3].MistakeCount), Is.EqualTo((third.Length, 4)));
            Assert.That(images.Subclasses[3].Mistakes.Select(picture => picture.Prediction), Is.EqualTo(new[] { 8, 8 }));
            Assert.That(images.Subclasses.Where(one => one.Subclass.Number != 3).SelectMany(one => one.Mistakes), Is.Empty);
            Assert.That(images.Subclasses[0].MistakeCount, Is.Null, "the curve does not tell");
        });
    }

    [TestCase("no file", "the files of handwriting are not there where this report was made")]
    [TestCase(null, "the files of handwriting cannot be used where this report was made")]
    public void Of_FilesMissingOrBad_SaysThatThereIsNothingToSee(string? missing, string obstacle)
    {
        var settings = new Choice(new Handwriting(missing), [new("pool", "test"), new("train", 40), new("test", 30), new("side", 8)]);
        var run = Run(settings);
        run = run with { Record = run.Record with { Mistakes = new Mistakes(9, [new(4, 0, 7)]) } };

        var images = RunImages.Of(run)!;

        Assert.Multiple(() =>
        {
            Assert.That(images.Obstacle, Is.EqualTo(obstacle));
            Assert.That(images.Samples, Is.Empty);
            Assert.That(images.Mistakes, Is.Empty);
            Assert.That(images.MistakeCount, Is.EqualTo(9));
        });
    }

    [Test]
    public void Of_RunOnOtherTask_IsNull() => Assert.That(RunImages.Of(Run(null)), Is.Null);

    private static RunResult Run(Choice? task)
    {
        var spec = SyntheticRuns.Cell("g", 53, 0.5, 1, SyntheticRuns.Observation(100), [0]).Runs[0];
        if (task is not null) spec = new RunSpec(spec.Training with { Task = task }, spec.Observation);
        return SyntheticRuns.Result(spec, new SyntheticCurve(10, 50, 100, 0, 0.1, spec.Observation.Schedule));
    }

    /// <summary>Files that are missing, or else bad.</summary>
    private sealed class Handwriting(string? missing) : IFileTask
    {
        private readonly Digits digits = new();

        public string Name => "handwriting";

        public int Version => 1;

        public string Summary => "Images of which there are no files.";

        public ImmutableArray<Setting> Settings => digits.Settings;

        public ITask StandIn => digits;

        public TaskShape Shape(Choice settings) => digits.Shape(settings);

        public IEnumerable<SettingProblem> Check(Choice settings) => digits.Check(settings);

        public Dataset Create(Choice settings, ulong seed) => throw new InvalidDataException("images: it is empty");

        public string? Missing(Choice settings) => missing;

        public void Load(Choice settings) => Create(settings, 0);
    }
}

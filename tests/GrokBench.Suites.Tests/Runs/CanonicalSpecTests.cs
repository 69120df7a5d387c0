using System.Collections.Immutable;
using GrokBench.Models;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Models.Losses;
using GrokBench.Models.Tasks;
using GrokBench.Suites.Runs;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Suites.Tests.Runs;

public sealed class CanonicalSpecTests
{
    private static readonly string Canonical =
        """
        {"model":{"kind":"net","label":"a \"b\" \\ \u001f\né","version":1,"width":128},
        "optimiser":{"kind":"descent","rate":0.001,"version":2},"seed":3,
        "task":{"kind":"table","parts":[0.5,"x+y",true],"version":1},
        "training":{"batch":"full","kind":"training","loss":"mse","version":1}}
        """.ReplaceLineEndings("");

    [Test]
    public void Write_Spec_GivesSortedKeysWithoutWhiteSpaceAndWithoutDefaults() =>
        Assert.That(CanonicalSpec.Write(Spec()), Is.EqualTo(Canonical));

    [Test]
    public void Write_SettingStatedAtItsDefault_ChangesNothing()
    {
        var spec = Spec();
        var stated = spec with { Model = spec.Model.With("depth", 1), Training = spec.Training.With("loss-precision", "float64") };

        Assert.That(CanonicalSpec.Write(stated), Is.EqualTo(CanonicalSpec.Write(spec)));
    }

    [Test]
    public void Write_NewSettingWithADefault_ChangesNothing()
    {
        var spec = Spec();
        var grown = new Choice(
            new Kind("net", 1, [.. spec.Model.Kind.Settings, new("aaa", SettingType.Integer(0), 0, "New.")]), spec.Model.Values);

        Assert.That(CanonicalSpec.Write(spec with { Model = grown }), Is.EqualTo(CanonicalSpec.Write(spec)));
    }

    [Test]
    public void Write_Mappings_SortsTheirKeysToo()
    {
        var groups = new Setting("groups", SettingType.ListOf(SettingType.Mapping(
            new("names", SettingType.Text, null, "Names."), new("decay", SettingType.Number(), 0, "Decay."))), SettingValue.ListOf([]), "Groups.");
        var spec = Spec();
        var kind = new Kind("descent", 2, [.. spec.Optimiser.Kind.Settings, groups]);
        SettingValue[] stated = [SettingValue.Mapping([new("names", "a*"), new("decay", 0.5)]), SettingValue.Mapping([new("names", "b")])];
        var grouped = new Choice(kind, [new("rate", 1e-3), new("groups", SettingValue.ListOf(stated))]);

        Assert.That(CanonicalSpec.Write(spec with { Optimiser = grouped }), Does.Contain(
            """
            "optimiser":{"groups":[{"decay":0.5,"names":"a*"},{"names":"b"}],"kind":"descent","rate":0.001,"version":2}
            """));
        Assert.That(CanonicalSpec.Write(spec with { Optimiser = new Choice(kind, [new("rate", 1e-3)]) }), Is.EqualTo(CanonicalSpec.Write(spec)), "no groups");
    }

    /// <summary>A loss is a kind of its own, but for a name alone, as losses were before they had settings and versions.</summary>
    [Test]
    public void Write_Loss_IsItsNameOrItsKindWithWhatIsNoDefault()
    {
        Assert.That(Written(1, "smooth"), Does.Contain("\"loss\":\"smooth\""));
        Assert.That(Written(1, Stated(0.1)), Does.Contain("\"loss\":\"smooth\""), "stated at its default");
        Assert.That(Written(1, Stated(0.2)), Does.Contain("""
            "loss":{"kind":"smooth","share":0.2,"version":1}
            """));
        Assert.That(Written(2, "smooth"), Does.Contain("""
            "loss":{"kind":"smooth","version":2}
            """));

        static SettingValue Stated(double share) => SettingValue.Mapping([new("kind", "smooth"), new("share", share)]);

        static string Written(int version, SettingValue loss)
        {
            var training = new TrainingKind(Catalogue.Losses.Add("smooth", new Smooth(version)));
            return CanonicalSpec.Write(Spec() with { Training = Choose(training, ("batch", "full"), ("loss", loss)) });
        }
    }

    [Test]
    public void Write_OtherSettingSeedOrVersion_ChangesTheText()
    {
        var spec = Spec();
        string[] texts =
        [
            CanonicalSpec.Write(spec),
            CanonicalSpec.Write(spec with { Model = spec.Model.With("depth", 2) }),
            CanonicalSpec.Write(spec with { Seed = 4 }),
            CanonicalSpec.Write(spec with { Model = new Choice(new Kind("net", 2, spec.Model.Kind.Settings), spec.Model.Values) }),
        ];

        Assert.That(texts, Is.Unique);
    }

    /// <summary>The id is that of <c>printf %s CANONICAL | sha256sum</c> by coreutils.</summary>
    [Test]
    public void RunId_OfASpec_IsTheStartOfTheHashOfItsText() => Assert.That(RunId.Of(Spec()).Text, Is.EqualTo("2f2412da245e9a9b"));

    /// <summary>Ids by coreutils, as above, of the text with what is stated put in its place: formats added later must not move them.</summary>
    [TestCase("float32", "float64", "2f2412da245e9a9b")]
    [TestCase("float32", "float32", "8b669a057a55f56b")]
    [TestCase("float32", "float16", "8ab59b3c23da25be")]
    [TestCase("float64", "float64", "bfd7d99c60dabd5f")]
    [TestCase("float64", "float32", "b3e605a5224f2302")]
    public void RunId_OfEachPrecision_IsPinned(string precision, string lossPrecision, string expected)
    {
        var spec = Spec();
        var training = spec.Training.With("precision", precision).With("loss-precision", lossPrecision);

        Assert.That(RunId.Of(spec with { Training = training }).Text, Is.EqualTo(expected));
    }

    [Test]
    public void RunSpec_OtherObservation_HasTheSameId()
    {
        var observation = new Observation(100, new Schedule(40, 0), [], [], null, new PhaseRule("t_mem", "t_gen", 5));
        var longer = observation with { Steps = 1000, Measures = ["weight-norm"] };

        Assert.That(new RunSpec(Spec(), longer).Id, Is.EqualTo(new RunSpec(Spec(), observation).Id));
    }

    private static TrainingSpec Spec()
    {
        var task = new Kind("table", 1, [new("parts", SettingType.ListOf(SettingType.Either(SettingType.Number(), SettingType.Text, SettingType.Flag)), null, "Parts.")]);
        var model = new Kind("net", 1,
        [
            new("width", SettingType.Integer(1), null, "Units."),
            new("depth", SettingType.Integer(1), 1, "Layers."),
            new("label", SettingType.Text, "", "A text."),
        ]);
        var optimiser = new Kind("descent", 2, [new("rate", SettingType.Number(), null, "Step size.")]);
        return new TrainingSpec(
            Choose(task, ("parts", SettingValue.ListOf([0.5, "x+y", true]))),
            Choose(model, ("width", 128), ("label", "a \"b\" \\ \u001f\né")),
            Choose(optimiser, ("rate", 1e-3)),
            Choose(Catalogue.Training, ("batch", "full"), ("loss", "mse")),
            Seed: 3);
    }

    private static Choice Choose(IKind kind, params (string Name, SettingValue Value)[] stated) =>
        new(kind, stated.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));

    private sealed record Smooth(int Version) : ILoss
    {
        public string Name => "smooth";

        public string Summary => "";

        public ImmutableArray<Setting> Settings { get; } = [new("share", SettingType.Number(), 0.1, "Share.")];

        public LossFunction Function(Choice settings, TaskShape task) => new CrossEntropyLoss();
    }

    private sealed record Kind(string Name, int Version, ImmutableArray<Setting> Settings) : IKind
    {
        public string Summary => "";
    }
}

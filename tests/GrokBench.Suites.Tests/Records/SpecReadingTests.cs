using System.Text;
using GrokBench.Models;
using GrokBench.Models.Kinds;
using GrokBench.Models.Learning;
using GrokBench.Suites.Records;
using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Tests.Records;

/// <summary>A specification is the whole of what is trained, and one that this build cannot train says why.</summary>
[SetCulture("ru-RU")]
public sealed class SpecReadingTests
{
    private static readonly string Valid = CanonicalSpec.Write(new TrainingSpec(
        new Choice(Catalogue.Tasks["modular-arithmetic"], [new("operation", "x+y"), new("modulus", 13), new("train", 0.7)]),
        new Choice(Catalogue.Families["mlp"],
            [new("width", 32), new("activation", "relu"), new("input", "one-hot"), new("biases", "none"), new("init", "pytorch-uniform")]),
        new Choice(Catalogue.Optimisers["sgd"], [new("learning-rate", 0.1), new("weight-decay", 0)]),
        new Choice(Catalogue.Training, [new("batch", "full"), new("loss", "mse")]), ulong.MaxValue));

    [Test]
    public void Read_SettingsLeftOut_HaveTheirDefaults()
    {
        var spec = SpecFile.Read(Encoding.UTF8.GetBytes(Valid));

        Assert.That(spec.Seed, Is.EqualTo(ulong.MaxValue));
        Assert.That(spec.Training.Word("loss-precision"), Is.EqualTo("float64"));
        Assert.That(CanonicalSpec.Write(spec), Is.EqualTo(Valid));
    }

    [TestCase("\"modular-arithmetic\"", "\"modular-geometry\"", "this build has no task 'modular-geometry'")]
    [TestCase("\"modulus\":13", "\"modulus\":\"thirteen\"", "modular-arithmetic.modulus is thirteen; expected an integer")]
    [TestCase("\"modulus\":13", "\"modules\":13", "modular-arithmetic has no setting 'modules'")]
    [TestCase("\"modulus\":13,", "", "modular-arithmetic.modulus must be stated")]
    [TestCase("\"loss\":\"mse\"", "\"loss\":\"mae\"", "this build has no loss 'mae'")]
    [TestCase("\"loss\":\"mse\"", "\"loss\":1", "its section loss names no kind and version")]
    [TestCase("\"loss\":\"mse\"", "\"loss\":{\"kind\":\"mse\",\"version\":2}", "it is of version 2 of mse, and this build has version 1")]
    [TestCase("\"loss\":\"mse\"", "\"loss\":{\"$assembly\":\"a 1.0.0.0\",\"kind\":\"mse\",\"version\":1}",
        "its loss 'mse' is from a 1.0.0.0, and that of this build from GrokBench")]
    [TestCase("\"loss\":\"mse\"", "\"loss\":{\"kind\":\"mse\",\"share\":1,\"version\":1}", "mse has no setting 'share'")]
    [TestCase("\"loss\":\"mse\",", "", "training.loss must be stated")]
    [TestCase("\"seed\":", "\"sead\":", "it is no specification: ")]
    [TestCase("{\"model\"", "[", "it is no specification: ")]
    public void Read_SomethingElse_SaysWhatIsWrong(string found, string changed, string message) => Assert.That(
        () => SpecFile.Read(Encoding.UTF8.GetBytes(Valid.Replace(found, changed, StringComparison.Ordinal))),
        Throws.TypeOf<InvalidDataException>().With.Message.StartsWith(message));

    [Test]
    public void Read_AnotherVersionOfAKind_SaysBoth()
    {
        var version = Catalogue.Optimisers["sgd"].Version;
        var text = Valid.Replace($"\"sgd\",\"learning-rate\":0.1,\"version\":{version}", "\"sgd\",\"learning-rate\":0.1,\"version\":77",
            StringComparison.Ordinal);

        Assert.That(
            () => SpecFile.Read(Encoding.UTF8.GetBytes(text)),
            Throws.TypeOf<InvalidDataException>()
                .With.Message.EqualTo($"it is of version 77 of sgd, and this build has version {version}"));
    }

    [TestCase("null")]
    [TestCase("{\"seed\":0,\"task\":null,\"model\":{},\"optimiser\":{},\"training\":{}}")]
    public void Read_NullsAndEmptySections_AreNone(string text) =>
        Assert.That(() => SpecFile.Read(Encoding.UTF8.GetBytes(text)), Throws.TypeOf<InvalidDataException>());
}

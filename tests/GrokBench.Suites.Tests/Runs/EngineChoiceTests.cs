using GrokBench.Suites.Runs;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.Suites.Tests.Runs;

public sealed class EngineChoiceTests
{
    private static readonly FakeEngine Asked = new(2) { Stack = 16 }, BuiltIn = new(1);
    private static readonly EngineChoice Choice = new(Asked, BuiltIn);

    [Test]
    public void Of_Program_IsTheEngineAskedFor()
    {
        var training = Fake.Training(new FakeFamily());
        Assert.That(Choice.Of(training), Is.SameAs(Asked));
        Assert.That(Choice.IdentityOf(training), Is.EqualTo(Asked.Identity));
        Assert.That(Choice.TakesCores(training), Is.False, "its engine's threads compute it");
    }

    [Test]
    public void Of_LearnerThatComputesByItself_IsTheBuiltInEngine()
    {
        var training = Fake.Training(new FakeFamily { IsProgram = false });
        Assert.That(Choice.Of(training), Is.SameAs(BuiltIn));
        Assert.That(Choice.IdentityOf(training), Is.EqualTo(BuiltIn.Identity));
        Assert.That(Choice.TakesCores(training));
    }

    [Test]
    public void Of_OneEngine_IsAlwaysThat([Values] bool isProgram)
    {
        var training = Fake.Training(new FakeFamily { IsProgram = isProgram });
        Assert.That(new EngineChoice(BuiltIn).Of(training), Is.SameAs(BuiltIn));
        Assert.That(new EngineChoice(BuiltIn).TakesCores(training));
    }

    [Test]
    public void StackOf_EngineThatStacks_IsTheShapeOfPrograms()
    {
        Assert.That(Choice.StackOf(Fake.Training(new FakeFamily { Shape = "a" })), Is.EqualTo("a"));
        Assert.That(Choice.StackOf(Fake.Training(new FakeFamily { Shape = "a", IsProgram = false })), Is.Null);
        Assert.That(new EngineChoice(BuiltIn).StackOf(Fake.Training(new FakeFamily { Shape = "a" })), Is.Null, "nothing to stack");
    }
}

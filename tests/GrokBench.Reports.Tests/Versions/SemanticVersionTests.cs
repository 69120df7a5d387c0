using GrokBench.Reports.Versions;

namespace GrokBench.Reports.Tests.Versions;

public sealed class SemanticVersionTests
{
    /// <summary>The examples of sections 9 to 11 of Semantic Versioning 2.0.0, in their order.</summary>
    [Test]
    public void Precedence_ExamplesOfTheStandard_InTheirOrder()
    {
        string[] ascending =
        [
            "0.9.0", "0.10.0", "1.0.0-0.3.7", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0",
            "1.9.0", "1.10.0", "1.11.0", "2.0.0", "2.1.0", "2.1.1", "2.1.99999999999999999999",
        ];

        var sorted = ascending.Reverse().Select(text => SemanticVersion.Parse(text)!).Order(SemanticVersion.Precedence);

        Assert.That(sorted.Select(version => version.Text), Is.EqualTo(ascending));
    }

    [Test]
    public void Precedence_BuildMetadata_TakesNoPart() =>
        Assert.That(SemanticVersion.Precedence.Compare(SemanticVersion.Parse("1.0.0+a")!, SemanticVersion.Parse("1.0.0+b")!), Is.Zero);

    [TestCase("1.0")]
    [TestCase("01.0.0")]
    [TestCase("1.0.0-")]
    [TestCase("1.0.0-01")]
    [TestCase("v1.0.0")]
    [TestCase("1.0.0\n")]
    [TestCase("../1.0.0")]
    [TestCase("")]
    public void Parse_OfSomethingElse_IsNull(string text) => Assert.That(SemanticVersion.Parse(text), Is.Null);
}

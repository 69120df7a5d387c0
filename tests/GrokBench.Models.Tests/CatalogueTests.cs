using System.Text.RegularExpressions;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Tests;

/// <summary>What every declaration owes to validation, listings, the editor schema and identity.</summary>
[TestFixture]
public sealed partial class CatalogueTests
{
    private static readonly (string Role, IKind[] Kinds)[] Roles =
    [
        ("tasks", [.. Catalogue.Tasks.Values]),
        ("families", [.. Catalogue.Families.Values]),
        ("optimisers", [.. Catalogue.Optimisers.Values]),
        ("losses", [.. Catalogue.Losses.Values]),
        ("measures", [.. Catalogue.Measures.Values]),
        ("training", [Catalogue.Training]),
    ];

    private static IEnumerable<TestCaseData> Kinds() =>
        from role in Roles from kind in role.Kinds select new TestCaseData(kind).SetArgDisplayNames($"{role.Role} {kind.Name}");

    private static IEnumerable<TestCaseData> Settings() =>
        from role in Roles
        from kind in role.Kinds
        from setting in kind.Settings
        select new TestCaseData(setting).SetArgDisplayNames($"{role.Role} {kind.Name} {setting.Name}");

    [Test]
    public void Catalogue_OfThisAssembly_HasTheTasksOfTheDocumentation() =>
        Assert.That(Catalogue.Tasks.Keys, Is.SupersetOf(new[] { "modular-arithmetic", "symmetric-group" }));

    [TestCaseSource(nameof(Kinds))]
    public void Kind_InTheCatalogue_HasAWellFormedName(IKind kind) => Assert.That(kind.Name, Does.Match(KebabCase()));

    [TestCaseSource(nameof(Kinds))]
    public void Kind_InTheCatalogue_HasAVersionAndASentence(IKind kind)
    {
        Assert.That(kind.Version, Is.AtLeast(1));
        Assert.That(kind.Summary, Does.Match(OneSentence()));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Kind_InTheCatalogue_NamesItsSettingsApart(IKind kind)
    {
        Assert.That(kind.Settings.Select(setting => setting.Name), Is.Unique);
        Assert.That(kind.Settings.Select(setting => setting.Name), Has.None.EqualTo("kind"), "the suite's own word");
    }

    [TestCaseSource(nameof(Settings))]
    public void Setting_OfAKind_HasAWellFormedName(Setting setting) => Assert.That(setting.Name, Does.Match(KebabCase()));

    [TestCaseSource(nameof(Settings))]
    public void Setting_OfAKind_AcceptsItsOwnDefault(Setting setting)
    {
        var accepted = setting.Default is null || setting.Type.Accepts(setting.Default);
        Assert.That(accepted, Is.True, $"{setting.Default} is not {setting.Type.Expectation}");
    }

    [TestCaseSource(nameof(Settings))]
    public void Setting_OfAKind_SaysWhatItMeansInOneLine(Setting setting)
    {
        Assert.That(setting.Meaning, Does.Match(OneSentence()));
        Assert.That(setting.Type.Expectation, Is.Not.Empty.And.Not.Contains("\n"));
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();

    [GeneratedRegex(@"^[^\n]+\.$")]
    private static partial Regex OneSentence();
}

namespace GrokBench.Models.Tests;

/// <summary>
/// A default member of an interface that a base class does not declare cannot be overridden below it: a member of the same name is taken
/// for something else, without a warning.
/// </summary>
[TestFixture]
public sealed class BaseClassTests
{
    private static IEnumerable<TestCaseData> Bases() =>
        from type in typeof(Catalogue).Assembly.GetTypes()
        where type is { IsClass: true, IsSealed: false }
        from contract in type.GetInterfaces()
        where contract.Assembly == type.Assembly && contract.GetMethods().Any(member => !member.IsAbstract && !member.IsStatic)
        select new TestCaseData(type, contract).SetArgDisplayNames(type.Name, contract.Name);

    [TestCaseSource(nameof(Bases))]
    public void Base_OfSeveralKinds_DeclaresEveryDefaultMember(Type type, Type contract)
    {
        var map = type.GetInterfaceMap(contract);
        var left = map.InterfaceMethods.Zip(map.TargetMethods)
            .Where(pair => !pair.First.IsAbstract && !pair.First.IsStatic && pair.Second.DeclaringType!.IsInterface)
            .Select(pair => pair.First.Name);
        Assert.That(left, Is.Empty, "declare them abstract or virtual");
    }
}

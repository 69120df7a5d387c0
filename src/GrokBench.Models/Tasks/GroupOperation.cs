using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Tasks;

/// <summary>What the table of a group is of (Power et al. 2022, appendix A.1.1); factors act from left to right.</summary>
internal static class GroupOperation
{
    /// <summary>The group's own product.</summary>
    public const string Product = "x*y";

    private const string Conjugate = "x*y*x^-1";

    public static ImmutableArray<string> All { get; } = [Product, Conjugate, "x*y*x"];

    public static Setting Setting { get; } = new("operation", SettingType.OneOf(All), null, "The product; factors act from left to right.");

    public static OperationTable Table(FiniteGroup group, string operation, bool commutative)
    {
        Func<int, int, int> answer = operation switch
        {
            Product => group.Product,
            Conjugate => (x, y) => group.Product(group.Product(x, y), group.Inverses[x]),
            _ => (x, y) => group.Product(group.Product(x, y), x),
        };
        return OperationTable.Of(group.Order, commutative && operation == Product, (_, _) => true, answer);
    }
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Tasks;

/// <summary>x ∘ y modulo p, 0 ≤ x, y &lt; p: see <see cref="ModularOperation"/>.</summary>
public sealed class ModularArithmetic : BinaryOperationTask
{
    public override string Name => "modular-arithmetic";

    public override int Version => 1;

    public override string Summary => "The table of a binary operation modulo p, filled in from a part of it.";

    public override ImmutableArray<Setting> Settings { get; } =
    [
        new("operation", SettingType.OneOf([.. ModularOperation.All.Select(operation => operation.Name)]), null,
            "The operation, modulo p; x/y has no rows with y = 0."),
        new("modulus", SettingType.Integer(2, 4096), null, "p; prime where the operation divides."),
        new("pairs", SettingType.OneOf("ordered", "unordered"), "ordered",
            "unordered: x ≤ y only, each pair once (Liu et al. 2022), where the operation is commutative."),
        .. TableSettings,
    ];

    internal override FiniteGroup? Group(Choice settings) =>
        settings.Word("operation") == "x+y" ? FiniteGroup.Cyclic(settings.Integer("modulus")) : null;

    private protected override IEnumerable<SettingProblem> CheckOperation(Choice settings)
    {
        var operation = ModularOperation.Named(settings.Word("operation"));
        if (operation.Problem(settings.Integer("modulus")) is { } problem) yield return problem;
        if (!operation.Commutative && settings.Word("pairs") == "unordered")
        {
            yield return Problem("pairs", $"ordered, because {operation.Name} is not commutative");
        }
    }

    private protected override OperationTable Table(Choice settings)
    {
        var (operation, p) = (ModularOperation.Named(settings.Word("operation")), settings.Integer("modulus"));
        var unordered = settings.Word("pairs") == "unordered";
        return OperationTable.Of(
            p,
            operation.Commutative,
            (x, y) => !(unordered && x > y) && y >= operation.LeastY,
            (x, y) => operation.Answer(x, y, p));
    }
}

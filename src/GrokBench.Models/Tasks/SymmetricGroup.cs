using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Tasks;

/// <summary>
/// Products of permutations (Power et al. 2022, appendix A.1.1, S5). An element is its position in the lexicographic order of the
/// permutations written as arrays i ↦ x[i]; x*y applies x first: (x*y)[i] = y[x[i]], as in the authors' code.
/// </summary>
public sealed class SymmetricGroup : BinaryOperationTask
{
    public override string Name => "symmetric-group";

    public override int Version => 1;

    public override string Summary => "The table of a product of permutations, filled in from a part of it.";

    public override ImmutableArray<Setting> Settings { get; } =
    [
        GroupOperation.Setting,
        new("degree", SettingType.Integer(3, 6), 5, "How many things are permuted; the group has degree! elements, 120 by default."),
        .. TableSettings,
    ];

    internal override FiniteGroup? Group(Choice settings) =>
        settings.Word("operation") == GroupOperation.Product ? FiniteGroup.Symmetric(settings.Integer("degree")) : null;

    private protected override IEnumerable<SettingProblem> CheckOperation(Choice settings) => [];

    private protected override OperationTable Table(Choice settings) =>
        GroupOperation.Table(FiniteGroup.Symmetric(settings.Integer("degree")), settings.Word("operation"), commutative: false);
}

using System.Collections.Immutable;
using GrokBench.Models.Kinds;

namespace GrokBench.Models.Tasks;

/// <summary>
/// Products in a finite group: cyclic, dihedral, symmetric or alternating (Chughtai et al. 2023; Stander et al. 2023). Elements are those
/// of <see cref="FiniteGroup"/>.
/// </summary>
public sealed class GroupTable : BinaryOperationTask
{
    public override string Name => "group";

    public override int Version => 1;

    public override string Summary => "The table of a product in a finite group, filled in from a part of it.";

    public override ImmutableArray<Setting> Settings { get; } =
    [
        GroupOperation.Setting,
        new("group", SettingType.OneOf("cyclic", "dihedral", "symmetric", "alternating"), null,
            "Turns of a regular polygon (Z_n); these and the turns of the polygon turned over (D_n); all permutations (S_n); the even ones (A_n)."),
        new("degree", SettingType.Integer(3, 512), null, "n: corners of the polygon, or at most 6 things that are permuted."),
        .. TableSettings,
    ];

    internal override FiniteGroup? Group(Choice settings) =>
        settings.Word("operation") == GroupOperation.Product ? Elements(settings) : null;

    private protected override IEnumerable<SettingProblem> CheckOperation(Choice settings)
    {
        if (settings.Word("group") is "symmetric" or "alternating" && settings.Integer("degree") > 6)
            yield return Problem("degree", $"at most 6, as the group is {settings.Word("group")}");
    }

    private protected override OperationTable Table(Choice settings)
    {
        var commutative = settings.Word("group") == "cyclic" || (settings.Word("group") == "alternating" && settings.Integer("degree") == 3);
        return GroupOperation.Table(Elements(settings), settings.Word("operation"), commutative);
    }

    private static FiniteGroup Elements(Choice settings)
    {
        var degree = settings.Integer("degree");
        return settings.Word("group") switch
        {
            "cyclic" => FiniteGroup.Cyclic(degree),
            "dihedral" => FiniteGroup.Dihedral(degree),
            "symmetric" => FiniteGroup.Symmetric(degree),
            _ => FiniteGroup.Alternating(degree),
        };
    }
}

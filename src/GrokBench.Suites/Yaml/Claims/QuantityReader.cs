using System.Collections.Immutable;
using GrokBench.Suites.Claims;
using GrokBench.Suites.Yaml.Nodes;
using GrokBench.Suites.Yaml.Runs;
using GrokBench.Suites.Yaml.Sections;

namespace GrokBench.Suites.Yaml.Claims;

/// <summary>Reads what is taken from a run, and checks that the runs have it.</summary>
internal sealed class QuantityReader(ClaimContext context)
{
    private ProblemList Problems => context.Problems;

    /// <summary>Null where (reported) there is a problem.</summary>
    public Quantity? Read(YamlNode node, ImmutableArray<ResolvedCell> cells)
    {
        var before = Problems.Misses;
        var quantity = node switch
        {
            YamlScalar { IsNothing: false } name => Event(name.Text, name.Mark, cells) ? context.Claims.Event(name.Text) : null,
            YamlMapping mapping => Mapping(mapping, cells),
            _ => null,
        };
        if (quantity is null && Problems.Misses == before)
        {
            Problems.Add(
                node.Mark, $"a quantity is {node.Description}",
                $"an event, or a mapping with one of {string.Join(", ", context.Claims.Quantities.Select(kind => kind.Name))}");
        }

        return Problems.Misses == before ? quantity : null;
    }

    /// <summary>Whether every cell has the event; reported where not.</summary>
    public bool Event(string name, Mark mark, ImmutableArray<ResolvedCell> cells)
    {
        if (!context.Events.Contains(name))
        {
            Problems.AddUnknown(mark, "event", name, "", context.Events.Names);
            return false;
        }

        if (context.Events.Find(name) is not { } spec || cells.FirstOrDefault(cell => !cell.Series.Contains(spec.Series)) is not { } without) return true;
        var others = NameList.Of([.. without.Cell.Runs[0].Observation.Events.Select(known => known.Name)]);
        Problems.Add(mark, $"event {name} cannot happen in {without.Cell.Name}, which has no series {spec.Series}", $"one of {others}", once: true);
        return false;
    }

    private Quantity? Mapping(YamlMapping mapping, ImmutableArray<ResolvedCell> cells)
    {
        if (context.Claims.Quantities.FirstOrDefault(kind => mapping[kind.Name] is not null) is not { } kind) return null;
        return kind.Read(new QuantitySection(Section.Open(mapping, "quantity", kind.Keys, Problems)!, cells, this, context));
    }
}

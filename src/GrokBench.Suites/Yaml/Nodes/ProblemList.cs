using System.Collections.Immutable;
using GrokBench.Suites.Text;

namespace GrokBench.Suites.Yaml.Nodes;

/// <summary>Collects one file's problems. The same problem met along two paths (two cells, two profiles) is kept once.</summary>
internal sealed class ProblemList(string file)
{
    /// <summary>More are not kept: nobody reads them, and they take memory.</summary>
    private const int Most = 100 * Limits.ShownProblems;

    private readonly HashSet<SuiteProblem> problems = [];
    private readonly HashSet<(int Line, int Column)> marks = [];

    /// <summary>
    /// How often a problem was reported, repetitions included: unchanged by a part of the reading means that the part was right.
    /// </summary>
    public int Misses { get; private set; }

    public ImmutableArray<SuiteProblem> InOrder =>
    [
        .. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)
            .ThenBy(problem => problem.ToString(), StringComparer.Ordinal),
    ];

    /// <param name="once">Only where nothing else was reported at the mark: for problems that every cell and profile would tell in other
    /// words.</param>
    public void Add(Mark mark, string found, string expected, bool once = false)
    {
        Misses++;
        if (problems.Count >= Most || (once && marks.Contains((mark.Line, mark.Column)))) return;
        marks.Add((mark.Line, mark.Column));
        problems.Add(new SuiteProblem(mark.Option ?? file, mark.Line, mark.Column, TerminalText.Line(found), TerminalText.Line(expected)));
    }

    /// <summary>A word that names nothing: the nearest known name is offered where one is near, else all of them.</summary>
    /// <param name="what">"key", "task", "event", ...</param>
    /// <param name="place">" in runs.addition", or empty.</param>
    public void AddUnknown(Mark mark, string what, string name, string place, IEnumerable<string> known, bool once = false)
    {
        var names = known.ToList();
        var expected = Spelling.Nearest(name, names) ?? names.Count switch
        {
            0 => $"no {what}, as there is none",
            1 => names[0],
            _ => $"one of {NameList.Of(names)}",
        };
        Add(mark, $"unknown {what} '{TerminalText.Excerpt(name)}'{place}", expected, once);
    }
}

using System.Collections.Immutable;
using GrokBench.Suites.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GrokBench.Suites.Yaml.Nodes;

/// <summary>
/// Builds nodes from the parser's events. Duplicate keys, tags and the like are reported and skipped, so that the rest of the file is checked
/// too; an error of syntax ends the reading, and so does a document that nests deeper or holds more than <see cref="Limits"/> allow.
/// </summary>
internal sealed class YamlTree
{
    /// <summary>UTF-16 units of what the parser says, which may quote the text.</summary>
    private const int LongestReason = 200;

    private readonly Parser parser;
    private readonly ProblemList problems;
    private readonly Dictionary<string, YamlNode> anchors = new(StringComparer.Ordinal);

    /// <summary>Nodes so far, with those that aliases stand for.</summary>
    private int nodes;

    private YamlTree(string text, ProblemList problems)
    {
        parser = new Parser(new StringReader(text));
        this.problems = problems;
    }

    /// <summary>The document's root, or null when it cannot be read at all; problems say why.</summary>
    public static YamlMapping? Read(string text, ProblemList problems)
    {
        var tree = new YamlTree(text, problems);
        try
        {
            return tree.Document();
        }
        catch (OversizeException error)
        {
            problems.Add(error.Mark, error.Found, error.Expected);
        }
        catch (AnchorNotFoundException error)
        {
            problems.Add(At(error.Start), error.Message, "an anchor of that name before it");
        }
        catch (YamlException error)
        {
            var message = error.Message.TrimEnd('.');
            problems.Add(tree.Reached(At(error.End)), $"not YAML: {TerminalText.Excerpt(char.ToLowerInvariant(message[0]) + message[1..], LongestReason)}", "valid YAML");
        }
        catch (InvalidOperationException)
        {
            // The parser's way to refuse some unclosed brackets, without a position.
            problems.Add(tree.Reached(default), "not YAML from here: a list or a mapping that is not closed", "] or }");
        }

        return null;
    }

    /// <summary>How far the reading came: an error's own position is sometimes the beginning of the whole construct.</summary>
    private Mark Reached(Mark error)
    {
        var last = parser.Current is { } current ? At(current.End) : new Mark(1, 1);
        return (last.Line, last.Column).CompareTo((error.Line, error.Column)) > 0 ? last : error;
    }

    private YamlMapping? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            problems.Add(new Mark(1, 1), "the file is empty", "a suite");
            return null;
        }

        parser.Consume<DocumentStart>();
        var root = Node(depth: 0);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second)) problems.Add(At(second.Start), "a second document", "one suite per file");
        if (root is YamlMapping suite) return suite;
        problems.Add(root.Mark, $"the file holds {root.Description}", "a mapping that starts with suite: NAME");
        return null;
    }

    /// <param name="depth">Lists and mappings that it stands in.</param>
    private YamlNode Node(int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            var name = TerminalText.Excerpt(alias.Value.Value);
            if (!anchors.TryGetValue(alias.Value.Value, out var found)) throw new AnchorNotFoundException(
                alias.Start, alias.End, $"the alias *{name}");
            Count(found.Size, At(alias.Start), $" with those that *{name} stands for");
            CheckNesting(depth + found.Height, At(alias.Start), $" with those of *{name}");
            return found;
        }

        var start = parser.Consume<NodeEvent>();
        var mark = At(start.Start);
        Count(1, mark, " up to here");
        if (!start.Tag.IsEmpty)
        {
            var tag = start.Tag.Value.Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal);
            problems.Add(mark, $"the tag {TerminalText.Excerpt(tag)}", "a value without a tag");
        }

        if (start is not Scalar) CheckNesting(depth + 1, mark, " up to here");
        YamlNode node = start switch
        {
            Scalar scalar => new YamlScalar(mark, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => Sequence(mark, depth + 1),
            _ => Mapping(mark, depth + 1),
        };
        if (!start.Anchor.IsEmpty) anchors[start.Anchor.Value] = node;
        return node;
    }

    private YamlSequence Sequence(Mark mark, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth));
        return new YamlSequence(mark, items.ToImmutable());
    }

    private YamlMapping Mapping(Mark mark, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (lines.Count == Limits.Keys) throw new OversizeException(
                mark, $"more than {Limits.Figure(Limits.Keys, "keys")} in one mapping", Limits.AtMost(Limits.Keys));
            var key = Node(depth);
            var value = Node(depth);
            if (key is not YamlScalar name) problems.Add(key.Mark, $"{key.Description} as a key", "a word");
            else if (lines.TryAdd(name.Text, name.Mark.Line)) entries.Add(new YamlEntry(name, value));
            else problems.Add(name.Mark, $"'{name.Shown}' for the second time", $"each key once (the first is in line {lines[name.Text]})");
        }

        return new YamlMapping(mark, entries.ToImmutable());
    }

    private void Count(int more, Mark mark, string which)
    {
        var all = nodes + (long)more;
        if (all > Limits.Nodes) throw new OversizeException(
            mark, $"{Limits.Figure(all, "keys and values")}{which}", Limits.AtMost(Limits.Nodes));
        nodes = (int)all;
    }

    private static void CheckNesting(int levels, Mark mark, string which)
    {
        if (levels <= Limits.Nesting) return;
        throw new OversizeException(
            mark, $"{Limits.Figure(levels, "lists and mappings within each other")}{which}", Limits.AtMost(Limits.Nesting));
    }

    private static Mark At(YamlDotNet.Core.Mark mark) => new((int)mark.Line, (int)mark.Column);
}

namespace GrokBench.Tensors.Graphs.Rewriting;

/// <summary>
/// Folds linear maps into those that follow, sums and mixes of values included: (x·A + y)·B becomes x·(A·B) + y·B, so that examples pass through one
/// product where they passed through two, and a table of values is multiplied once instead of every example's mix. Rounding changes, and a map that two others read
/// is folded into both; whether that is worth it, and where to stop, <see cref="Cost"/> decides.
/// </summary>
internal sealed class FoldedProducts : GraphCopy
{
    private readonly LinearForm?[] forms;

    /// <summary>By old node: whether its value is computed as it stands and not carried on as a sum of products.</summary>
    private readonly bool[] stops;

    private FoldedProducts(Graph source, bool[] stops)
        : base(source) => (this.stops, forms) = (stops, new LinearForm?[source.Nodes.Length]);

    /// <summary>The cheapest folding that single changes lead to, from everything folded.</summary>
    /// <param name="finish">What is done to every candidate before its cost is taken.</param>
    public static Graph Fold(Graph source, int batch, Func<Graph, Graph> finish)
    {
        var stops = new bool[source.Nodes.Length];
        var best = finish(new FoldedProducts(source, stops).Run());
        var cost = Cost.OfStep(best, batch);
        for (var improved = true; improved;)
        {
            improved = false;
            foreach (var node in source.Nodes.Where(node => node.Stage == Stage.Example && node.Operation is LinearOperation or AddOperation or AttentionMixOperation))
            {
                stops[node.Id] ^= true;
                var other = finish(new FoldedProducts(source, stops).Run());
                var otherCost = Cost.OfStep(other, batch);
                if (otherCost < cost) (best, cost, improved) = (other, otherCost, true);
                else stops[node.Id] ^= true;
            }
        }

        var unfolded = finish(source);
        return cost < Cost.OfStep(unfolded, batch) ? best : unfolded;
    }

    protected override Node? Visit(Node node)
    {
        if (node.Stage != Stage.Example) return Repeated(node);
        forms[node.Id] = Form(node);
        return forms[node.Id] is null ? Repeated(node) : null;
    }

    protected override Node Materialise(Node node) => Value(forms[node.Id]!);

    /// <summary>The node as a sum of products, or null where it is the result of something else.</summary>
    private LinearForm? Form(Node node)
    {
        switch (node.Operation)
        {
            case LinearOperation linear:
                var weight = new Matrix(Copy(node.Inputs[1]), linear.Transposed);
                var bias = node.Inputs.Length == 3 ? Copy(node.Inputs[2]) : null;
                var input = FormOf(node.Inputs[0]);
                var foldable = input.Terms.All(term => term.Matrix is not { Transposed: true });
                return foldable ? Times(input, weight, bias) : Times(LinearForm.Of(Copy(node.Inputs[0])), weight, bias);
            case AddOperation when node.Inputs.All(input => input.Stage != Stage.Example || input.Shape == node.Shape):
                var parts = node.Inputs.Where(input => input.Stage == Stage.Example).Select(FormOf).ToArray();
                var shared = node.Inputs.FirstOrDefault(input => input.Stage != Stage.Example);
                if (shared is not null && shared.Shape.Rows != 1) return null;
                return Sum(parts, shared is null ? null : Copy(shared));
            default:
                return null;
        }
    }

    private LinearForm FormOf(Node node) => stops[node.Id] || forms[node.Id] is null ? LinearForm.Of(Copy(node)) : forms[node.Id]!;

    private LinearForm Times(LinearForm form, Matrix weight, Node? bias)
    {
        var terms = form.Terms.Select(term => new Term(term.Value, term.Matrix is null ? weight : new Matrix(Product(term.Matrix.Node, weight), Transposed: false)));
        if (form.Bias is { } row) bias = Target.Linear(row, weight.Node, bias, weight.Transposed);
        return new LinearForm([.. terms], bias);
    }

    private Node Product(Node left, Matrix right) => Target.Linear(left, right.Node, transposed: right.Transposed);

    private LinearForm Sum(LinearForm[] parts, Node? bias)
    {
        var terms = new List<Term>();
        foreach (var part in parts)
        {
            if (part.Bias is { } row) bias = bias is null ? row : Target.Add(bias, row);
            foreach (var term in part.Terms)
            {
                var same = terms.FindIndex(other => ReferenceEquals(other.Value, term.Value) && other.Matrix is { Transposed: false } && term.Matrix is { Transposed: false });
                if (same < 0) terms.Add(term);
                else terms[same] = term with { Matrix = new Matrix(Target.Add(terms[same].Matrix!.Node, term.Matrix!.Node), Transposed: false) };
            }
        }

        return new LinearForm(terms, bias);
    }

    /// <summary>Products first, the bias with the first of them; bare values are added last.</summary>
    private Node Value(LinearForm form)
    {
        Node? sum = null;
        var bias = form.Bias;
        foreach (var term in form.Terms.OrderBy(term => term.Matrix is null))
        {
            Node value;
            if (term.Matrix is null) value = term.Value;
            else
            {
                value = Mapped(term.Value, term.Matrix, bias);
                bias = null;
            }

            sum = sum is null ? value : Target.Add(sum, value);
        }

        return bias is null ? sum! : Target.Add(sum!, bias);
    }

    /// <summary>A product; where the value is a mix of table rows, a mix of the rows' products.</summary>
    private Node Mapped(Node value, Matrix matrix, Node? bias)
    {
        if (value.Operation is AttentionMixOperation { Summed: false } mix && value.Inputs.Length == 2 && !matrix.Transposed
            && value.Inputs[1].Operation is GatherOperation { Multiplier: 1 } gather)
        {
            var (weights, table, heads) = (value.Inputs[0], value.Inputs[1].Inputs[0], mix.Heads);
            var columns = gather.TokenColumns.SelectMany(column => Enumerable.Repeat(column, heads)).ToArray();
            var offsets = gather.Offsets.SelectMany(offset => Enumerable.Range(0, heads).Select(head => (offset * heads) + head)).ToArray();
            var rows = Target.Gather(Target.HeadLinear(table, matrix.Node, heads), columns, offsets, heads);
            return Target.AttentionMix(weights, rows, heads, summed: true, bias);
        }

        return Target.Linear(value, matrix.Node, bias, matrix.Transposed);
    }

    /// <summary>Σ value·matrix + bias.</summary>
    private sealed record LinearForm(IReadOnlyList<Term> Terms, Node? Bias)
    {
        public static LinearForm Of(Node value) => new([new Term(value, null)], null);
    }

    /// <param name="Matrix">Null for the value itself.</param>
    private sealed record Term(Node Value, Matrix? Matrix);

    private sealed record Matrix(Node Node, bool Transposed);
}

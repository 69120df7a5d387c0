using System.Collections.Immutable;
using GrokBench.Tensors.Graphs;

namespace GrokBench.Models.Tasks;

/// <summary>
/// How a row x ∘ y = z is written for a sequence model. Elements are the tokens 0..n-1, the equals sign is n, the operation n+1, the end
/// mark n+2.
/// </summary>
/// <param name="Tokens">What the model reads, in order of position.</param>
/// <param name="Labels">What it predicts at its last positions.</param>
internal sealed record TokenFormat(string Name, ImmutableArray<Symbol> Tokens, ImmutableArray<Symbol> Labels)
{
    public static ImmutableArray<TokenFormat> All { get; } =
    [
        new("pair", [Symbol.X, Symbol.Y], [Symbol.Answer]),
        new("pair-equals", [Symbol.X, Symbol.Y, Symbol.EqualsSign], [Symbol.Answer]),
        new("equation", [Symbol.X, Symbol.Operation, Symbol.Y, Symbol.EqualsSign], [Symbol.Answer]),
        new("closed-equation",
            [Symbol.End, Symbol.X, Symbol.Operation, Symbol.Y, Symbol.EqualsSign, Symbol.Answer], [Symbol.Answer, Symbol.End]),
    ];

    public static TokenFormat Named(string name) => All.First(format => format.Name == name);

    public int[] OperandColumns => [Tokens.IndexOf(Symbol.X), Tokens.IndexOf(Symbol.Y)];

    /// <summary>Distinct tokens that the format can show for a number of elements.</summary>
    public int Vocabulary(int elements) => Tokens.Max(symbol => Largest(symbol, elements)) + 1;

    /// <summary>Every label is below it.</summary>
    public int LabelClasses(int elements) => Labels.Max(symbol => Largest(symbol, elements)) + 1;

    /// <summary>By position: the tokens that can stand there.</summary>
    public ImmutableArray<TokenRange> Ranges(int elements) =>
        [.. Tokens.Select(symbol => IsElement(symbol) ? new TokenRange(0, elements) : new TokenRange(Largest(symbol, elements), 1))];

    public static int Token(Symbol symbol, int x, int y, int answer, int elements) => symbol switch
    {
        Symbol.X => x,
        Symbol.Y => y,
        Symbol.Answer => answer,
        Symbol.EqualsSign => elements,
        Symbol.Operation => elements + 1,
        _ => elements + 2,
    };

    private static bool IsElement(Symbol symbol) => symbol is Symbol.X or Symbol.Y or Symbol.Answer;

    private static int Largest(Symbol symbol, int elements) => Token(symbol, elements - 1, elements - 1, elements - 1, elements);
}

/// <summary>What stands at a position of a written equation.</summary>
internal enum Symbol
{
    X,
    Y,
    Answer,
    EqualsSign,
    Operation,
    End,
}

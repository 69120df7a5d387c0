namespace GrokBench.Models.Families;

/// <summary>Which tensor of the analytic network an <see cref="AnalyticInitialiser"/> is for, and in which version.</summary>
internal enum AnalyticPart
{
    /// <summary>2p x N: rows of the first operand, then of the second.</summary>
    Input,

    /// <summary>N x p, with the sum of the phases of the operands.</summary>
    Output,

    /// <summary>The control: phases of their own.</summary>
    FreeOutput,

    /// <summary>
    /// For (n + m)²: output q has the wave of the smallest root of q, and 0 where there is none. So of the two sums with one square, one is
    /// answered.
    /// </summary>
    RootOutput,
}

namespace GrokBench.Runner.Preparation;

/// <summary>What a verb wants a bench for.</summary>
internal enum Purpose
{
    /// <summary>To say what training would take.</summary>
    Predict,

    /// <summary>To train what is not in the store.</summary>
    Train,

    /// <summary>To judge what is in the store.</summary>
    Judge,
}

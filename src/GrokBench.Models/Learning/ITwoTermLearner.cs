namespace GrokBench.Models.Learning;

/// <summary>A learner whose objective is a data fit plus a complexity, both per training example (Miller, O'Neill and Bui 2023). Neither changes the state.</summary>
public interface ITwoTermLearner : ILearner
{
    /// <summary>What the errors on the training split cost at the present parameters.</summary>
    double DataFit { get; }

    /// <summary>What the distance of the model from its prior costs.</summary>
    double Complexity { get; }
}

using GrokBench.Models.Learning;

namespace GrokBench.Models.Families;

/// <summary>A family whose learners minimise a data fit plus a complexity: <see cref="ITwoTermLearner"/>s.</summary>
public interface ITwoTermFamily : IFamily
{
    /// <summary>Null where such a run has both terms, else why not, in a few words.</summary>
    string? Obstacle(TrainingSpec spec);
}

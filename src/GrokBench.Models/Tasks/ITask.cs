using GrokBench.Models.Kinds;

namespace GrokBench.Models.Tasks;

/// <summary>Makes a dataset from settings and a data seed.</summary>
public interface ITask : IKind
{
    /// <summary>What a model needs to know, without the data seed. For settings that <see cref="Check"/> accepts.</summary>
    TaskShape Shape(Choice settings);

    /// <summary>
    /// Problems that no single setting shows, such as more corrupted labels than examples; empty when there are none. That a dataset has
    /// too many numbers for an array, <see cref="TaskShape.CheckSize"/> tells.
    /// </summary>
    IEnumerable<SettingProblem> Check(Choice settings);

    /// <summary>
    /// The dataset of settings that <see cref="Check"/> and <see cref="TaskShape.CheckSize"/> accept. Same settings and seed, same bits;
    /// training sets of growing size under one seed are nested, labels included.
    /// </summary>
    Dataset Create(Choice settings, ulong seed);

    /// <summary>Where examples that are not drawn from the seed come from, in a few words for the record; null for all others.</summary>
    string? DataSource(Choice settings) => null;
}

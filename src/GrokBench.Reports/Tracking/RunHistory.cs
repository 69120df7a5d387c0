using System.Collections.Immutable;
using GrokBench.Reports.Comparing;
using GrokBench.Reports.Statistics;
using GrokBench.Reports.Versions;
using GrokBench.Tensors.Maths;

namespace GrokBench.Reports.Tracking;

/// <summary>A run of the newest version through all versions.</summary>
/// <param name="Versions">Null where a version has no run with the same cell, seed and settings.</param>
public sealed record RunHistory(ulong Seed, ImmutableArray<RunSnapshot?> Versions)
{
    /// <summary>Of each version, the first one with the same bits; -1 where there is no run.</summary>
    private ImmutableArray<int> FirstAlike { get; } = Alike(Versions);

    /// <summary>Whether two versions gave it other bits.</summary>
    public bool HasMoved => FirstAlike.Where(version => version >= 0).Distinct().Count() > 1;

    /// <summary>When an event happened in a version: a bound where it is censored, null where the run is not there or not watched for
    /// it.</summary>
    public Reading? Time(string name, int version) => Versions[version]?.TimeOf(name);

    /// <summary>ln of the times of an event; null where no version saw it.</summary>
    public VersionSeries? Series(string name)
    {
        var (results, firsts) = (ImmutableArray.CreateBuilder<Reading>(), new List<int>());
        var versions = new int[Versions.Length];
        for (var version = 0; version < versions.Length; version++)
        {
            versions[version] = -1;
            if (Time(name, version) is not { } time) continue;
            var logarithm = time.Low > 0 ? new Reading(SpecialFunctions.Log(time.Low), SpecialFunctions.Log(time.High)) : Reading.Unknown;
            var place = firsts.IndexOf(FirstAlike[version]);
            if (place < 0)
            {
                place = results.Count;
                firsts.Add(FirstAlike[version]);
                results.Add(logarithm);
            }
            else if (logarithm.Exact)
            {
                // Of the same run, watched for longer.
                results[place] = logarithm;
            }

            versions[version] = place;
        }

        return results.Any(result => result.Exact) ? new VersionSeries(results.ToImmutable(), [.. versions]) : null;
    }

    private static ImmutableArray<int> Alike(ImmutableArray<RunSnapshot?> versions)
    {
        var firsts = new List<int>();
        return [.. versions.Select((run, version) =>
        {
            if (run is null) return -1;
            var first = firsts.FindIndex(other => new RunPair(run, versions[other]!).SameBits);
            if (first >= 0) return firsts[first];
            firsts.Add(version);
            return version;
        })];
    }
}

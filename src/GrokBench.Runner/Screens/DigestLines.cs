using GrokBench.Runner.Answers;
using GrokBench.Runner.Formatting;
using GrokBench.Runner.Hosting;
using GrokBench.Suites.Text;

namespace GrokBench.Runner.Screens;

/// <summary>One line per run with its digest, as the report that is checked lists them, and whether it is the expected one.</summary>
internal static class DigestLines
{
    /// <param name="engine">Identity of the engine that was asked for.</param>
    public static void Show(Host host, DigestCheck digests, string engine)
    {
        foreach (var (run, link) in digests.Runs)
        {
            var title = $"{run.Cell} seed {Units.Number((long)run.Seed)} ({run.Id})";
            host.Say(TerminalText.Line(link is { } expected
                ? $"agrees   {title}: {expected.Digest} at step {Units.Number(expected.Step)}"
                : $"differs  {title}: {run.Digest} at step {Units.Number(run.Trajectory.LastOrDefault().Step)}"));
        }

        foreach (var digest in digests.Missing) host.Say($"missing  {digest}: expected, and no run has it");
        if (!digests.Agrees)
        {
            host.Say($"Digests are those of one engine ({engine} here), suite and data: the report that is checked names engine and commit "
                + "at the foot of each page");
            if (!digests.StandIns.IsEmpty)
                host.Say($"These runs are on stand-ins ({string.Join(", ", digests.StandIns)}): make data downloads the files");
        }

        host.Say("");
    }
}

using System.Runtime.ExceptionServices;

namespace GrokBench.Torch.Tests.Stacks;

/// <summary>Runs on a thread each, as the runner has them.</summary>
internal static class Together
{
    /// <summary>What each of so many runs comes to, all under way at once.</summary>
    /// <param name="run">Takes the run's number.</param>
    public static T[] All<T>(int runs, Func<int, T> run)
    {
        var (results, problems) = (new T[runs], new ExceptionDispatchInfo?[runs]);
        Thread[] threads = [.. Enumerable.Range(0, runs).Select(i => new Thread(() => Work(i)))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        foreach (var problem in problems) problem?.Throw();
        return results;

        void Work(int i)
        {
            try
            {
                results[i] = run(i);
            }
            catch (Exception exception)
            {
                problems[i] = ExceptionDispatchInfo.Capture(exception);
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using GrokBench.EndToEnd.CommandLine;
using GrokBench.Suites.Tests.Fakes;

namespace GrokBench.EndToEnd.Faults;

/// <summary>
/// A bench whose files fail, or that is killed, at every operation on them in turn: no finished run is lost, no record is wrong, no fault ends in a crash, and
/// the next bench on the folder comes to the result of one that nothing happened to.
/// </summary>
public sealed class FaultTests
{
    /// <summary>Faults of the short tests, of each sort.</summary>
    private const int Few = 8;

    private TemporaryFolder folder = null!;
    private string library = "";
    private string finished = "";
    private string[] operations = [], operationsAgain = [];
    private ImmutableSortedDictionary<string, string> digests = ImmutableSortedDictionary<string, string>.Empty;
    private string verdicts = "";

    [OneTimeSetUp]
    public void TrainUndisturbed()
    {
        folder = new TemporaryFolder();
        library = FaultLibrary.Compile(folder.Path);
        finished = Path.Combine(folder.Path, "finished");
        operations = FaultLibrary.Operations(library, finished, TwoRuns.Bench(finished));
        (digests, verdicts) = (TwoRuns.Finished(finished), TwoRuns.Verdicts(finished));
        Assert.That(digests, Has.Count.EqualTo(2));
        var again = Copy("again");
        operationsAgain = FaultLibrary.Operations(library, again, TwoRuns.Bench(again, "--again"));
    }

    [OneTimeTearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void Bench_KilledAtSomeOperations_LosesNothing() => Fresh(Few, At("kill", operations));

    [Test]
    public void BenchAgain_KilledAtSomeOperations_LosesNothing() => Again(Few, At("kill", operationsAgain));

    [Test]
    public void Bench_FailingFiles_EndsWithACodeAndLosesNothing() => Fresh(Few, At("deny", operations, Fault.Space));

    [Test]
    public void Bench_SeveralProcessesWithFaults_LoseNothing() => Together(rounds: 3, seed: 1);

    [Test, Category("Long")]
    public void Bench_KilledAtEveryOperation_LosesNothing() => Fresh(int.MaxValue, At("kill", operations), At("torn", operations, only: "write"));

    [Test, Category("Long")]
    public void BenchAgain_KilledAtEveryOperation_LosesNothing() => Again(int.MaxValue, At("kill", operationsAgain), At("torn", operationsAgain, only: "write"));

    [Test, Category("Long")]
    public void Bench_DiskFullFromEveryOperationOn_EndsWithACodeAndLosesNothing() => Fresh(int.MaxValue, At("deny", operations, Fault.Space));

    [Test, Category("Long")]
    public void BenchAgain_ReadOnlyFromEveryOperationOn_EndsWithACodeAndLosesNothing() => Again(int.MaxValue, At("deny", operationsAgain, Fault.ReadOnly));

    [Test, Category("Long")]
    public void BenchAgain_OneOperationFails_EndsWithACodeAndLosesNothing() =>
        Again(int.MaxValue, At("fail", operationsAgain, Fault.Io), At("fail", operationsAgain, Fault.Permission));

    [Test, Category("Long")]
    public void Bench_FolderVanishesAtEveryOperation_EndsWithACodeAndLosesNothing() => Fresh(int.MaxValue, At("vanish", operations));

    [Test, Category("Long")]
    public void Bench_ManyProcessesWithFaults_LoseNothing() => Together(rounds: 60, seed: 2);

    /// <summary>A fault of one kind at each of the operations, or at those of one sort.</summary>
    private static Fault[] At(string kind, string[] operations, int error = 0, string? only = null) =>
        [.. operations.Index().Where(operation => only is null || operation.Item == only).Select(operation => new Fault(kind, operation.Index + 1, error))];

    /// <summary>Each fault happens to a bench on a folder of its own, in which nothing was.</summary>
    private void Fresh(int most, params Fault[][] faults) => All(most, faults, () => NewPath("fresh"), place => TwoRuns.Bench(place));

    /// <summary>Each fault happens to a bench that trains again what is finished.</summary>
    private void Again(int most, params Fault[][] faults) => All(most, faults, () => Copy("again"), place => TwoRuns.Bench(place, "--again"));

    private void All(int most, Fault[][] sorts, Func<string> place, Func<string, string[]> bench)
    {
        var faults = sorts.SelectMany(sort => sort.Length <= most ? sort : [.. Enumerable.Range(0, most).Select(i => sort[(2 * i + 1) * sort.Length / (2 * most)])]).ToArray();
        var (problems, codes) = (new ConcurrentBag<string>(), new ConcurrentBag<int>());
        Parallel.ForEach(faults, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, fault =>
        {
            var root = place();
            var before = TwoRuns.Finished(root);
            var ended = GrokBenchProcess.RunWith(fault.Environment(library, root), bench(root));
            codes.Add(ended.Code);
            if (Directory.Exists($"{root}.gone")) PutBack(root);
            foreach (var problem in Problems(root, before, [(fault, ended)])) problems.Add($"{fault}: {problem}");
            Directory.Delete(root, recursive: true);
        });
        Tell(faults.Length, codes);
        Assert.That(problems.Order(StringComparer.Ordinal), Is.Empty);
    }

    /// <summary>Two to four benches at once on one folder, each with a fault of its own; in every second round locks do nothing.</summary>
    private void Together(int rounds, int seed)
    {
        var (random, problems, codes) = (new Random(seed), new List<string>(), new List<int>());
        for (var round = 0; round < rounds; round++)
        {
            var again = random.Next(2) == 0;
            var root = again ? Copy("together") : NewPath("together");
            var before = TwoRuns.Finished(root);
            Fault[] faults =
            [
                .. Enumerable.Range(0, random.Next(2, 5)).Select(_ => (Fails: random.Next(3) == 0, At: random.Next(1, operations.Length)))
                    .Select(drawn => new Fault(drawn.Fails ? "fail" : "kill", drawn.At, drawn.Fails ? Fault.Io : 0) { LocksWork = round % 2 == 0 }),
            ];
            var children = faults.Select(fault => GrokBenchProcess.StartWith(fault.Environment(library, root), TwoRuns.Bench(root, again ? ["--again"] : []))).ToArray();
            var ended = children.Select(child => child.Wait()).ToArray();
            foreach (var child in children) child.Dispose();
            codes.AddRange(ended.Select(child => child.Code));
            problems.AddRange(Problems(root, before, [.. faults.Zip(ended)]).Select(problem => $"round {round}, {string.Join(" and ", faults.AsEnumerable())}: {problem}"));
            Directory.Delete(root, recursive: true);
        }

        Tell(codes.Count, codes);
        Assert.That(problems, Is.Empty);
    }

    /// <summary>What is wrong with how the commands ended, with what they left, and with what a bench makes of that.</summary>
    private IEnumerable<string> Problems(
        string root, ImmutableSortedDictionary<string, string> before, (Fault Fault, GrokBenchProcess.Ended Ended)[] commands)
    {
        const int Killed = 128 + 9;
        foreach (var (fault, ended) in commands)
        {
            if (ended.Code is not (0 or 3) && !(fault.Kills && ended.Code == Killed)) yield return $"exit code {ended.Code}: {ended.Errors}";
            if (ended.Errors.Contains("   at ", StringComparison.Ordinal)) yield return $"a stack trace: {ended.Errors}";
        }

        var left = TwoRuns.Finished(root);
        foreach (var run in before.Keys.Except(left.Keys)) yield return $"finished run {run} is lost";
        foreach (var run in left.Where(run => digests[run.Key] != run.Value)) yield return $"run {run.Key} has another result";

        var (code, said) = TwoRuns.Undisturbed(root);
        if (code != 0) yield return $"the next bench ends with {code}: {said}";
        else if (!TwoRuns.Finished(root).SequenceEqual(digests)) yield return $"the next bench has other results: {said}";
        else if (TwoRuns.Verdicts(root) != verdicts) yield return "the next bench has other verdicts";
    }

    /// <summary>Puts the folder that vanished in the place of whatever was made there meanwhile.</summary>
    private static void PutBack(string root)
    {
        if (Directory.Exists(root)) Directory.Delete(root, recursive: true);
        Directory.Move($"{root}.gone", root);
    }

    private static void Tell(int faults, IEnumerable<int> codes) =>
        TestContext.Out.WriteLine($"{faults} faults; exit codes {string.Join(", ", codes.CountBy(code => code).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))}");

    private string NewPath(string name) => Path.Combine(folder.Path, $"{name}-{Guid.NewGuid():N}");

    private string Copy(string name)
    {
        var copy = NewPath(name);
        foreach (var file in Directory.GetFiles(finished, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(finished, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return copy;
    }
}

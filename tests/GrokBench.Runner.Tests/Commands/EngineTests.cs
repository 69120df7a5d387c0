using System.Collections.Immutable;
using System.Text.Json;
using GrokBench.Runner.Commands;
using GrokBench.Runner.Hosting;
using GrokBench.Runner.Tests.Execution;
using GrokBench.Runner.Tests.Screens;
using GrokBench.Suites.Planning;
using GrokBench.Suites.Tests.Fakes;
using GrokBench.Tensors.Engines;
using GrokBench.Tensors.Engines.Cpu;

namespace GrokBench.Runner.Tests.Commands;

/// <summary>The verbs with an engine beside the built-in one, which is the built-in one under another name.</summary>
public sealed class EngineTests
{
    private const string Torch = "torch-1-0123456789abcdef";

    /// <summary>Two seeds of a program, and one run that is none.</summary>
    private const string Mixed =
        """
        suite: mixed
        paper: { title: "Programs and others", summary: "Not a paper." }
        theories: []
        runs:
          network:
            task:      { kind: modular-arithmetic, operation: x+y, modulus: 7, train: 0.7 }
            model:     { kind: mlp, input: one-hot, width: 8, activation: relu, biases: none, init: pytorch-uniform }
            optimiser: { kind: adamw, learning-rate: 1e-2, betas: [0.9, 0.98], epsilon: 1e-8, weight-decay: 1 }
            train:     { steps: 20, batch: full, loss: cross-entropy }
            observe:   { per-decade: 5 }
            seeds: 2
          map:
            task:      { kind: linear-teacher, inputs: 8, outputs: 2, ratio: 1.2, test: 10, tolerance: 1e-3, noise: 0.1 }
            model:     { kind: linear-regression, path: descent, init: normal }
            optimiser: { kind: sgd, learning-rate: 0.1, weight-decay: 0 }
            train:     { steps: 20, batch: full, loss: mse, precision: float64 }
            observe:   { per-decade: 5 }
            seeds: 1
        claims:
          fits:
            title: "The training part is fitted"
            says: "Every seed fits the training part."
            source: "nowhere"
            strength: weak
            over: network
            check: { kind: value, of: { measure: train.accuracy, at: end }, at-least: 0.5 }
        """;

    private static readonly CpuEngine Engine = CpuEngine.Create();

    private TemporaryFolder folder = null!;
    private Recording output = null!;
    private Recording status = null!;
    private string suite = "";
    private EngineOptions? made;

    private string Out => Path.Combine(folder.Path, "out");

    [SetUp]
    public void Begin()
    {
        (folder, output, status, made) = (new TemporaryFolder(), new Recording(200), new Recording(200), null);
        suite = Path.Combine(folder.Path, "mixed.yaml");
        File.WriteAllText(suite, Mixed);
    }

    [TearDown]
    public void End()
    {
        folder.Dispose();
        output.Dispose();
        status.Dispose();
    }

    [Test]
    public void Bench_OtherEngine_TakesProgramsAndLeavesTheRestToTheBuiltInOne()
    {
        var code = Invoke(new(), "bench", suite, "--out", Out, "--engine", "torch", "--stack", "3", "--quiet");

        Assert.That(code, Is.Zero, status.Text + output.Text);
        Assert.That(output.Text, Does.Contain($"engine {Torch}").And.Contain($"On engine {Engine.Identity}, which computes all learners that are no tensor programs: 1 run\n"));
        Assert.That(Records().Select(path => Path.GetFileName(Path.GetDirectoryName(path))), Is.EquivalentTo(new[] { Torch, Torch, Engine.Identity.ToString() }));
        using var outcome = JsonDocument.Parse(File.ReadAllText(Path.Combine(Out, "outcome.json")));
        Assert.That(outcome.RootElement.GetProperty("engine").GetString(), Is.EqualTo(Torch));
        Assert.That(outcome.RootElement.GetProperty("engines").GetRawText(), Does.Match($$"""^\{\s*"{{Engine.Identity}}": 1,\s*"{{Torch}}": 2\s*\}$"""));
        var page = File.ReadAllText(Path.Combine(Out, "report", "environment.html"));
        Assert.That(page, Does.Contain(", with 3 runs at a time"));
        var again = $" --profile ci --out {Out} --engine torch --device cpu --stack 3 --threads {Environment.ProcessorCount}";
        Assert.That(File.ReadAllText(Path.Combine(Out, "report", "mixed.html")), Does.Contain($"--again{again}").And.Contain($"--only fits{again}"));
        Assert.That(page, Does.Contain($"come from the built-in engine <code>{Engine.Identity}</code>").And.Contain("Engine: device"));
    }

    [Test]
    public void Check_OtherEngine_FindsTheRecordsOfBoth()
    {
        Invoke(new(), "run", suite, "--out", Out, "--engine", "torch", "--quiet");
        var code = Invoke(new(), "run", suite, "--out", Out, "--engine", "torch", "--quiet");

        Assert.That(code, Is.Zero, status.Text);
        Assert.That(output.Text, Does.Contain("Runs: 0 trained, 3 reused, 0 failed"));
        Assert.That(Invoke(new(), "report", suite, "--out", Out, "--engine", "torch"), Is.Zero);
        Assert.That(File.ReadAllText(Path.Combine(Out, "verdicts.json")), Does.Contain(Torch).And.Contain(Engine.Identity.ToString()));
    }

    [TestCase("--engine torch", "cpu", 1)]
    [TestCase("--engine torch --stack 5", "cpu", 5)]
    [TestCase("--engine torch --device cuda", "cuda", 16)]
    [TestCase("--engine torch --device cuda:1 --stack 64", "cuda:1", 64)]
    public void Plan_OtherEngine_IsMadeForTheDeviceAndHasAsManyRunsAtATimeAsItStacks(string line, string device, int stack)
    {
        var code = Invoke(new(), ["plan", suite, "--threads", "3", .. line.Split(' ')]);

        Assert.That(code, Is.Zero, status.Text);
        Assert.That(made, Is.EqualTo(new EngineOptions(device, stack, 3)));
        Assert.That(output.Text, Does.Contain($"with {stack} at a time, and ").And.Contain(device == "cpu" ? "that runs may take" : "of memory, most of it the device's"));
    }

    [Test]
    public void Plan_OtherEngineWithFewerJobs_HasThatManyAtATime()
    {
        Invoke(new(), "plan", suite, "--engine", "torch", "--device", "cuda", "--jobs", "2", "--memory", "1");

        Assert.That(output.Text, Does.Contain("with 2 at a time, and ").And.Contain("of the 1.0 GiB that runs may take"));
    }

    [Test]
    public void Command_EngineThatCannotBeUsedHere_EndsWithThreeAndSaysWhatToDo([Values("bench", "check", "plan")] string verb)
    {
        var code = Invoke(new(() => throw new EngineException("no CUDA device can be used: get one")), [verb, suite, "--engine", "torch", .. verb == "plan" ? [] : new[] { "--out", Out }]);

        Assert.That(code, Is.EqualTo(3), output.Text);
        Assert.That(status.Text, Does.Contain("no CUDA device can be used: get one"));
        if (verb != "plan") Assert.That(output.Text, Does.EndWith("Exit code 3: no CUDA device can be used: get one"));
        Assert.That(Directory.Exists(Out), Is.False, "nothing was begun");
    }

    [Test]
    public void Command_NoRoomToTimeTheEngine_EndsWithThree([Values("bench", "plan")] string verb)
    {
        var code = Invoke(
            new(Timing: () => throw new DeviceMemoryException("16 stacked runs do not fit into the memory of cuda:0", canRetry: true)),
            [verb, suite, "--engine", "torch", .. verb == "plan" ? [] : new[] { "--out", Out }]);

        Assert.That(code, Is.EqualTo(3), output.Text);
        Assert.That(status.Text, Does.Contain(
            $"engine {Torch} has no room for the small programs that time it: 16 stacked runs do not fit into the memory of cuda:0; another program may hold the device"));
    }

    [Test]
    public void Bench_DeviceRunsOutOfMemoryOnce_TrainsInASmallerStack()
    {
        var compiled = 0;
        var code = Invoke(new(Compiling: () =>
        {
            if (Interlocked.Increment(ref compiled) == 1) throw new DeviceMemoryException("4 stacked runs do not fit into the memory of cuda:0", canRetry: true);
        }), "run", suite, "--out", Out, "--engine", "torch", "--stack", "4", "--jobs", "1", "--quiet");

        Assert.That(code, Is.Zero, status.Text);
        Assert.That(output.Text, Does.Contain("Runs: 3 trained, 0 reused, 0 failed"));
        Assert.That(status.Text, Does.Match(@"^mixed network seed \d: 4 stacked runs do not fit into the memory of cuda:0; it and those stacked with it begin anew, in smaller stacks$"));
    }

    [Test]
    public void Bench_DeviceTooSmallForOneRun_EndsWithThreeAndKeepsTheOthers()
    {
        var code = Invoke(
            new(Compiling: () => throw new DeviceMemoryException("a run alone does not fit into the memory of cuda:0", canRetry: false)),
            "run", suite, "--out", Out, "--engine", "torch", "--quiet");

        Assert.That(code, Is.EqualTo(3), status.Text);
        Assert.That(output.Text, Does.Contain("Runs: 1 trained, 0 reused, 2 failed").And.Contain(": a run alone does not fit into the memory of cuda:0\n").And.EndWith("Exit code 3: 2 runs failed"));
    }

    [TestCase("--engine torch --device gpu", "--device is gpu; expected cpu, cuda, or cuda: and a number such as cuda:1")]
    [TestCase("--engine torch --device cuda:", "--device is cuda:; expected ")]
    [TestCase("--engine torch --device cuda:-1", "--device is cuda:-1; expected ")]
    [TestCase("--engine torch --stack 0", "--stack is 0; expected an integer of at least 1")]
    [TestCase("--device cpu", "--device is for --engine torch; the built-in engine computes each run by itself, on the processor")]
    [TestCase("--engine cpu --stack 2", "--stack is for --engine torch; the built-in engine computes each run by itself, on the processor")]
    [TestCase("--engine pytorch --device cuda", "'pytorch'")]
    public void Command_BadEngineOptions_EndsWithTwo(string line, string message)
    {
        var code = Invoke(new(), ["bench", suite, "--out", Out, .. line.Split(' ')]);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(status.Text, Does.Contain(message));
        Assert.That(made, Is.Null);
    }

    [Test]
    public void Command_EngineThatTheBuildLacks_EndsWithTwoAndSaysHowToGetIt()
    {
        var code = Invoke(null, "bench", suite, "--out", Out, "--engine", "torch", "--device", "cuda:0");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(status.Text, Is.EqualTo("--engine is torch, which this build lacks: make build TORCH=cpu or make build TORCH=cuda adds it, and a program of one file the package GrokBench.Torch; see docs/gpu.md"));
        Assert.That(Directory.Exists(Out), Is.False);
    }

    private string[] Records() => Directory.GetFiles(Out, "record.json", SearchOption.AllDirectories);

    /// <param name="behaviour">Of the other engine; null where there is none.</param>
    private int Invoke(Behaviour? behaviour, params string[] arguments)
    {
        var engines = ImmutableSortedDictionary.Create<string, Func<EngineOptions, IEngine>>(StringComparer.Ordinal).Add("cpu", _ => Engine);
        if (behaviour is not null)
        {
            engines = engines.Add("torch", options =>
            {
                behaviour.Making?.Invoke();
                made = options;
                return new RenamedEngine(Engine, options) { Compiling = behaviour.Compiling ?? (() => { }) };
            });
        }

        var times = new StepTimes([new StepTime(1, 0.001), new StepTime(1e9, 0.001)]);
        return GrokBenchCommand.Invoke(arguments, new Host(output.Console, status.Console, new ManualClock(), engines, Time, () => 1L << 30));

        StepTimes Time(IEngine engine)
        {
            if (engine != Engine) behaviour?.Timing?.Invoke();
            return times;
        }
    }

    /// <param name="Making">Called before the engine is made.</param>
    /// <param name="Compiling">Called before each of its programs is compiled.</param>
    /// <param name="Timing">Called before it is timed.</param>
    private sealed record Behaviour(Action? Making = null, Action? Compiling = null, Action? Timing = null);
}

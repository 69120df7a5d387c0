using System.Diagnostics;
using GrokBench.Models.Learning;
using GrokBench.Torch.Tests.Families;

namespace GrokBench.Torch.Tests.Stacks;

/// <summary>However long a run trains, it holds as much memory as after its first steps.</summary>
[Category("Long")]
internal sealed class FlatMemoryTests
{
    private const int Early = 1000, Late = 10_000;

    /// <summary>Bytes that the runtime takes and gives back now and then: up to 9 MB were seen. Two kilobytes lost in every step would be more.</summary>
    private const long Margin = 16 << 20;

    /// <summary>Full batches; short last batches in an order of their own each epoch; examples that are refilled.</summary>
    [Test]
    public void Step_TenThousandTimes_HoldsNoMoreTensorsThanAfterAThousand([Values("mlp-quadratic", "mlp-side-by-side", "mlp-parity-online")] string name)
    {
        using var learner = CommittedRuns.Learner(CommittedRuns.Spec(name), TestEngines.Torch());
        Train(learner, Early);
        var (tensors, bytes) = (LiveTensors.AfterCollection(), WorkingSet);
        Train(learner, Late);
        Assert.Multiple(() =>
        {
            Assert.That(LiveTensors.Count, Is.EqualTo(tensors));
            Assert.That(WorkingSet, Is.LessThan(bytes + Margin));
        });
    }

    private static long WorkingSet
    {
        get
        {
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            return process.WorkingSet64;
        }
    }

    /// <summary>Up to a step, with an evaluation now and then.</summary>
    private static void Train(NeuralLearner learner, int last)
    {
        while (learner.Steps < last)
        {
            learner.Step();
            if (learner.Steps % 100 != 0) continue;
            foreach (var split in learner.Splits) learner.Evaluate(split);
        }
    }
}

using GrokBench.Models.Families;
using GrokBench.Models.Learning;

namespace GrokBench.Models.Measures.Fourier;

/// <summary>
/// The network from which a run on p² pairs is not expected to change in kind any more. A run's budget and its stop events are no part of
/// what trains it, so that they cannot say: a second learner of the same run is trained until its test loss has been at most 0.1 with 99 %
/// of the test split right for five evaluations in a row, then for half as many steps again, and in any case no longer than 2·p² steps: 25,538
/// for p = 113, where the authors' run ends its clean-up at 14,000. Evaluations are 5 % of the steps apart, and at least 10 steps.
/// </summary>
internal static class FinalNetwork
{
    private const double Loss = 0.1, Accuracy = 0.99;
    private const int Hold = 5, LeastInterval = 10;

    /// <summary>The second learner, trained; whoever asks disposes of it.</summary>
    public static NeuralLearner Train(NeuralLearner learner)
    {
        var twin = learner.Twin();
        var most = MostSteps(learner.Spec);
        var (held, end) = (0, most);
        while (twin.Steps < end)
        {
            var next = Math.Min(end, twin.Steps + Math.Max(LeastInterval, twin.Steps / 20));
            while (twin.Steps < next) twin.Step();
            if (end < most) continue;
            var score = twin.Evaluate("test");
            held = score.Loss <= Loss && score.Accuracy >= Accuracy ? held + 1 : 0;
            if (held == Hold) end = Math.Min(most, twin.Steps + (twin.Steps / 2));
        }

        return twin;
    }

    /// <summary>Steps at which the second learner ends at the latest.</summary>
    public static long MostSteps(TrainingSpec spec)
    {
        long p = spec.Task.Integer("modulus");
        return 2 * p * p;
    }

    /// <summary>Most multiply-adds of its training, evaluations left out.</summary>
    public static double Operations(TrainingSpec spec) => ((NeuralFamily)spec.Model.Kind).Cost(spec).StepOperations * MostSteps(spec);
}

using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Learning.Linear;

/// <summary>Initial weights as the family's settings state them.</summary>
internal sealed class LinearInit(Choice settings, TaskShape task)
{
    /// <returns>outputs x inputs, row-major.</returns>
    public double[] Draw(ulong seed)
    {
        var (inputs, outputs, scale) = (task.InputWidth, task.Outputs, settings.Number("init-scale"));
        var deviation = LinearTeacher.Deviation(inputs, outputs);
        var stream = new RandomStream(seed, "weights");
        var stated = settings["init"].Content is string ? [] : settings.Numbers("init");
        var weights = new double[outputs * inputs];
        for (var i = 0; i < weights.Length; i++)
        {
            // Input by input in suites and draws, as the weights of a linear layer are.
            var (output, input) = Math.DivRem(i, inputs);
            var index = (input * outputs) + output;
            weights[i] = scale * (stated.IsEmpty ? deviation * stream.Normal((ulong)index) : stated[index]);
        }

        return weights;
    }
}

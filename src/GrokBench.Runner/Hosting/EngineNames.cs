namespace GrokBench.Runner.Hosting;

/// <summary>The engines that there are, whether this build has them or not.</summary>
internal static class EngineNames
{
    public const string BuiltIn = "cpu", Torch = "torch";
}

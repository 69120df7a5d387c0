using GrokBench.EndToEnd.Families;

/// <summary>
/// What the runtime calls in a child before the command itself, because the tests name this assembly in DOTNET_STARTUP_HOOKS. The runtime looks for this
/// very name, outside any namespace.
/// </summary>
internal static class StartupHook
{
    public static void Initialize() => Surroundings.Write();
}

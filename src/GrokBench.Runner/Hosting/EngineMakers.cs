using System.Reflection;
using GrokBench.Tensors.Engines;

namespace GrokBench.Runner.Hosting;

/// <summary>The engines that an assembly brings.</summary>
internal static class EngineMakers
{
    /// <exception cref="ArgumentException">A maker has no public constructor without arguments, or a name that the command line does not know.</exception>
    public static IEnumerable<KeyValuePair<string, Func<EngineOptions, IEngine>>> In(Assembly assembly) =>
        assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IEngineMaker).IsAssignableFrom(type)).Select(Maker);

    private static KeyValuePair<string, Func<EngineOptions, IEngine>> Maker(Type type)
    {
        var maker = type.GetConstructor(Type.EmptyTypes) is { } constructor
            ? (IEngineMaker)constructor.Invoke([])
            : throw new ArgumentException($"{type} has no public constructor without arguments, by which the program could make it");
        return maker.Name == EngineNames.Torch
            ? new(maker.Name, options => maker.Create(options.Device, options.Stack, options.Threads))
            : throw new ArgumentException($"{type} makes an engine named '{maker.Name}'; expected {EngineNames.Torch}, the one that can be added");
    }
}

using System.Reflection;
using System.Reflection.Emit;
using GrokBench.Models.Learning;
using GrokBench.Models.Measures;
using GrokBench.Tensors.Engines;

namespace GrokBench.Models.Tests;

/// <summary>Assemblies that the catalogue does not take, made here: it stays as it was.</summary>
public sealed class CatalogueIncludeTests
{
    [Test]
    public void Include_AKindOfAKnownName_IsRefusedAndNamesBoth()
    {
        var measures = Catalogue.Measures;
        Assert.That(
            () => Catalogue.Include(With(typeof(Taken))),
            Throws.ArgumentException.With.Message.EqualTo($"{typeof(WeightNorm)} and Extra.Kind have the same name, 'weight-norm'"));
        Assert.That(Catalogue.Measures, Is.SameAs(measures));
        Assert.That(Catalogue.Extensions, Is.Empty);
    }

    [Test]
    public void Include_AKindWithArguments_IsRefused() => Assert.That(
        () => Catalogue.Include(With(typeof(Taken), typeof(int))),
        Throws.ArgumentException.With.Message.EqualTo("Extra.Kind has no public constructor without arguments, by which the catalogue could make it"));

    [Test]
    public void Include_ItsOwnAssembly_ChangesNothing()
    {
        var tasks = Catalogue.Tasks;
        Catalogue.Include(typeof(Catalogue).Assembly);
        Assert.That(Catalogue.Tasks, Is.SameAs(tasks));
    }

    /// <summary>An assembly with one class, <c>Extra.Kind</c>, that derives from another.</summary>
    private static AssemblyBuilder With(Type parent, params Type[] arguments)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("extra"), AssemblyBuilderAccess.RunAndCollect);
        var kind = assembly.DefineDynamicModule("extra").DefineType("Extra.Kind", TypeAttributes.Public, parent);
        var code = kind.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, arguments).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, parent.GetConstructor(Type.EmptyTypes)!);
        code.Emit(OpCodes.Ret);
        kind.CreateType();
        return assembly;
    }

    /// <summary>A measure with the name of another, which this assembly's own catalogue does not see.</summary>
    public class Taken : NeuralMeasure
    {
        public override string Name => "weight-norm";

        public override int Version => 1;

        public override string Summary => "A name that is taken.";

        public override double Operations(TrainingSpec spec) => 1;

        public override long Bytes(TrainingSpec spec, IEngine engine) => 0;

        protected override void Evaluate(NeuralLearner learner, Span<double> values) => values[0] = 0;
    }
}

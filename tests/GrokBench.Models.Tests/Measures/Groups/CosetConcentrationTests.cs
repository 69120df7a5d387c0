using GrokBench.Models.Measures.Groups;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tests.Families;
using GrokBench.Tensors.RandomNumbers;

namespace GrokBench.Models.Tests.Measures.Groups;

public sealed class CosetConcentrationTests
{
    /// <summary>By every subset of the group that is a subgroup.</summary>
    [Test]
    public void Concentration_OfTheFixture_IsNumPys()
    {
        using var learner = GroupNetworks.Pentagon();
        Assert.That(Bench.Measure(new CosetConcentration(), learner)[0], Is.EqualTo(Fixture.Read("group")["coset-concentration"]!.GetValue<double>()).Within(1e-12));
    }

    /// <summary>Z4 and H = {0, 2}: of a total of 14, 2 + 8 lie within.</summary>
    [Test]
    public void Least_OfAFunctionOnFourTurns_IsThatWithinItsTwoCosets() =>
        Assert.That(CosetConcentration.Least([1, 2, 3, 6], [[0, 1, 0, 1]]), Is.EqualTo(10.0 / 14).Within(1e-12));

    [Test]
    public void Least_OfSeveralPartitions_IsTheSmallest() =>
        Assert.That(CosetConcentration.Least([1, 2, 1, 2], [[0, 0, 1, 1], [0, 1, 0, 1]]), Is.EqualTo(0).Within(1e-12));

    [Test]
    public void Least_OfAConstant_IsNotANumber() => Assert.That(CosetConcentration.Least([3, 3, 3, 3], [[0, 1, 0, 1]]), Is.NaN);

    /// <summary>The mean over random functions is (n - n/|H|)/(n - 1) for each subgroup; of S3's three cosets of two, 3/5.</summary>
    [Test]
    public void Least_OfRandomFunctionsAndOneSubgroup_IsAsExpected()
    {
        var cosets = Subgroups.Cosets(FiniteGroup.Symmetric(3), [0, 1], left: true);
        var stream = new RandomStream(5, "functions");
        var functions = Enumerable.Range(0, 20_000).Select(i => Enumerable.Range(0, 6).Select(g => stream.Normal((ulong)((6 * i) + g))));
        var mean = functions.Average(function => CosetConcentration.Least([.. function], [cosets]));
        Assert.That(mean, Is.EqualTo(0.6).Within(0.01));
    }

    /// <summary>Random weights are as concentrated as permuted ones, and half are below.</summary>
    [Test]
    public void Permuted_OfARandomNetwork_IsLikeItself()
    {
        using var learner = Bench.Create(GroupNetworks.Spec("symmetric", 4, 1000));
        var values = Bench.Measure(new CosetConcentration(), learner);
        Assert.That(values[0], Is.EqualTo(values[1]).Within(0.02));
        Assert.That(values[2], Is.EqualTo(0.5).Within(0.05));
    }

    /// <summary>A function of the cosets of a subgroup has none within them, its values in another order have.</summary>
    [Test]
    public void Below_OfFunctionsOfCosets_IsAllOfThem()
    {
        using var learner = Bench.Create(GroupNetworks.Spec("symmetric", 4, 30));
        var cosets = Subgroups.Cosets(FiniteGroup.Symmetric(4), Subgroups.Of(FiniteGroup.Symmetric(4))[20], left: false);
        var table = learner.Program.Graph.Parameters["hidden1.weight"];
        double[] weights = [.. Enumerable.Range(0, table.Shape.Count).Select(i => Math.Sin((1 + cosets[i / 30 % 24]) * (1 + (i % 30) + (i / 720))))];
        learner.Program.Parameters.CopyFrom(table.Offset, weights);
        var values = Bench.Measure(new CosetConcentration(), learner);
        Assert.That(values[0], Is.EqualTo(0).Within(1e-12));
        Assert.That(values[2], Is.GreaterThan(0.95));
    }

    [Test]
    public void Obstacle_OfAGroupWithoutSubgroups_SaysSo() =>
        Assert.That(new CosetConcentration().Obstacle(GroupNetworks.Spec("cyclic", 7, 20)), Is.EqualTo("the group has no subgroups"));
}

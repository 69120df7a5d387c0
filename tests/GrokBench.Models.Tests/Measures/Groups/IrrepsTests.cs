using GrokBench.Models.Measures.Groups;
using GrokBench.Models.Tests.Families;
using GrokBench.Models.Tests.Tasks;

namespace GrokBench.Models.Tests.Measures.Groups;

public sealed class IrrepsTests
{
    /// <summary>
    /// NumPy's by explicit matrices, to which the fixture's numbers of representations belong: the sign and two of two dimensions, the
    /// slower wave first.
    /// </summary>
    [Test]
    public void Shares_OfTheFixture_AreNumPysByLeastSquares()
    {
        var fixture = Fixture.Read("group");
        using var learner = GroupNetworks.Pentagon();
        var values = Bench.Measure(new Irreps(), learner);
        var keys = fixture["keys"]!.AsArray().Select(key => key!.GetValue<int>()).ToArray();
        Assert.That(values[..2], Is.EqualTo(new double[] { keys.Length, keys.Sum(key => 1 << key) }));
        Assert.That(values[2..], Is.EqualTo(fixture["shares"]!.AsArray().Select(share => share!.GetValue<double>())).Within(1e-10));
    }

    /// <summary>The frequencies of Z_p are its representations, so that x + y has them too; a random network has none.</summary>
    [Test]
    public void Key_OfARandomNetwork_IsNone()
    {
        using var learner = Bench.Create(Bench.Mlp);
        Assert.That(Bench.Measure(new Irreps(), learner), Is.EqualTo(new double[5]));
    }

    [Test]
    public void Shares_OfEqualLogits_AreNotANumber()
    {
        using var learner = Bench.Create(Bench.Mlp);
        var output = learner.Program.Graph.Parameters["output.weight"];
        learner.Program.Parameters.CopyFrom(output.Offset, new double[output.Shape.Count]);
        Assert.That(Bench.Measure(new Irreps(), learner), Is.All.NaN);
    }

    [Test]
    public void Obstacle_OfOtherTasks_SaysWhy()
    {
        var measure = new Irreps();
        Assert.That(measure.Obstacle(GroupNetworks.Spec("symmetric", 4, 20)), Is.Null);
        Assert.That(measure.Obstacle(Bench.Mlp with { Task = Table.Group("x*y", 0.5, ("degree", 4)) }), Is.Null);
        Assert.That(measure.Obstacle(Bench.Mlp with { Task = Table.Group("x*y*x", 0.5, ("degree", 4)) }), Is.EqualTo("the task is no product of a group"));
        Assert.That(measure.Obstacle(Bench.Parity), Is.EqualTo("the task is no product of a group"));
        Assert.That(measure.Obstacle(GroupNetworks.Spec("cyclic", 113, 20)), Is.EqualTo("the group has more than 53 representations"));
        Assert.That(measure.Obstacle(GroupNetworks.Spec("dihedral", 61, 20)), Is.EqualTo("the table has more than 120 elements"));
    }
}

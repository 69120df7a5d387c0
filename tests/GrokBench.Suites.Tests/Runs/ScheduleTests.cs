using GrokBench.Suites.Runs;

namespace GrokBench.Suites.Tests.Runs;

[TestFixture]
public sealed class ScheduleTests
{
    [Test]
    public void Expand_Every_GivesMultiplesAndBothEnds() =>
        Assert.That(new Schedule(0, 30).Expand(100), Is.EqualTo(new long[] { 0, 30, 60, 90, 100 }));

    [Test]
    public void Expand_NeitherRule_GivesBothEnds() => Assert.That(new Schedule(0, 0).Expand(7), Is.EqualTo(new long[] { 0, 7 }));

    [Test]
    public void Expand_NoBudget_GivesStepZeroAlone() => Assert.That(new Schedule(10, 5).Expand(0), Is.EqualTo(new long[] { 0 }));

    [Test]
    public void Expand_PerDecade_RoundsPowersOfTen() =>
        // 10^(k/4): 1, 1.78, 3.16, 5.62, 10, 17.8, 31.6, 56.2, 100, 177.8
        Assert.That(new Schedule(4, 0).Expand(200), Is.EqualTo(new long[] { 0, 1, 2, 3, 6, 10, 18, 32, 56, 100, 178, 200 }));

    [Test]
    public void Expand_Both_GivesTheUnion() =>
        Assert.That(new Schedule(1, 40).Expand(120), Is.EqualTo(new long[] { 0, 1, 10, 40, 80, 100, 120 }));

    [Test]
    public void Count_OfAnySchedule_IsThatOfTheExpandedSteps()
    {
        foreach (var perDecade in new[] { 0, 1, 3, 40, 200 })
        {
            foreach (var every in new[] { 0, 1, 2, 7, 100 })
            {
                for (var budget = 0; budget < 1200; budget += budget < 30 ? 1 : 29)
                {
                    var schedule = new Schedule(perDecade, every);
                    Assert.That(schedule.Count(budget), Is.EqualTo(schedule.Expand(budget).Length), $"{schedule}, {budget} steps");
                }
            }
        }
    }

    [Test]
    public void Count_OfManySteps_TakesNone() => Assert.That(new Schedule(0, 1).Count(int.MaxValue), Is.EqualTo(int.MaxValue + 1L));

    [Test]
    public void Expand_ManyPerDecade_AgreesWithTheDefinition()
    {
        // Independent: m is on the schedule when some k has m - 1/2 <= 10^(k/40) < m + 1/2, told from logarithms with room for their rounding.
        var steps = new Schedule(40, 0).Expand(100_000).ToHashSet();
        for (var m = 1; m < 100_000; m++)
        {
            var (low, high) = (40 * Math.Log10(m - 0.5), 40 * Math.Log10(m + 0.5));
            var expected = Math.Ceiling(low - 1e-9) <= high - 1e-9;
            if (steps.Contains(m) != expected) Assert.Fail($"step {m}: {steps.Contains(m)}, expected {expected}");
        }

        Assert.That(steps, Has.Count.EqualTo(1 + Enumerable.Range(0, 200).Select(k => (long)Math.Round(Math.Pow(10, k / 40.0))).Distinct().Count() + 1));
    }

    [TestCase(40, 0)]
    [TestCase(0, 7)]
    [TestCase(10, 33)]
    public void Expand_LargerBudget_KeepsEveryEarlierStep(int perDecade, int every)
    {
        var schedule = new Schedule(perDecade, every);
        Assert.That(schedule.Expand(5000).Where(step => step < 321), Is.EqualTo(schedule.Expand(321).Where(step => step < 321)));
    }

    [Test]
    public void Expand_NegativeBudget_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new Schedule(1, 0).Expand(-1));
}

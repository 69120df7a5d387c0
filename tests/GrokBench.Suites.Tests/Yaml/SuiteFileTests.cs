using System.Text;
using GrokBench.Suites.Yaml;

namespace GrokBench.Suites.Tests.Yaml;

public sealed class SuiteFileTests
{
    private string folder = "";

    private static string Valid => ToySuite.Head + "runs: { a: {} }" + ToySuite.NoClaims;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("suites").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void The_first_byte_that_is_no_UTF_8_is_named_with_its_place() =>
        Assert.That(Problems([.. "suite: toy\r\npaper: { title: αβ"u8, 0xff, 0xfe, .. "}"u8]), Is.EqualTo(["2:19: the byte 0xff, which is no UTF-8, expected text in UTF-8"]));

    [TestCase(new byte[] { 0xe2, 0x82 }, TestName = "A character that is cut off")]
    [TestCase(new byte[] { 0xc0, 0xaf }, TestName = "A form that is too long")]
    [TestCase(new byte[] { 0xed, 0xa0, 0x80 }, TestName = "A surrogate")]
    public void What_is_no_UTF_8_is_refused(byte[] bytes) => Assert.That(Problems([.. "a: "u8, .. bytes]).Single(), Does.StartWith("1:4: the byte 0x").And.EndsWith("expected text in UTF-8"));

    [Test]
    public void A_byte_order_mark_is_no_part_of_the_text() => Assert.That(Problems([0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Valid)]), Is.Empty);

    [Test]
    public void A_file_is_at_most_as_long_as_the_limit()
    {
        var longest = Valid + "\n#" + new string('c', Limits.FileBytes - Valid.Length - 2);

        Assert.That(Problems(Encoding.UTF8.GetBytes(longest)), Is.Empty);
        Assert.That(Problems(Encoding.UTF8.GetBytes(longest + "c")), Is.EqualTo(["1:1: more than 1,000,000 bytes, expected at most 1,000,000"]));
    }

    [Test]
    public void A_device_without_an_end_is_too_long()
    {
        if (!File.Exists("/dev/zero")) Assert.Ignore("this system has no such device");
        Assert.That(SuiteReader.Read(["/dev/zero"], "ci", ToyKinds.Vocabulary).Problems.Single().Found, Is.EqualTo("more than 1,000,000 bytes"));
    }

    [Test]
    public void The_second_suite_of_a_name_is_refused_with_the_place_of_the_first()
    {
        var (first, second) = (Path.Combine(folder, "toy.yaml"), Path.Combine(folder, "more", "toy.yaml"));
        Directory.CreateDirectory(Path.Combine(folder, "more"));
        File.WriteAllText(first, Valid);
        File.WriteAllText(second, Valid);

        var problem = SuiteReader.Read([first, second], "ci", ToyKinds.Vocabulary).Problems.Single();

        Assert.That((problem.File, problem.Found, problem.Expected), Is.EqualTo((second, "a second suite toy", $"suites of different names (the first is in {first})")));
    }

    [Test]
    public void The_runs_of_all_suites_together_are_bounded()
    {
        string[] files = [.. new[] { "a", "b" }.Select(name => Path.Combine(folder, name + ".yaml"))];
        foreach (var file in files)
        {
            var groups = string.Join(", ", Enumerable.Range(0, 7).Select(i => FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(file)}{i}: {{ seeds: 9000, model: {{ width: {60 + i} }} }}")));
            File.WriteAllText(file, (ToySuite.Head + $"runs: {{ {groups} }}" + ToySuite.NoClaims).Replace("suite: toy", $"suite: {Path.GetFileNameWithoutExtension(file)}", StringComparison.Ordinal));
        }

        var problem = SuiteReader.Read(files, "ci", ToyKinds.Vocabulary).Problems.Single();

        Assert.That((problem.File, problem.Found, problem.Expected), Is.EqualTo((files[1], "126,000 runs in profile ci, those of the suites before it included", "at most 100,000")));
    }

    private string[] Problems(byte[] bytes)
    {
        var file = Path.Combine(folder, "toy.yaml");
        File.WriteAllBytes(file, bytes);
        return [.. SuiteReader.Read([file], "ci", ToyKinds.Vocabulary).Problems.Select(problem => problem.ToString()[(file.Length + 1)..])];
    }
}

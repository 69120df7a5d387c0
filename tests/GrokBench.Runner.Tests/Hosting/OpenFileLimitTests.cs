using GrokBench.Runner.Hosting;

namespace GrokBench.Runner.Tests.Hosting;

public sealed class OpenFileLimitTests
{
    [TestCase("Max open files            40                   40                   files     ")]
    [TestCase("Max open files            255                  524288               files     ")]
    public void Problem_TooFew_SaysHowMany(string line) => Assert.That(OpenFileLimit.Problem(line), Does.EndWith("raise the limit with ulimit -n 256"));

    [TestCase("Max open files            256                  256                  files     ")]
    [TestCase("Max open files            unlimited            unlimited            files     ")]
    [TestCase("Max open files")]
    public void Problem_Enough_None(string line) => Assert.That(OpenFileLimit.Problem(line), Is.Null);
}

namespace GrokBench.Torch.Tests;

/// <summary>What is made of the loader's words, which are those of real failures.</summary>
internal sealed class NativeLibrariesTests
{
    private const string Start =
        "Unable to load shared library 'LibTorchSharp' or one of its dependencies. In order to help diagnose loading problems, consider "
        + "using a tool like strace. If you're using glibc, consider setting the LD_DEBUG environment variable: \n";

    private const string NotThere = "/app/libLibTorchSharp.so: cannot open shared object file: No such file or directory\n";

    [Test]
    public void Explain_TheCppRuntimeIsTooOld_NamesItAndTheVersionThatIsNeeded() =>
        Assert.That(
            NativeLibraries.Explain(
                $"{Start}{NotThere}/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/lib.so)\n{NotThere}"),
            Is.EqualTo("it needs GLIBCXX_3.4.32, and this system's C++ runtime /lib/libstdc++.so.6 is older"));

    [Test]
    public void Explain_AnotherLibraryOfTheSystemIsTooOld_NamesItAndTheVersionThatIsNeeded() =>
        Assert.That(
            NativeLibraries.Explain($"{Start}/lib/libc.so.6: version `GLIBC_2.38' not found (required by /lib/libstdc++.so.6)\n"),
            Is.EqualTo("it needs GLIBC_2.38, and this system's library /lib/libc.so.6 is older"));

    [Test]
    public void Explain_ALibraryThatItNeedsIsMissing_NamesThatOne() =>
        Assert.That(
            NativeLibraries.Explain($"{Start}{NotThere}libtorch.so: cannot open shared object file: No such file or directory\n{NotThere}"),
            Is.EqualTo("it needs libtorch.so, which is not there"));

    [Test]
    public void Explain_ItIsNowhere_SaysThatItCannotBeLoaded() =>
        Assert.That(
            NativeLibraries.Explain($"{Start}{NotThere}libLibTorchSharp.so: cannot open shared object file: No such file or directory\n"),
            Is.EqualTo("Unable to load shared library 'LibTorchSharp' or one of its dependencies"));

    [Test]
    public void Function_ThatLibtorchDoesNotExport_IsNull() =>
        Assert.That(NativeLibraries.Function("_ZN2at7Context3offEv"), Is.Null);
}

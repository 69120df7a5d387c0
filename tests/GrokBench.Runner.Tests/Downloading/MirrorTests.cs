using GrokBench.Runner.Downloading;

namespace GrokBench.Runner.Tests.Downloading;

public sealed class MirrorTests
{
    [TestCase("http://host/files", "http://host/files/")]
    [TestCase("https://user:secret@host:8080/files//", "https://***@host:8080/files/")]
    [TestCase("http://user@host", "http://***@host/")]
    [TestCase("http://host/a@b", "http://host/a@b/")]
    public void ToString_Address_HasNoUserInformation(string text, string shown) => Assert.That(Mirror.TryParse(text)?.ToString(), Is.EqualTo(shown));

    [TestCase("somewhere")]
    [TestCase("")]
    [TestCase("file:///etc")]
    [TestCase("ftp://host/")]
    [TestCase("http://")]
    [TestCase("http://host:port/")]
    [TestCase("http://host/?key=secret")]
    [TestCase("http://host/#part")]
    public void TryParse_OtherText_GivesNone(string text) => Assert.That(Mirror.TryParse(text), Is.Null);

    [TestCase("nothing to hide", "nothing to hide")]
    [TestCase("the proxy http://user:secret@host failed", "the proxy http://***@host failed")]
    [TestCase("http://user:se/cr et@host:port/", "http://***@host:port/")]
    public void Masked_Text_HasNoUserInformation(string text, string masked) => Assert.That(Mirror.Masked(text), Is.EqualTo(masked));
}

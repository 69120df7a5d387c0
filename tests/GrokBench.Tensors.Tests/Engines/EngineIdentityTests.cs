using GrokBench.Tensors.Engines;

namespace GrokBench.Tensors.Tests.Engines;

public sealed class EngineIdentityTests
{
    [TestCase("cpu-4-0123456789abcdef")]
    [TestCase("torch-cuda-12-ff")]
    public void Parse_WhatIsWritten_IsItAgain(string text) => Assert.That(EngineIdentity.Parse(text)!.ToString(), Is.EqualTo(text));

    [TestCase("cpu")]
    [TestCase("cpu-4")]
    [TestCase("cpu-x-0123456789abcdef")]
    [TestCase("-4-0123456789abcdef")]
    [TestCase("cpu--1-ff")]
    [TestCase("lost+found")]
    public void Parse_OtherText_IsNull(string text) => Assert.That(EngineIdentity.Parse(text), Is.Null);
}

using GrokBench.Models.Kinds;
using GrokBench.Models.Tasks;
using GrokBench.Models.Tasks.Images;

namespace GrokBench.Models.Tests.Tasks;

/// <summary>
/// What version 1 of each task makes, as computed by an independent program from the definitions (Philox, Fisher-Yates, the operation,
/// the format); those with real inputs as first made, since their last digits are this project's own sine and normal quantile. A failure here means that recorded runs no longer describe what their settings give: raise the task's version together
/// with the checksum, or undo the change.
/// </summary>
[TestFixture]
public sealed class ChecksumTests
{
    private static IEnumerable<TestCaseData> Pinned()
    {
        yield return Case(
            Table.Modular("x+y", 113, 0.3),
            "d938a0e296e56eb54666d2438e898320d17b552cabef9f1e390ab001bf0680d5");
        yield return Case(
            Table.Modular("x/y", 97, 0.5, ("format", "closed-equation"), ("vocabulary", 239)),
            "6bde2ffeb78401468b729db92578ed6acf196fdc6ba1476ad4f17cab2f17d11f");
        yield return Case(
            Table.Modular("x/y if y odd else x-y", 31, 0.5, ("format", "equation")),
            "3f0322a190056d02a16ad1aa4505e06c2b4246f71471e34a0dccd5eeeb601172");
        yield return Case(
            Table.Modular("x^2+xy+y^2", 31, 600, ("pairs", "ordered"), ("corrupted", 100)),
            "838261ec6020ab2e0b0088c941b33fb401ea0f7b3bcd5ee2dda1adbc39fd8690");
        yield return Case(
            Table.Modular("x^3+xy^2+y", 31, 0.9, ("labels", "random")),
            "17100bee5c24f194fec88d9ee2d04adea3bb1a9f4ef5ebba27294374a7a5b55f");
        yield return Case(
            Table.Modular("x*y", 10, 45, ("pairs", "unordered"), ("format", "pair")),
            "b0e892cdc94fd0fe105270031dba35f78ac05a2a58ad4df2ad767f8207200d0f");
        yield return Case(
            Table.Group("x*y*x^-1", 0.3, ("format", "closed-equation"), ("vocabulary", 239)),
            "028d6cce57723412b1aaf7aba958d6decc255950daccb6b134d38becead56ab9");
        yield return Case(
            Table.Choose(new SparseParity(), ("bits", 40), ("relevant", 3), ("train", 1000)),
            "6f317c90da19a12f796d265498eec7e5dc9a8672fa4c712650dc6b7b71bb6317");
        yield return Case(
            Table.Choose(
                new SparseParity(), ("bits", 10), ("relevant", 2), ("train", 300), ("values", "binary"), ("target", "class"), ("label-noise", 0.1)),
            "a32843091e510f15720b429a9e0d22ed1d1c087310da1590f766ef944616e3d3");
        yield return Case(
            Table.Choose(new SparseParity(), ("bits", 70), ("relevant", 3), ("train", 200), ("test", 500), ("labels", "random")),
            "e4269ec0ef970d13af97fab84d317e42893c77dbab4190fdc4253ff918238a65");
        yield return Case(
            Table.Choose(new SpuriousRegression(), ("train", 2), ("seed-offset", 1000)),
            "a574c55ed015f0bcdc396cab60fac73ce8bcf1935be8b64fc5a5442121da913b");
        yield return Case(
            Table.Choose(new LinearTeacher(), ("inputs", 30), ("outputs", 2), ("ratio", 0.9), ("test", 10), ("tolerance", 1e-3), ("noise", 0.1)),
            "9b4f36046651892afbb60b82611fd1caee22352302cf8642b71900ff393e2f99");
        yield return Case(Table.Choose(new IntegerAddition(), ("train", 45)), "7cdda25aaedfd78ce429f2c56e6e8106d6b0f03db044e58ba4b4c05e631b7248");
        yield return Case(Table.Choose(new IntegerAddition(), ("elements", 12), ("train", 30), ("target", "classes")), "4b33fe08904a9f5d10bef61b7007678f8c83920cf8c1699e537832d7027fc276");
        yield return Case(
            Table.Choose(new IntervalClassification(), ("train", 20)),
            "0c84984371a3532d2a112129530935a42de68a7f14e1fd75b6d6532b75dbc045");
        yield return Case(
            Table.Choose(new IntervalClassification(), ("train", 20), ("labels", "random")),
            "47db18e3772835cde3fa3d5b81a1a2b42bfe8a45014b82ec1c5c409e8fbe1561");
        yield return Case(
            Table.Choose(new SubclassShift(), ("construction", "equidistant"), ("noise", 0.12), ("train", 100), ("factor", 0.2), ("sparse", 1), ("test", 200)),
            "64cd32c8242ca0c09a17188dc4a5e30025cb549454cbff62885ebcdfede0c0d6");
        yield return Case(
            Table.Choose(new SubclassShift(), ("construction", "equivariant"), ("noise", 0.25), ("train", 100), ("factor", 0), ("sparse", 5), ("test", 200), ("labels", "random")),
            "45fea19060da268fc2e23d0d3d11b751410a923ec38798cf068fad479e55aaa7");
        yield return Case(
            Table.Choose(new Digits(), ("pool", "test"), ("train", 200), ("test", 100), ("side", 14), ("label-noise", 0.1)),
            "e55e4add33dd166c9c35b6492466ba018acf510b9cefc428be72e1fcde7ed528");
        yield return Case(
            Table.Choose(new Digits(), ("pool", "train"), ("train", 100), ("test", 100), ("balanced", true)),
            "c2158cbbadfb3bcdf51d02a438c7933412c7e659affa8b94bf2ada002fe5df37");
        yield return Case(
            Table.Choose(
                new DigitsSubclassShift(), ("pool", "test"), ("clusters", 3), ("sparse", 1), ("factor", 0.1), ("train", 300), ("test", 200), ("side", 14)),
            "c6d8557b1e8b34c094b3743f002fefb45b05c5e36f1889bfd51d9d892c79ca6a");
    }

    [TestCaseSource(nameof(Pinned))]
    public void Checksum_OfTheseSettings_HasNotMoved(Choice settings, string checksum) =>
        Assert.That((settings.Kind.Version, Table.Create(settings).Checksum()), Is.EqualTo((1, checksum)));

    private static TestCaseData Case(Choice settings, string checksum) =>
        new TestCaseData(settings, checksum).SetArgDisplayNames(string.Join(" ", settings.Values.Values));
}

using System.Collections.Immutable;
using GrokBench.Reports.Html.Parts;
using GrokBench.Reports.Images;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrokBench.Reports.Tests.Images;

public sealed class ImageStripTests
{
    /// <summary>A prediction of -1 is that of outputs that are no numbers.</summary>
    [TestCase(7, "3 → 7", "Image of class 3, taken for 7")]
    [TestCase(-1, "3 → no class", "Image of class 3, taken for no class")]
    [TestCase(null, "3", "Image of class 3")]
    public async Task Caption_OfAPicture_NamesWhatWasPredicted(int? prediction, string caption, string text)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            ["Side"] = 1,
            ["Pictures"] = ImmutableArray.Create(new Picture([255], 3, prediction)),
        });
        var drawn = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<ImageStrip>(parameters)).ToHtmlString());

        Assert.That(System.Net.WebUtility.HtmlDecode(drawn), Does.Contain($"<span>{caption}</span>").And.Contain($"alt=\"{text}\""));
    }
}

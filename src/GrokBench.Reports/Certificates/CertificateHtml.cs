using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrokBench.Reports.Certificates;

/// <summary>The certificate as a page that needs nothing but a browser. Same certificate, same bytes, in any culture.</summary>
public static class CertificateHtml
{
    public static async Task<string> WriteAsync(Certificate certificate)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Certificate"] = certificate });
            var page = await renderer.RenderComponentAsync<CertificatePage>(parameters).ConfigureAwait(true);
            return page.ToHtmlString();
        }).ConfigureAwait(false);
    }
}

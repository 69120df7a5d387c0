using GrokBench.Reports.Html.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrokBench.Reports.Html;

/// <summary>Renders a page that stands by itself and needs nothing but a browser. Same parameters, same bytes, in any culture.</summary>
internal static class SinglePage
{
    /// <param name="name">Of the page's one parameter.</param>
    public static async Task<string> RenderAsync<TPage>(string name, object value)
        where TPage : IComponent
    {
        await using var services = new ServiceCollection().AddSingleton<FaultLog>().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [name] = value });
            var page = await renderer.RenderComponentAsync<TPage>(parameters).ConfigureAwait(true);
            return page.ToHtmlString();
        }).ConfigureAwait(false);
    }
}

using GrokBench.Reports.Html;

namespace GrokBench.Reports.Certificates;

/// <summary>The certificate as a page by itself.</summary>
public static class CertificateHtml
{
    public static Task<string> WriteAsync(Certificate certificate) => SinglePage.RenderAsync<CertificatePage>("Certificate", certificate);
}

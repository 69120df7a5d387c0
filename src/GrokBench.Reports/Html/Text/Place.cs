namespace GrokBench.Reports.Html.Text;

/// <summary>A place on a page.</summary>
/// <param name="Id">The element's <c>id</c>: HTML allows everything in it but white space.</param>
public readonly record struct Place(string Id)
{
    /// <summary>A link's address on the same page.</summary>
    public string Link => "#" + Uri.EscapeDataString(Id);
}

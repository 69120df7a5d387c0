using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace GrokBench.Runner.Downloading;

/// <summary>The address of a folder that has files. A user name and a password in it are sent to its own server, and shown nowhere.</summary>
public sealed partial class Mirror
{
    private Mirror(Uri address)
    {
        Folder = WithoutUser(address);
        Shown = Folder.ToString();
        if (address.UserInfo.Length == 0) return;
        Credentials = Basic(address.UserInfo);
        Shown = Folder.ToString().Replace(Uri.SchemeDelimiter, $"{Uri.SchemeDelimiter}***@", StringComparison.Ordinal);
    }

    /// <summary>Ends in a slash, and has no user information.</summary>
    public Uri Folder { get; }

    /// <summary>What its user information says in a request (RFC 7617); null where it has none.</summary>
    internal AuthenticationHeaderValue? Credentials { get; }

    private string Shown { get; }

    /// <returns>Null if this is not the address of a folder on a server: http or https, without a query.</returns>
    public static Mirror? TryParse(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && IsServed(address) && address.Query.Length + address.Fragment.Length == 0
            ? new Mirror(address)
            : null;

    internal static bool IsServed(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;

    internal static Uri WithoutUser(Uri address) => address.UserInfo.Length == 0 ? address : new UriBuilder(address) { UserName = "", Password = "" }.Uri;

    /// <summary>A text in which no address that has a scheme tells a user name or a password, well formed or not.</summary>
    internal static string Masked(string text) => UserInformation().Replace(text, "***@");

    /// <summary>The address as it is shown to people.</summary>
    public override string ToString() => Shown;

    private static AuthenticationHeaderValue Basic(string userInformation)
    {
        var colon = userInformation.IndexOf(':', StringComparison.Ordinal);
        var (user, password) = colon < 0 ? (userInformation, "") : (userInformation[..colon], userInformation[(colon + 1)..]);
        var pair = $"{Uri.UnescapeDataString(user)}:{Uri.UnescapeDataString(password)}";
        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }

    [GeneratedRegex(@"(?<=//).*@", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex UserInformation();
}

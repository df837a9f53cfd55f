namespace Kith.Server.Conversations;

/// <summary>Where links in messages may lead: to the open web and to mail, nowhere else.</summary>
internal static class Links
{
    /// <summary>The address to link to, or null if it must stay text.</summary>
    public static string? Safe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri!.Scheme is "http" or "https" or "mailto") ? uri.AbsoluteUri : null;
}

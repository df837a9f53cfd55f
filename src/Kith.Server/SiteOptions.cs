namespace Kith.Server;

/// <summary>What whoever runs the server may say about it.</summary>
public sealed record SiteOptions
{
    /// <summary>The address by which people reach it from elsewhere; null: only this machine does.</summary>
    public Uri? Url { get; init; }

    /// <summary>Whether cookies keep to https.</summary>
    public bool IsSecure => Url?.Scheme == Uri.UriSchemeHttps;
}

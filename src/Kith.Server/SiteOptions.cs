using Kith.Server.Accounts;

namespace Kith.Server;

/// <summary>What whoever runs the server may say about it.</summary>
public sealed record SiteOptions
{
    /// <summary>The address by which people reach it from elsewhere; null: only this machine does.</summary>
    public Uri? Url { get; init; }

    /// <summary>Whether a reverse proxy stands before it and says from where requests come, and whether by https.</summary>
    public bool BehindProxy { get; init; }

    /// <summary>Where mail goes out; null: no mail is sent.</summary>
    public MailServer? Mail { get; init; }

    /// <summary>How many changes a second one account may make for long; 0: as many as it likes.</summary>
    public int PostsPerSecond { get; init; } = 5;

    /// <summary>How many it may make at once.</summary>
    public int PostBurst => Math.Max(30, PostsPerSecond);

    /// <summary>How often one address may try to come in at once, by signing in or up or as a guest (more come one by one); 0: as often as it likes.</summary>
    public int KnocksAtOnce { get; init; } = 60;

    /// <summary>How many visitors without an account, and guests, may follow rooms at once, on a node; 0: as many as come.</summary>
    public int VisitorStreams { get; init; } = 2000;

    /// <summary>How many of them from one address; 0: as many as come. A hall full of people, or the customers of a carrier, may share one.</summary>
    public int VisitorStreamsPerAddress { get; init; } = 500;

    /// <summary>Whether it shows the demo: then whoever comes may be somebody of it, and a chat is live.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Whether cookies keep to https.</summary>
    public bool IsSecure => Url?.Scheme == Uri.UriSchemeHttps;

    /// <summary>Whether others than this machine can reach it.</summary>
    public bool IsExposed => Url is { IsLoopback: false } || BehindProxy;

    /// <summary>An address to pass on: the public one, or that by which a request came.</summary>
    public string Absolute(string path, HttpRequest request) => Url is null ? $"{request.Scheme}://{request.Host}{path}" : Absolute(path);

    /// <summary>An address of this server for those elsewhere; without <see cref="Url"/>, the path alone.</summary>
    public string Absolute(string path) => Url is null ? path : Url.GetLeftPart(UriPartial.Authority) + path;
}

using Microsoft.AspNetCore.HttpOverrides;

namespace Kith.Server.Shared;

/// <summary>What browsers are told not to do with our pages.</summary>
public static class Guards
{
    // Styles and scripts come from here alone and never stand inside a page; archives' pictures are linked, not loaded.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Sets the headers on every answer, on those to what went wrong too.</summary>
    public static void UseGuards(this WebApplication app, SiteOptions options) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Set(context.Response.Headers);
            if (options.IsSecure)
            {
                context.Response.Headers.StrictTransportSecurity = "max-age=31536000";
            }
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>What a reverse proxy knows: whether people come by https, and from where.</summary>
    public static void UseProxy(this WebApplication app, SiteOptions options)
    {
        if (options.IsSecure)
        {
            // TLS ends before us, and every browser that comes by our address came by it.
            app.Use((context, next) =>
            {
                context.Request.Scheme = Uri.UriSchemeHttps;
                return next(context);
            });
        }
        if (!options.BehindProxy)
        {
            return;
        }
        var headers = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        // Whoever says --behind-proxy says that nobody reaches the server but through it; and only the nearest proxy is believed.
        headers.KnownIPNetworks.Clear();
        headers.KnownProxies.Clear();
        app.UseForwardedHeaders(headers);
    }

    private static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }
}

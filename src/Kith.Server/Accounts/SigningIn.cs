using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;

namespace Kith.Server.Accounts;

/// <summary>Cookies, and what protects them and forms.</summary>
internal static class SigningIn
{
    /// <summary>What stands before the name of a cookie that only this host, and only by https, may set.</summary>
    private const string HostOnly = "__Host-";

    /// <summary>Name of the header in which scripts send what forms send in a field.</summary>
    public const string CsrfHeader = "X-CSRF-Token";

    public static void AddSigningIn(this IServiceCollection services, SiteOptions options, TimeProvider time)
    {
        services.AddSingleton<Acquaintance>().AddSingleton<SessionTickets>();
        services.AddSingleton<ServerKeys>();
        services.AddDataProtection().SetApplicationName("kith");
        services.AddOptions<KeyManagementOptions>().Configure<ServerKeys>((keys, store) => keys.XmlRepository = store);
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie =>
            {
                Guard(cookie.Cookie, options, "kith");
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.ExpireTimeSpan = SessionTickets.Lasts;
                cookie.TimeProvider = time;
            })
            // What a passkey was asked, until it answers.
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie =>
            {
                Guard(cookie.Cookie, options, "kith-passkey");
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                cookie.TimeProvider = time;
            });
        services.AddIdentityCore<Credentials>(identity =>
        {
            identity.User.AllowedUserNameCharacters = "";
            identity.Lockout.MaxFailedAccessAttempts = 10;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        }).AddUserStore<CredentialStore>().AddSignInManager();
        services.AddScoped<CredentialStore>().AddScoped<Entrance>().AddSingleton<Limits>().AddHostedService<Postman>();
        services.Configure<IdentityPasskeyOptions>(passkeys => passkeys.ServerDomain = options.Url?.Host);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<SessionTickets>((cookie, store) => cookie.SessionStore = store);
        services.AddAntiforgery(csrf =>
        {
            Guard(csrf.Cookie, options, "kith-csrf");
            csrf.HeaderName = CsrfHeader;
            // Guards.cs says it for every page.
            csrf.SuppressXFrameOptionsHeader = true;
        });
    }

    /// <summary>
    /// Refuses what another site's page made a browser send: every request that may change something brings the token of a
    /// page of ours, in a form's field or in the header.
    /// </summary>
    public static void UseCsrf(this WebApplication app)
    {
        var csrf = app.Services.GetRequiredService<IAntiforgery>();
        app.Use((context, next) => IsUnsafe(context.Request.Method) && context.GetEndpoint() is not null ? Checked(csrf, context, next) : next(context));
        app.UseAntiforgery();
    }

    private static async Task Checked(IAntiforgery csrf, HttpContext context, RequestDelegate next)
    {
        try
        {
            await csrf.ValidateRequestAsync(context);
        }
        catch (AntiforgeryValidationException e)
        {
            throw new BadHttpRequestException("The token is missing or old.", e);
        }
        await next(context);
    }

    private static bool IsUnsafe(string method) => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method);

    private static void Guard(CookieBuilder cookie, SiteOptions options, string name)
    {
        cookie.Name = options.IsSecure ? HostOnly + name : name;
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.Path = "/";
        cookie.SecurePolicy = options.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}

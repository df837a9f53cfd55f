using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Accounts;
using Kith.Server.Accounts;
using Kith.Server.Conversations;
using Kith.Server.Demo;
using Kith.Server.Expertise;
using Kith.Server.Gatherings;
using Kith.Server.Home;
using Kith.Server.Impact;
using Kith.Server.Importing;
using Kith.Server.Network;
using Kith.Server.People;
using Kith.Server.Recaps;
using Kith.Server.Rooms;
using Kith.Server.Shared;
using Kith.Store;

namespace Kith.Server;

/// <summary>The web application on one screen: pages for people, the same as JSON under <c>/api</c>.</summary>
public static class Site
{
    /// <summary>Builds it, not yet started.</summary>
    /// <param name="database">Open; stays the caller's.</param>
    /// <param name="time">The clock.</param>
    /// <param name="address">Where to listen; a loopback address, as long as there are no accounts.</param>
    /// <param name="settings">What whoever runs it says about it.</param>
    public static WebApplication Build(Database database, TimeProvider time, IPEndPoint address, SiteOptions? settings = null)
    {
        var options = settings ?? new SiteOptions();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "kith",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address, listen => listen.UseStraightOut());
        });
        // What keeps the server from starting is said in a sentence by whoever starts it.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            // Nobody listens to activities; each request, and a stream is one for an hour, would hold one.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            // The keys lie beside what they protect: whoever reads the database has both anyway.
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);

        builder.Services.AddSingleton(new Present(database, time));
        builder.Services.AddRooms(database, time);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped(services => Me.Of(services.GetRequiredService<IHttpContextAccessor>().HttpContext!, services.GetRequiredService<Acquaintance>()));
        builder.Services.AddScoped(services => services.GetRequiredService<Me>().Reader);
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton(options);
        builder.Services.AddSigningIn(options, time);
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddSingleton<BackgroundImport>().AddHostedService(services => services.GetRequiredService<BackgroundImport>());
        builder.Services.AddSingleton<Clock>().AddHostedService(services => services.GetRequiredService<Clock>());
        builder.Services.AddHostedService<Ahead>();
        builder.Services.AddScoped<Preparing>();
        if (options.IsDemo)
        {
            builder.Services.AddHostedService<DemoTalk>();
        }
        builder.Services.AddProblemDetails();
        // A page of another site must not reach a server on loopback by a name that resolves to it.
        builder.Services.AddHostFiltering(filter => filter.AllowedHosts = [.. Hosts(address, options)]);
        builder.Services.ConfigureHttpJsonOptions(json => Write(json.SerializerOptions));
        builder.Services.AddOpenApi(ApiDescription.Write);

        var app = builder.Build();
        app.UseHeads();
        app.UseProxy(options);
        app.UseGuards(options);
        app.UseProblems();
        app.UseAuthentication();
        app.UseSetUp(isExposed: options.IsExposed || !IPAddress.IsLoopback(address.Address));
        app.UseLimits();
        app.UseCsrf();
        app.UseRoles();
        app.MapStaticAssets().ExcludeFromDescription().For(Role.Anyone);
        app.MapOpenApi("/api/openapi.json").For(Role.Anyone);
        app.MapHome();
        app.MapSetUp();
        app.MapSignIn();
        app.MapJoin();
        app.MapAccounts();
        app.MapGatherings();
        app.MapSaying();
        app.MapStreams();
        app.MapPasskeys();
        app.MapNotices();
        app.MapStewards();
        app.MapCommunities();
        app.MapDuring();
        app.MapRoomPages();
        app.MapTranscripts();
        app.MapRecaps();
        app.MapCorrections();
        app.MapOwnWords();
        app.MapImpact();
        if (options.IsDemo)
        {
            app.MapDemo();
        }
        app.MapExpertise();
        app.MapPeople();
        app.MapConversations();
        app.MapNetwork();
        app.MapImporting();
        return app;
    }

    private static IEnumerable<string> Hosts(IPEndPoint address, SiteOptions options)
    {
        string[] here = ["localhost", "127.0.0.1", "[::1]"];
        var listened = address.Address.Equals(IPAddress.Any) || address.Address.Equals(IPAddress.IPv6Any) ? null
            : address.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address.Address}]" : address.Address.ToString();
        return here.Append(listened).Append(options.Url?.Host).OfType<string>().Distinct();
    }

    private static void Write(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
    }
}

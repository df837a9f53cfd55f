using Kith.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Server.Accounts;

/// <summary>As long as nobody has an account, a server that others can reach answers nothing but the page on which the first one is made.</summary>
internal static class SetUpGuard
{
    private static readonly string[] Needed = ["/set-up", "/dist", "/icon.svg"];

    public static void UseSetUp(this WebApplication app, bool isExposed)
    {
        var present = app.Services.GetRequiredService<Present>();
        // Once there are accounts there always is an operator.
        var done = !isExposed;
        app.Use((context, next) =>
        {
            done = done || present.Database.Read(AccountStore.Any);
            return done || Array.Exists(Needed, path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal))
                ? next(context)
                : new RazorComponentResult<SaidPage>(new { Title = "Not set up yet", Text = "Whoever runs this server finds a link in the terminal in which it was started. It makes the first account." })
                    { StatusCode = StatusCodes.Status503ServiceUnavailable }.ExecuteAsync(context);
        });
    }
}

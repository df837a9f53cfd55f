using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Kith.Server.Tests.Shared.Chromium))]

namespace Kith.Server.Tests.Shared;

/// <summary>One browser for all tests; each opens a page of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // What is waited for comes in a moment, or on a busy machine much later; who waits too briefly calls that a fault.
    private const int Patience = 60_000;

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            // The map needs WebGL where there is no graphics card.
            Args = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    /// <summary>A page that remembers what went wrong in it; with a cookie of <see cref="RunningSite.SignIn"/>, that of somebody.</summary>
    public async Task<WatchedPage> Open(string url, int width = 1280, bool dark = false, bool script = true, Cookie? cookie = null)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = url,
            ViewportSize = new() { Width = width, Height = 844 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
        });
        context.SetDefaultTimeout(Patience);
        if (cookie is not null)
        {
            await context.AddCookiesAsync([cookie]);
        }
        return new WatchedPage(context, await context.NewPageAsync());
    }
}

/// <summary>A browser's page, and what its console complained of.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    internal WatchedPage(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning")
            {
                complaints.Add(said.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => complaints;

    public ValueTask DisposeAsync() => context.DisposeAsync();
}

using System.Net;
using System.Text.RegularExpressions;
using Kith.Accounts;
using Cookie = Microsoft.Playwright.Cookie;

namespace Kith.Server.Tests.Shared;

/// <summary>Somebody signed in to a <see cref="RunningSite"/>.</summary>
internal sealed class SignedIn(string url, Account account, Cookie cookie) : IDisposable
{
    /// <summary>Who.</summary>
    public Account Account => account;

    /// <summary>For a page of <see cref="Chromium"/>.</summary>
    public Cookie Cookie => cookie;

    /// <summary>Asks as them; what it posts brings the token that forms bring. It follows no redirects.</summary>
    public HttpClient Http { get; } = Client(url, cookie);

    public void Dispose() => Http.Dispose();

    /// <summary>A client with cookies of its own.</summary>
    internal static HttpClient Client(string url, Cookie? cookie)
    {
        var cookies = new CookieContainer();
        if (cookie is not null)
        {
            cookies.Add(new Uri(url), new System.Net.Cookie(cookie.Name, cookie.Value));
        }
        return new HttpClient(new WithToken(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies })) { BaseAddress = new Uri(url) };
    }

    // Reads the token from a page, as an island does, before the first request that needs it.
    private sealed class WithToken(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private const string Header = "X-CSRF-Token";

        private string? token;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head && !request.Headers.Contains(Header))
            {
                request.Headers.Add(Header, token ??= await Fetch(request.RequestUri!, cancellationToken));
            }
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set) && set.Any(one => !one.Contains("csrf", StringComparison.Ordinal)))
            {
                token = null; // somebody else from here on
            }
            return answer;
        }

        private async Task<string> Fetch(Uri near, CancellationToken stop)
        {
            using var page = await base.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(near, "/")), stop);
            return Regex.Match(await page.Content.ReadAsStringAsync(stop), "<meta name=\"csrf\" content=\"([^\"]+)\"").Groups[1].Value;
        }
    }
}

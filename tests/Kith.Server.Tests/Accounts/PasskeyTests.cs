using Kith.Accounts;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Accounts;

public sealed class PasskeyTests(Chromium chromium)
{
    [Fact]
    public async Task A_passkey_is_added_and_signs_in_and_once_removed_opens_nothing()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        // A passkey belongs to a name: not to 127.0.0.1.
        var url = site.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await using var watched = await chromium.Open(url, cookie: new Cookie { Name = ada.Cookie.Name, Value = ada.Cookie.Value, Url = url });
        var page = watched.Page;
        await Authenticator(page);

        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByText("The passkey is added.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByText("Sign in", new() { Exact = true }).WaitForAsync();

        await page.GotoAsync("/sign-in?to=/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.IsAt(url + "/account");
        Assert.Equal("Ada Lindqvist", await page.Locator("h1").TextContentAsync());
        Assert.Empty(watched.Complaints);

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await page.GetByText("The passkey is removed.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByText("Sign in", new() { Exact = true }).WaitForAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.GetByText("This passkey opens no account here.").WaitForAsync();
    }

    [Fact]
    public async Task What_no_passkey_signed_is_refused_in_a_sentence()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        foreach (var (path, body) in ((string, string)[])[("/api/passkeys/sign-in", """{"credential":{}}"""), ("/api/passkeys", """{"credential":{"id":"x"},"name":"mine"}"""), ("/api/passkeys/sign-in", "{")])
        {
            using var answer = await ada.Http.PostAsync(path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
            Assert.Equal((path, 400), (path, (int)answer.StatusCode));
        }
    }

    private static async Task Authenticator(IPage page)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("WebAuthn.enable");
        await browser.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }
}

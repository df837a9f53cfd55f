using Dapper;
using Kith.Accounts;
using Kith.Server.Accounts;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kith.Server.Tests.Accounts;

/// <summary>What the operator looks after.</summary>
public sealed class OperatorTests(Chromium chromium)
{
    [Theory, EachEngine]
    public async Task The_operator_makes_and_names_communities(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        using var rut = site.SignIn(Role.Steward, "Rut Vega");
        var home = rut.Account.Roles.Keys.Single();
        Assert.Equal("/communities", await olga.Http.Led("/communities", ("name", "Lamps")));
        Assert.Equal("/communities", await olga.Http.Led($"/communities/{home}/name", ("name", "Harbour and pier")));
        Assert.Contains("There is a community called Lamps. Choose another name.", await olga.Http.Send($"/communities/{home}/name", ("name", "Lamps")).Said());
        Assert.Equal(("403", "403"), (await rut.Http.Led("/communities", ("name", "Mine")), await rut.Http.Led($"/communities/{home}/name", ("name", "Mine"))));
        Assert.Equal(["Harbour and pier 1", "Lamps 0"], site.Database.Read(CommunityStore.Sizes).Select(one => $"{one.Community.Name} {one.Members}"));
        Assert.Contains("Members of Harbour and pier", await rut.Http.GetStringAsync("/members"), StringComparison.Ordinal);

        await using var watched = await chromium.Open(site.Url, 390, cookie: olga.Cookie);
        await watched.Page.GotoAsync("/members");
        await watched.Page.ClickAsync("main >> text=Communities");
        await watched.Page.IsAt("**/communities");
        await watched.Page.FillAsync("#name", "Nets");
        await watched.Page.Keyboard.PressAsync("Enter");
        await watched.Page.Locator(".communities > li").Nth(2).WaitForAsync();
        await watched.Page.WaitForLoadStateAsync();
        Assert.Equal(0, Math.Max(0, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")));
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task A_button_below_an_address_does_not_touch_it()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        await using var watched = await chromium.Open(site.Url, cookie: olga.Cookie);
        await watched.Page.GotoAsync("/account");
        var (field, button) = (await watched.Page.Locator(".feed input").Last.BoundingBoxAsync(), await watched.Page.Locator(".feed + form button").BoundingBoxAsync());
        Assert.InRange(button!.Y - field!.Y - field.Height, 8, 40);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Nothing_touches_what_stands_above_it(int width)
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        using var ann = site.SignIn(Role.Member, "Ann Lind");
        await using var watched = await chromium.Open(site.Url, width, cookie: olga.Cookie);
        foreach (var path in (string[])["/account", "/members", "/communities", "/invitations", "/claims", "/notices", "/corrections", "/gatherings", "/gatherings/new", "/series/new"])
        {
            await watched.Page.GotoAsync(path);
            Assert.Equal((path, ""), (path, string.Join("; ", await watched.Page.WhatTouches())));
        }
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task The_page_of_a_new_password_is_no_wider_than_its_window(int width)
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        var page = await (await olga.Http.Send($"/members/{olga.Account.Id}/password-link", ("community", "1"))).Content.ReadAsStringAsync();
        var link = System.Text.RegularExpressions.Regex.Match(page, "value=\"http://[^/]+(/password/[^\"]+)\"").Groups[1].Value;
        await using var watched = await chromium.Open(site.Url, width);
        await watched.Page.GotoAsync(link);
        Assert.Equal("A new password", await watched.Page.InnerTextAsync("h1"));
        Assert.Equal(0, Math.Max(0, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")));
    }

    [Fact]
    public async Task The_operator_is_told_of_a_mail_that_nobody_takes_and_can_have_it_tried_again()
    {
        await using var smtp = SmtpServer.Start(refusals: 1, reply: "550 no such mailbox");
        await using var site = await RunningSite.Start(Engine.Sqlite, Mailing(smtp), TimeProvider.System);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        site.Database.Write(transaction =>
        {
            Outbox.Add(transaction, "gone@example.org", "Is this your mail address?", "Say so.");
            transaction.Connection!.Execute("update outbox set tries = @tries", new { tries = Outbox.TriesRefused - 1 }, transaction);
        });
        var told = "";
        for (var i = 0; i < 600 && told.Length == 0; i++)
        {
            await Task.Delay(100);
            told = site.Database.Read(connection => Notices.Of(connection, [olga.Account.Identity])).FirstOrDefault()?.Text ?? "";
        }
        Assert.Equal("A mail to gone@example.org can't be delivered: no such mailbox", told);
        // A mail about mail that is refused would be refused too, and so on.
        Assert.Empty(site.Database.Read(connection => Notices.Unmailed(connection)));
        Assert.False(smtp.HasMore);
        Assert.Contains("gone@example.org Is this your mail address?.", await olga.Http.GetAsync("/claims").Said());
        Assert.Equal("/claims#mail", await olga.Http.Led("/mail/again"));
        Assert.Equal("Is this your mail address?", (await smtp.Next()).Subject);
    }

    // Whatever is thrown where mail is sent would end the server.
    [Fact]
    public async Task A_mail_server_that_wants_a_password_it_was_not_given_keeps_mail_waiting_and_nothing_else()
    {
        await using var smtp = SmtpServer.Start(refusals: 1, reply: "530 authentication required", at: "MAIL");
        await using var site = await RunningSite.Start(Engine.Sqlite, Mailing(smtp), TimeProvider.System);
        site.Database.Write(transaction => Outbox.Add(transaction, "ada@example.org", "Is this your mail address?", "Say so."));

        await Until(() => site.Database.Read(connection => connection.ExecuteScalar<long>("select tries from outbox")) == 1);
        site.Database.Write(transaction => transaction.Connection!.Execute("update outbox set next_at = 0", transaction: transaction));

        Assert.Equal("Is this your mail address?", (await smtp.Next()).Subject);
        Assert.False(site.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    [Theory, EachEngine]
    public async Task Mail_waits_while_the_database_fails_and_the_server_goes_on(Engine engine)
    {
        await using var smtp = SmtpServer.Start();
        await using var site = await RunningSite.Start(engine, Mailing(smtp), TimeProvider.System);
        Execute("alter table outbox rename to gone");
        await Task.Delay(Postman.Pause * 2);
        Execute("alter table gone rename to outbox");
        site.Database.Write(transaction => Outbox.Add(transaction, "ada@example.org", "Is this your mail address?", "Say so."));

        Assert.Equal("Is this your mail address?", (await smtp.Next()).Subject);
        Assert.False(site.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);

        void Execute(string sql) => site.Database.Write(transaction => transaction.Connection!.Execute(sql, transaction: transaction));
    }

    private static SiteOptions Mailing(SmtpServer smtp) => new() { Url = new Uri("http://localhost"), Mail = MailServer.Parse(smtp.Address, "Kith <kith@example.org>") };

    private static async Task Until(Func<bool> isSo)
    {
        for (var i = 0; i < 600 && !isSo(); i++)
        {
            await Task.Delay(100);
        }
    }

    [Fact]
    public async Task An_account_says_when_each_of_its_sessions_was_last_used()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        site.CookieOf(ada.Account.Id);
        var said = await ada.Http.GetAsync("/account").Said();
        Assert.Matches("a test this one .*a test last used \\d+ \\w+ \\d{4}, \\d\\d:\\d\\d|a test last used \\d+ \\w+ \\d{4}, \\d\\d:\\d\\d .*a test this one", said);
    }

    [Fact]
    public async Task An_account_shows_the_addresses_of_its_own_feeds_and_a_new_key_changes_them()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        string Address() => $"{site.Url}/calendar.ics?key={site.Database.Read(connection => FeedKey.Of(AccountStore.Find(connection, ada.Account.Id)!))}";
        var before = Address();
        Assert.Contains($"value=\"{before}\"", await ada.Http.GetStringAsync("/account"), StringComparison.Ordinal);
        await ada.Http.Led("/account/feed");
        var page = await ada.Http.GetStringAsync("/account");
        Assert.DoesNotContain(before, page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Address()}\"", page, StringComparison.Ordinal);
    }
}

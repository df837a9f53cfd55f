using System.Text.RegularExpressions;
using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Server.Accounts;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Accounts;

public sealed class JoinTests
{
    private const string Password = "seven grey gulls";

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private static SiteOptions Mailing(SmtpServer smtp) => new() { Url = new Uri("http://localhost"), Mail = MailServer.Parse(smtp.Address, "Kith <kith@example.org>"), PostsPerSecond = 0 };

    private static string Invitation(RunningSite site, int uses = 1, Role role = Role.Member) => site.Database.Write(transaction =>
        $"/join/{Invitations.Make(transaction, CommunityStore.Named(transaction, "Harbour"), role, uses, 1, "", null, Now)}");

    private static CommunityId Open(RunningSite site) => site.Database.Write(transaction =>
    {
        var id = CommunityStore.Named(transaction, "Harbour");
        CommunityStore.Open(transaction, id, open: true);
        return id;
    });

    private static (string, string)[] As(string name, string email) => [("name", name), ("email", email), ("password", Password)];

    private static async Task<string> RoleOf(HttpClient http) => Regex.Match(await http.GetStringAsync("/api/me"), "\"role\":\"(\\w+)\"").Groups[1].Value;

    private static Person PersonOf(RunningSite site, string email) => site.Database.Read(connection =>
        PeopleStore.Load(connection).Of(AccountStore.Find(connection, email)!.Identity))!;

    [Theory, EachEngine]
    public async Task An_invitation_makes_as_many_members_as_it_is_for(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        using var ada = site.Visit();
        using var bo = site.Visit();
        using var eve = site.Visit();
        var link = Invitation(site, uses: 2, Role.Host);

        Assert.Equal("/account/welcome?community=1", await ada.Led(link, As("Ada Lindqvist", "ada@example.org")));
        Assert.Equal("/account/welcome?community=1", await bo.Led(link, As("Bo Tanaka", "bo@example.org")));
        Assert.Equal("404", await eve.Led(link, As("Eve Adler", "eve@example.org")));

        Assert.Equal(("host", "host", "anyone"), (await RoleOf(ada), await RoleOf(bo), await RoleOf(eve)));
        Assert.Null(site.Database.Read(connection => AccountStore.Find(connection, "eve@example.org")));
    }

    [Fact]
    public async Task An_invitation_that_was_taken_back_or_is_too_old_makes_nobody_a_member()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        using var eve = site.Visit();
        var (taken, old) = (Invitation(site), Invitation(site));
        var community = site.Database.Read(CommunityStore.All)[0].Id;
        site.Database.Write(transaction => transaction.Connection!.Execute("update invitations set expires_at = 1 where id = 2", transaction: transaction));

        Assert.Equal($"/invitations?community={community}", await olga.Http.Led("/invitations/1/end", ("community", community.ToString())));

        Assert.Equal(("404", "404"), (await eve.Led(taken, As("Eve Adler", "eve@example.org")), await eve.Led(old, As("Eve Adler", "eve@example.org"))));
    }

    [Fact]
    public async Task Who_has_an_account_joins_with_it_and_loses_no_role()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist", "Elsewhere");
        using var rut = site.SignIn(Role.Steward, "Rut Vega");

        Assert.Equal("/account/welcome?community=2", await ada.Http.Led(Invitation(site, role: Role.Host)));
        Assert.Equal("/account/welcome?community=2", await rut.Http.Led(Invitation(site)));

        Assert.Equal(("host", "steward"), (await RoleOf(ada.Http), await RoleOf(rut.Http)));
    }

    // One line, and one button: what is live, else what comes next, else that nothing does.
    [Theory, EachEngine]
    public async Task Who_has_joined_is_told_what_comes_next_and_who_they_may_be(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "mbox/harbour.mbox");
        using var hana = site.SignIn(Role.Host, "Hana Ito");
        using var far = site.SignIn(Role.Host, "Far Away", "Elsewhere");
        using var ada = site.Visit();
        var home = hana.Account.Roles.Keys.Single();
        var archived = site.Database.Read(PeopleStore.Load).People.First(person => !person.IsBot && person.Identities.All(identity => !identity.IsOwn));
        var welcome = await ada.Led(Invitation(site), As(archived.Name.ToUpperInvariant(), "new@example.org"));

        var page = await ada.GetAsync(welcome).Said();
        Assert.Contains("Welcome to Harbour", page);
        Assert.Contains("No gathering is planned yet", page);
        Assert.Contains("will confirm that new@example.org is yours", page);
        Assert.Contains($"{archived.Name} mbox This is me", page);

        Hour.Add(site.Database, far.Account.Identity, far.Account.Roles.Keys.Single(), state: GatheringState.Live);
        Hour.Add(site.Database, hana.Account.Identity, home, state: GatheringState.Proposed);
        Assert.Contains("No gathering is planned yet", await ada.GetAsync(welcome).Said());
        var planned = Hour.Add(site.Database, hana.Account.Identity, home, state: GatheringState.Scheduled);
        Assert.Matches($"(?s)Next: <strong>Lamps</strong>, .+href=\"/gatherings/{planned}\"", await ada.GetStringAsync(welcome));
        var live = Hour.Add(site.Database, hana.Account.Identity, home, state: GatheringState.Live);
        Assert.Matches($"(?s)Live now: <strong>Lamps</strong>\\..+href=\"/gatherings/{live}\"", await ada.GetStringAsync(welcome));

        Assert.Equal("/account?done=5", await ada.Led("/account/claims", ("person", $"{archived.Id}")));
        // Once is enough: it waits to be confirmed.
        Assert.DoesNotContain("Is this you?", await ada.GetAsync(welcome).Said());
        // Whoever has an account is somebody else, and a bot is nobody.
        using var namesake = site.SignIn(Role.Member, "Hana Ito");
        Assert.DoesNotContain("Is this you?", await namesake.Http.GetAsync($"/account/welcome?community={home}").Said());
    }

    // They may call themselves whatever they like: what archives know is for members.
    [Theory, EachEngine]
    public async Task Whoever_belongs_to_no_community_is_not_told_whom_archives_know(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "mbox/harbour.mbox");
        var archived = site.Database.Read(PeopleStore.Load).People.First(person => !person.IsBot && person.Identities.All(identity => !identity.IsOwn));
        using var gone = site.SignIn(Role.Member, archived.Name);
        Assert.Contains("Is this you?", await gone.Http.GetAsync("/account/welcome").Said());
        site.Database.Write(transaction => transaction.Connection!.Execute("delete from memberships where account_id = @id", new { id = gone.Account.Id.Value }, transaction));

        Assert.Contains(archived.Name, await gone.Http.GetStringAsync("/account"));
        Assert.Contains("For members only", await gone.Http.GetAsync("/account/welcome").Said());
        // Also where guests may, which whoever has an account can't become.
        Assert.Contains("For members only", await gone.Http.PostAsync("/gatherings/1/messages", null).Said());
    }

    [Fact]
    public async Task Who_joins_without_a_password_is_told_how_to_come_back()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        using var ada = site.Visit();
        using var bo = site.Visit();
        const string Told = "So that you can come back";
        Assert.Contains(Told, await ada.GetAsync(await ada.Led(Invitation(site), ("name", "Ada Lindqvist"), ("email", "ada@example.org"))).Said());
        Assert.DoesNotContain(Told, await bo.GetAsync(await bo.Led(Invitation(site), As("Bo Tanaka", "bo@example.org"))).Said());
    }

    [Theory, EachEngine]
    public async Task Proving_the_mail_address_by_the_link_brings_the_past(Engine engine)
    {
        await using var smtp = SmtpServer.Start(refusals: 1);
        await using var site = await RunningSite.Start(engine, Mailing(smtp), TimeProvider.System, "mbox/harbour.mbox");
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        using var ada = site.Visit();
        var archived = site.Database.Read(PeopleStore.Load).People.First(person => person.Identities[0].Email is not null);
        var email = archived.Identities[0].Email!;

        Assert.Equal("/account/welcome?community=1", await ada.Led(Invitation(site), As("Ada L.", email)));
        Assert.Single(PersonOf(site, email).Identities);
        // The mail server refused it once: it comes all the same, as soon as the pause is over.
        await Until(() => site.Database.Read(connection => connection.ExecuteScalar<long>("select tries from outbox")) == 1);
        site.Database.Write(transaction => transaction.Connection!.Execute("update outbox set next_at = 0", transaction: transaction));
        var link = await smtp.NextLink();
        Assert.Contains(email, await ada.GetAsync(link).Said());
        Assert.Single(PersonOf(site, email).Identities);
        Assert.Contains("What archives know you said by it is yours now.", await ada.Send(link).Said());

        Assert.Equal((archived.Id, archived.Identities.Count + 1), (PersonOf(site, email).Id, PersonOf(site, email).Identities.Count));
        Assert.Equal("404", await ada.Led(link));
        Assert.Contains(archived.Name, await ada.GetAsync($"/people/{archived.Id}").Said());
    }

    [Fact]
    public async Task Without_mail_the_operator_confirms_the_address()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, "mbox/harbour.mbox");
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        using var rut = site.SignIn(Role.Steward, "Rut Vega");
        using var ada = site.Visit();
        var archived = site.Database.Read(PeopleStore.Load).People.First(person => person.Identities[0].Email is not null);
        await ada.Led(Invitation(site), As("Ada L.", archived.Identities[0].Email!));

        Assert.Contains("Nobody waits.", await rut.Http.GetAsync("/claims").Said());
        Assert.Equal("400", await rut.Http.Led("/claims/1/confirm"));
        Assert.Contains($"Archives know it as {archived.Name}", await olga.Http.GetAsync("/claims").Said());
        Assert.Equal("/claims", await olga.Http.Led("/claims/1/confirm"));

        Assert.Equal(archived.Id, PersonOf(site, archived.Identities[0].Email!).Id);
        Assert.Contains("Your mail address was confirmed.", await ada.GetAsync("/notices").Said());
    }

    [Theory, EachEngine]
    public async Task Somebody_of_the_archives_is_claimed_and_confirmed_and_taken_back_like_any_decision(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "zulip-archive");
        using var ada = site.SignIn(Role.Member, "Ada L.");
        using var rut = site.SignIn(Role.Steward, "Rut Vega");
        using var far = site.SignIn(Role.Steward, "Far Away", "Elsewhere");
        var archived = site.Database.Read(PeopleStore.Load).People.First(person => person.Identities[0].Source != "kith" && !person.IsBot);

        Assert.Equal("/account?done=5", await ada.Http.Led("/account/claims", ("person", $"{archived.Id}"), ("word", "I ran the lamp room")));
        Assert.Equal(("403", "400"), (await ada.Http.Led("/claims/1/confirm"), await far.Http.Led("/claims/1/confirm")));
        Assert.Contains("I ran the lamp room", await rut.Http.GetAsync("/claims").Said());
        Assert.Equal("/claims", await rut.Http.Led("/claims/1/confirm"));

        var decision = site.Database.Read(PeopleStore.Decisions).Single();
        Assert.Equal((PersonDecisionKind.Merge, ada.Account.Identity, "claimed and confirmed"), (decision.Kind, decision.Identity, decision.Text));
        Assert.DoesNotContain("I ran the lamp room", await rut.Http.GetAsync($"/people/{archived.Id}").Said());
        Assert.Equal(archived.Id, site.Database.Read(PeopleStore.Load).Of(ada.Account.Identity)!.Id);
        Assert.Equal("400", await rut.Http.Led("/claims/1/confirm"));
        site.Database.Write(transaction => WhoIsWho.Undo(transaction, decision.Id, Now));
        Assert.NotEqual(archived.Id, site.Database.Read(PeopleStore.Load).Of(ada.Account.Identity)!.Id);
    }

    // Whoever is let in by a steward could else read, in a community of which that steward knows nothing, what was said among few.
    [Theory, EachEngine]
    public async Task Who_somebody_of_another_communitys_archive_is_its_stewards_or_the_operator_say(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "zulip-archive");
        using var eve = site.SignIn(Role.Member, "Eve E.", "Elsewhere");
        using var far = site.SignIn(Role.Steward, "Far Away", "Elsewhere");
        using var rut = site.SignIn(Role.Steward, "Rut Vega");
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        var archived = site.Database.Read(PeopleStore.Load).People.First(person => !person.IsBot && person.Identities[0].Source == "zulip-archive");
        Assert.Equal("/account?done=5", await eve.Http.Led("/account/claims", ("person", $"{archived.Id}"), ("word", "Believe me")));

        foreach (var steward in (SignedIn[])[far, rut])
        {
            Assert.DoesNotContain("Believe me", await steward.Http.GetAsync("/claims").Said());
            Assert.Equal(("400", "400"), (await steward.Http.Led("/claims/1/confirm"), await steward.Http.Led("/claims/1/decline")));
        }
        Assert.Empty(site.Database.Read(PeopleStore.Decisions));
        site.Database.Write(transaction => AccountStore.Join(transaction, far.Account.Id, rut.Account.Roles.Keys.Single(), Role.Steward, Now));
        Assert.Contains("Believe me", await far.Http.GetAsync("/claims").Said());
        Assert.Equal("/claims", await olga.Http.Led("/claims/1/confirm"));
        Assert.Equal(archived.Id, site.Database.Read(PeopleStore.Load).Of(eve.Account.Identity)!.Id);
    }

    [Fact]
    public async Task Nobody_claims_somebody_who_has_an_account()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, "zulip-archive");
        using var ada = site.SignIn(Role.Member, "Ada L.");
        using var rut = site.SignIn(Role.Steward, "Rut Vega");

        Assert.Contains("has an account", await ada.Http.Send("/account/claims", ("person", "Rut Vega")).Said());
    }

    [Fact]
    public async Task An_open_community_takes_whoever_proves_a_mail_address_and_tells_strangers_nothing()
    {
        await using var smtp = SmtpServer.Start();
        await using var site = await RunningSite.Start(Engine.Sqlite, Mailing(smtp), TimeProvider.System);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        using var ada = site.Visit();
        using var eve = site.Visit();
        var path = $"/sign-up?community={Open(site)}";

        var first = await ada.Send(path, As("Ada Lindqvist", "ada@example.org")).Said();
        var link = await smtp.NextLink();
        var again = await eve.Send(path, As("Eve Adler", "ada@example.org")).Said();

        Assert.Equal(first, again);
        Assert.Contains("You have an account there, Ada Lindqvist.", (await smtp.Next()).TextBody);
        await ada.Led("/sign-in", ("email", "ada@example.org"), ("password", Password));
        Assert.Equal("anyone", await RoleOf(ada));
        Assert.Contains("Then you are a member of Harbour.", await ada.GetAsync("/account").Said());
        await ada.Send(link);
        Assert.Equal("member", await RoleOf(ada));
    }

    [Fact]
    public async Task A_closed_community_takes_nobody_without_an_invitation()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        using var eve = site.Visit();

        Assert.Equal("404", await eve.Led("/sign-up?community=1", As("Eve Adler", "eve@example.org")));
    }

    [Fact]
    public async Task A_forgotten_password_is_chosen_anew_by_a_link_that_works_once_and_tells_nobody_who_has_an_account()
    {
        await using var smtp = SmtpServer.Start();
        await using var site = await RunningSite.Start(Engine.Sqlite, Mailing(smtp), TimeProvider.System);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        using var ada = site.Visit();
        using var late = site.Visit();
        await ada.Led(Invitation(site), As("Ada Lindqvist", "ada@example.org"));
        var proof = await smtp.NextLink();

        Assert.Equal(await late.Send("/forgot", ("email", "ada@example.org")).Said(), await late.Send("/forgot", ("email", "eve@example.org")).Said());
        var link = await smtp.NextLink();

        Assert.Equal("400", await late.Led(link, ("password", "short")));
        Assert.Equal("/", await late.Led(link, ("password", "nine grey gulls")));
        Assert.Equal("404", await late.Led(link, ("password", "ten grey gulls")));
        Assert.Equal(("member", "anyone"), (await RoleOf(late), await RoleOf(ada)));
        Assert.Equal("/", await ada.Led("/sign-in", ("email", "ada@example.org"), ("password", "nine grey gulls")));
        // The link came by mail: the address needs no other proof.
        Assert.True(site.Database.Read(connection => AccountStore.Find(connection, "ada@example.org"))!.IsProved);
        Assert.False(smtp.HasMore);
        Assert.Equal("200", await ada.Led(proof));
    }

    [Fact]
    public async Task Notices_are_mailed_to_those_who_want_that()
    {
        await using var smtp = SmtpServer.Start();
        await using var site = await RunningSite.Start(Engine.Sqlite, Mailing(smtp), TimeProvider.System);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        using var bo = site.SignIn(Role.Member, "Bo Tanaka");
        site.Database.Write(transaction =>
        {
            transaction.Connection!.Execute("update accounts set email = lower(replace(name, ' ', '.')) || '@example.org', email_proved_at = 1", transaction: transaction);
            AccountStore.Mails(transaction, bo.Account.Id, mails: false);
            Notices.Add(transaction, bo.Account.Identity, "Something about Bo.", "/people", Now);
            Notices.Add(transaction, ada.Account.Identity, "You are mentioned in a recap.", "/people", Now);
        });

        var mail = await smtp.Next();

        Assert.Equal(("ada.lindqvist@example.org", "You are mentioned in a recap."), (mail.To.Mailboxes.Single().Address, mail.Subject));
        Assert.Contains("http://localhost/people", mail.TextBody);
        await Until(() => site.Database.Read(connection => Notices.Unmailed(connection)).Count == 0);
        Assert.False(smtp.HasMore);
        Assert.Contains("Notices (1)", await bo.Http.GetStringAsync("/"));
        Assert.Contains("New. ", await bo.Http.GetAsync("/notices").Said());
        Assert.DoesNotContain("Notices (1)", await bo.Http.GetStringAsync("/"));
    }

    private static async Task Until(Func<bool> so)
    {
        while (!so())
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}

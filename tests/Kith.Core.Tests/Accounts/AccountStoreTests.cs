using Kith.Accounts;
using Kith.People;
using Kith.Store;

namespace Kith.Tests.Accounts;

public sealed class AccountStoreTests
{
    private const long Day = 86_400_000;

    [Theory, EachEngine]
    public void A_link_works_once_for_its_purpose_and_not_after_a_day(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var (first, second) = test.Database.Write(transaction => (OneTimeLinks.Make(transaction, LinkPurpose.SetUp, null, null, 0), OneTimeLinks.Make(transaction, LinkPurpose.SetUp, null, null, 0)));
        OneTimeLink? Use(string secret, LinkPurpose purpose, long now) => test.Database.Write(transaction => OneTimeLinks.Use(transaction, purpose, secret, now));

        Assert.Null(Use(first, LinkPurpose.Password, 1));
        Assert.Null(Use(first + "x", LinkPurpose.SetUp, 1));
        Assert.NotNull(Use(first, LinkPurpose.SetUp, 1));
        Assert.Null(Use(first, LinkPurpose.SetUp, 2));
        Assert.Null(Use(second, LinkPurpose.SetUp, Day));
    }

    [Theory, EachEngine]
    public void All_accounts_come_by_name_each_with_what_they_are_where(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var ids = test.Database.Write(transaction =>
        {
            var (harbour, pier) = (CommunityStore.Named(transaction, "Harbour"), CommunityStore.Named(transaction, "Pier"));
            AccountId Add(string name, params (CommunityId, Role)[] roles)
            {
                var id = AccountStore.Add(transaction, name, $"{name}@example.org", 0);
                Array.ForEach(roles, role => AccountStore.Join(transaction, id, role.Item1, role.Item2, 0));
                return id;
            }
            return (AccountId[])[Add("cy"), Add("Bo", (pier, Role.Member)), Add("ada", (harbour, Role.Steward), (pier, Role.Host))];
        });

        static string Told(Account account) => $"{account.Name} {string.Join(' ', account.Roles.OrderBy(role => role.Key.Value))}";
        Assert.Equal(ids.Reverse().Select(id => Told(test.Database.Read(connection => AccountStore.Find(connection, id))!)), test.Database.Read(AccountStore.All).Select(Told));
    }

    [Theory, EachEngine]
    public async Task Of_many_who_use_an_invitation_at_once_no_more_come_in_than_it_is_for(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var secret = test.Database.Write(transaction => Invitations.Make(transaction, CommunityStore.Named(transaction, "Harbour"), Role.Member, 3, 1, "", null, 0));

        var used = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => test.Database.Write(transaction => Invitations.Use(transaction, secret, 1)))));

        Assert.Equal(3, used.Count(invitation => invitation is not null));
    }

    [Theory, EachEngine]
    public void What_opens_something_is_not_in_the_database(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var (account, secrets) = test.Database.Write(transaction =>
        {
            var id = AccountStore.Add(transaction, "Ada", "ada@example.org", 0);
            return (id, (string[])[Sessions.Begin(transaction, id, "", 0, Day), OneTimeLinks.Make(transaction, LinkPurpose.Password, id, null, 0),
                Invitations.Make(transaction, CommunityStore.Named(transaction, "Harbour"), Role.Member, 1, 1, "", null, 0)]);
        });

        var stored = test.Database.Read(connection => Dapper.SqlMapper.Query<string>(connection, "select hash from sessions union select hash from links union select hash from invitations")).ToList();

        Assert.Equal(3, stored.Count);
        Assert.Empty(stored.Intersect(secrets));
        Assert.Equal(account, test.Database.Read(connection => Sessions.Find(connection, secrets[0], 1))!.Account);
    }

    [Theory, EachEngine]
    public void A_feed_key_is_its_accounts_until_a_new_one_is_made(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var id = test.Database.Write(transaction => AccountStore.Add(transaction, "Ada", "ada@example.org", 0));
        Account Now() => test.Database.Read(connection => AccountStore.Find(connection, id))!;
        var key = FeedKey.Of(Now())!;

        Assert.Equal(id, test.Database.Read(connection => FeedKey.Find(connection, key))!.Id);
        test.Database.Write(transaction => AccountStore.RenewFeed(transaction, id));

        Assert.Null(test.Database.Read(connection => FeedKey.Find(connection, key)));
        Assert.Null(test.Database.Read(connection => FeedKey.Find(connection, "1.")));
        Assert.NotEqual(key, FeedKey.Of(Now()));
    }

    [Theory, EachEngine]
    public void A_proved_mail_address_joins_the_account_with_the_person_of_that_address_and_a_changed_one_parts_them(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var (archived, id) = test.Database.Write(transaction =>
        {
            var identity = PeopleStore.Add(transaction, "ada-of-old", "Ada Lindqvist");
            PeopleStore.Change(transaction, identity, "Ada Lindqvist", "ada@example.org");
            return (identity, AccountStore.Add(transaction, "Ada", "ada@example.org", 0));
        });
        Account Now() => test.Database.Read(connection => AccountStore.Find(connection, id))!;
        bool AreOne() => test.Database.Read(PeopleStore.Load) is var everyone && everyone.Of(Now().Identity) == everyone.Of(archived);

        Assert.False(AreOne());
        test.Database.Write(transaction => AccountStore.Prove(transaction, Now(), 1));
        Assert.True(AreOne());
        test.Database.Write(transaction => AccountStore.ChangeEmail(transaction, Now(), "eve@example.org"));
        Assert.False(AreOne());
        Assert.False(Now().IsProved);
    }

    [Theory, EachEngine]
    public void A_mail_that_is_not_taken_is_tried_again_after_longer_and_longer(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        test.Database.Write(transaction => Outbox.Add(transaction, "ada@example.org", "One\r\nBcc: all@example.org", "two"));
        var (now, pauses) = (0L, new List<long>());
        for (var i = 0; i < 12; i++)
        {
            var mail = Assert.Single(test.Database.Read(connection => Outbox.Due(connection, now)));
            test.Database.Write(transaction => Outbox.Failed(transaction, mail, now, "busy", forGood: false));
            var failed = now;
            while (test.Database.Read(connection => Outbox.Due(connection, now)).Count == 0)
            {
                now += Outbox.FirstPause;
            }
            pauses.Add((now - failed) / Outbox.FirstPause);
            Assert.Equal("One Bcc: all@example.org", mail.Subject);
        }
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240, 240], pauses);
        Assert.Equal((1, "busy"), test.Database.Read(Outbox.State));

        test.Database.Write(transaction => Outbox.Sent(transaction, 1, now));
        Assert.Equal((0, null), test.Database.Read(Outbox.State));
    }

    [Theory, EachEngine]
    public void A_mail_that_is_refused_for_good_is_given_up_after_a_day_and_one_that_nobody_takes_after_a_week(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        foreach (var (forGood, days) in ((bool, int)[])[(true, 1), (false, 7)])
        {
            test.Database.Write(transaction => Outbox.Add(transaction, "gone@example.org", $"After {days}", "words"));
            var (now, tries) = (0L, 0L);
            while (test.Database.Read(connection => Outbox.State(connection).Waiting) > 0)
            {
                if (test.Database.Read(connection => Outbox.Due(connection, now)) is [var due])
                {
                    var isOver = test.Database.Write(transaction => Outbox.Failed(transaction, due, now, "550 no such mailbox", forGood));
                    Assert.Equal(++tries == (forGood ? Outbox.TriesRefused : Outbox.TriesUnheard), isOver);
                }
                now += Outbox.FirstPause;
            }
            Assert.InRange(now / 86_400_000.0, days - .1, days + .1);
        }
        Assert.Equal(["After 7 550 no such mailbox", "After 1 550 no such mailbox"], test.Database.Read(Outbox.GivenUp).Select(mail => $"{mail.Subject} {mail.Failure}"));

        test.Database.Write(Outbox.Again);
        Assert.Equal((2, 0), (test.Database.Read(connection => Outbox.Due(connection, 0)).Count, test.Database.Read(Outbox.GivenUp).Count));
    }

    [Theory, EachEngine]
    public void Communities_have_names_of_their_own(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        var harbour = test.Database.Write(transaction => CommunityStore.Add(transaction, " Harbour "));
        var lamps = test.Database.Write(transaction => CommunityStore.Add(transaction, "Lamps"));
        test.Database.Write(transaction => CommunityStore.Rename(transaction, lamps, "Lamps and lenses"));
        test.Database.Write(transaction => CommunityStore.Rename(transaction, lamps, "Lamps and\u200B lenses"));
        Assert.Equal(["Harbour 0", "Lamps and lenses 0"], test.Database.Read(CommunityStore.Sizes).Select(one => $"{one.Community.Name} {one.Members}"));
        Assert.Equal(harbour, test.Database.Write(transaction => CommunityStore.Named(transaction, "Harbour")));
        Assert.Throws<InvalidInputException>(() => test.Database.Write(transaction => CommunityStore.Add(transaction, "Harb\u00ADour")));
        Assert.Throws<InvalidInputException>(() => test.Database.Write(transaction => CommunityStore.Rename(transaction, lamps, "Harbour")));
        Assert.Throws<InvalidInputException>(() => test.Database.Write(transaction => CommunityStore.Rename(transaction, new(99), "Nowhere")));
        Assert.Throws<InvalidInputException>(() => test.Database.Write(transaction => CommunityStore.Add(transaction, "…")));
    }

    [Theory]
    [InlineData(Role.Member, Role.Member, false)]
    [InlineData(Role.Host, Role.Member, true)]
    [InlineData(Role.Host, Role.Host, false)]
    [InlineData(Role.Steward, Role.Steward, true)]
    [InlineData(Role.Operator, Role.Operator, false)]
    [InlineData(Role.Operator, Role.Guest, false)]
    public void Nobody_invites_others_to_more_than_they_have(Role inviting, Role role, bool may) => Assert.Equal(may, Invitations.May(inviting, role));
}

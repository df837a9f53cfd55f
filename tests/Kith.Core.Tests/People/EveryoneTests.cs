using CsCheck;
using Kith.People;

namespace Kith.Tests.People;

public sealed class EveryoneTests
{
    private static readonly Identity Ada = Known(1, "Ada Lindqvist", "ada@example.org");
    private static readonly Identity Adal = Known(2, "adal");
    private static readonly Identity Bo = Known(3, "Bo Tanaka", "bo@example.org");
    private static readonly Identity AdaAtWork = Known(4, "A. Lindqvist", "ada@example.org");
    private static readonly Identity[] All = [Ada, Adal, Bo, AdaAtWork];

    [Fact]
    public void Identities_with_one_mail_address_are_one_person() =>
        Assert.Equal("1,4 Ada Lindqvist; 2 adal; 3 Bo Tanaka", Told());

    [Fact]
    public void A_merge_joins_all_that_goes_with_each() =>
        Assert.Equal("1,2,4 Ada Lindqvist; 3 Bo Tanaka", Told(Merge(1, 2, 4)));

    [Fact]
    public void An_undone_merge_leaves_no_trace() =>
        Assert.Equal(Told(), Told(Merge(1, 2, 4) with { UndoneAt = 9 }));

    [Fact]
    public void A_split_takes_an_identity_out_even_where_the_mail_address_joined_it() =>
        Assert.Equal("1 Ada Lindqvist; 2 adal; 3 Bo Tanaka; 4 A. Lindqvist", Told(new PersonDecision(1, 0, PersonDecisionKind.Split, new(4), null, null, null)));

    [Fact]
    public void Decisions_count_in_their_order() =>
        Assert.Equal("1,4 Ada Lindqvist; 2,3 Bo Tanaka", Told(Merge(1, 1, 2), new PersonDecision(2, 0, PersonDecisionKind.Split, new(2), null, null, null), Merge(3, 3, 2)));

    // In the order in which they were decided, not in that of the identities.
    [Fact]
    public void What_was_said_last_of_any_identity_holds_for_the_person()
    {
        PersonDecision Said(long id, PersonDecisionKind kind, long of, string? text = null) => new(id, 0, kind, new(of), null, text, null);
        PersonDecision[] said =
        [
            Merge(1, 2, 3), Said(2, PersonDecisionKind.Bot, 3), Said(3, PersonDecisionKind.Name, 3, "Bo"), Said(4, PersonDecisionKind.Human, 2), Said(5, PersonDecisionKind.Name, 2, "Bo T."),
        ];
        static (string, bool) Told(params PersonDecision[] said) => Everyone.From(All, said).Of(new(3)) is { } person ? (person.Name, person.IsBot) : default;
        Assert.Equal([("Bo", true), ("Bo T.", false), ("Bo", true)], (List<(string, bool)>)[Told(said[..3]), Told(said), Told([said[0], said[3], said[4], said[1] with { Id = 6 }, said[2] with { Id = 7 }])]);
    }

    [Fact]
    public void Whoever_has_an_account_is_no_bot()
    {
        Identity[] all = [Bo, Known(5, "Bo T.", "bo@example.org") with { Source = "kith" }];
        Assert.False(Everyone.From(all, [new PersonDecision(1, 0, PersonDecisionKind.Bot, Bo.Id, null, null, null)]).Of(Bo.Id)!.IsBot);
    }

    [Fact]
    public void Bots_are_not_joined_by_mail_address() =>
        Assert.Equal(2, Everyone.From([Ada, Known(5, "list robot", "ada@example.org") with { IsBot = true }], []).People.Count);

    [Fact]
    public void Undoing_every_decision_gives_back_what_was_before() => Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[0, 1]).Array[0, 12].Sample(drawn =>
    {
        var decisions = drawn.Select((each, i) => new PersonDecision(i + 1, 0, each.Item3 == 0 ? PersonDecisionKind.Merge : PersonDecisionKind.Split,
            new(each.Item1), each.Item3 == 0 ? new IdentityId(each.Item2) : null, null, 7)).ToArray();
        Assert.Equal(Told(), Told(decisions));
        var everyone = Everyone.From(All, decisions.Select(decision => decision with { UndoneAt = null }));
        Assert.Equal(All.Length, everyone.People.Sum(person => person.Identities.Count));
        Assert.All(All, identity => Assert.Contains(identity, everyone.Of(identity.Id)!.Identities));
    });

    private static Identity Known(long id, string name, string? email = null) => new(new(id), "slack", $"u{id}", name, email, false);

    private static PersonDecision Merge(long id, long one, long other) => new(id, 0, PersonDecisionKind.Merge, new(one), new IdentityId(other), null, null);

    private static string Told(params PersonDecision[] decisions) => string.Join("; ", Everyone.From(All, decisions).People
        .Select(person => $"{string.Join(',', person.Identities.Select(identity => identity.Id))} {person.Name}"));
}

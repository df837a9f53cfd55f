using Kith.People;

namespace Kith.Tests.People;

public sealed class DuplicatesTests
{
    [Theory]
    [InlineData("Ada Lindqvist", "alindqvist")]
    [InlineData("Ada Lindqvist", "ada.lindqvist")]
    [InlineData("Ada Lindqvist", "AdaL")]
    [InlineData("Michael Okafor", "mikeokafor")]
    [InlineData("Hélène Béranger", "helene_beranger")]
    [InlineData("Dilys Morgan", "dilys")]
    [InlineData("Goran Petrov", "petrov")]
    [InlineData("chidi", "chidi_")]
    [InlineData("chidi", "chidi|away")]
    [InlineData("chidi", "chidi__harbour_")]
    [InlineData("Emre Kaya", "Emre Kaya (Harbour)")]
    [InlineData("Farah Haddad", "thehaddad")]
    [InlineData("Ada Lindqvist", "alindqvist-harbour")]
    [InlineData("Ada Lindqvist", "Ada Holm Lindqvist")]
    [InlineData("Jörg Müllner", "joerg.muellner")]
    [InlineData("Chiara Ravagnani", "Chiara_Ravagnni")]
    [InlineData("Chiara Ravagnani", "cravagnanni")]
    [InlineData("Goran Petrov", "pgoran")]
    [InlineData("Dilys Morgan-Reese", "dmorgan")]
    [InlineData("Francisco Herrera", "pacoherrera")]
    [InlineData("Dmitri Sokolov", "dimasokolov")]
    [InlineData("Farah Haddad", "farahh-harbour")]
    [InlineData("Chiara Ravagnani", "Chiara Ravagnoni")]
    [InlineData("Pelle Brændgaard", "braendgaard")]
    [InlineData("Dilys Morgan-Reese", "d.morgan-reese")]
    [InlineData("Ada Lindqvist", "alindqvist316")]
    [InlineData("Ada Lindqvist", "am_lindqvist")]
    [InlineData("Ada Lindqvist", "AdaLindqvistHH")]
    public void A_handle_that_a_name_gives_is_suggested(string name, string handle) => Assert.Equal([(name, handle)], Suggested(name, handle, "Bo Tanaka"));

    [Theory]
    [InlineData("Ada Lindqvist", "tanaka")]
    [InlineData("Ada Lindqvist", "Ada Okafor")]
    [InlineData("Ada Lindqvist", "al")]
    [InlineData("Kim Okafor", "Tim Okafor")]
    [InlineData("Bo Hansen", "Bo Jansen")]
    [InlineData("Bo Kaya", "bkayya")]
    [InlineData("Emre Kaya", "kemre")]
    [InlineData("Chiara Ravagnani", "Chiara Ravaganoni")]
    [InlineData("Milt Reder", "gfrederick")]
    [InlineData("Ben Ellis", "lellis")]
    [InlineData("kenny", "kenny724")]
    [InlineData("Ada Lindqvist", "ada724")]
    [InlineData("Bo Kaya", "bokayasan")]
    public void Other_names_are_not(string name, string handle) => Assert.Empty(Suggested(name, handle));

    [Fact]
    public void Where_a_handle_fits_two_people_nothing_is_suggested() => Assert.Empty(Suggested("Ada Lindqvist", "Ada Okafor", "ada"));

    [Fact]
    public void Two_that_are_surely_one_do_not_compete() =>
        Assert.Equal([("Ada Lindqvist", "ada_l"), ("Ada Lindqvist", "ada")], Suggested("Ada Lindqvist", "ada_l", "ada"));

    [Fact]
    public void Two_that_somebody_called_distinct_compete()
    {
        var distinct = new PersonDecision(1, 0, PersonDecisionKind.Distinct, new(1), new IdentityId(2), null, null);
        Assert.Empty(Duplicates.Suggest(Everyone.From(Known("Ada Lindqvist", "ada_l", "ada"), []), [distinct]));
    }

    [Fact]
    public void A_whole_first_name_is_its_bearer_s_sooner_than_that_of_somebody_listed_by_the_short_form() =>
        Assert.Equal([("Christopher Okafor", "ChristopherO")], Suggested("Christopher Okafor", "Chris Ortega", "ChristopherO"));

    [Fact]
    public void A_short_form_is_anybody_s_who_bears_it_or_the_whole() => Assert.Empty(Suggested("Christopher Okafor", "Chris Ortega", "ChrisO"));

    [Fact]
    public void A_name_with_a_letter_in_the_middle_does_not_compete_with_the_name() =>
        Assert.Equal(2, Suggested("Ada Lindqvist", "Ada R Lindqvist", "alindqvist").Count);

    [Fact]
    public void What_somebody_called_distinct_is_not_suggested_again()
    {
        var everyone = Everyone.From(Known("Ada Lindqvist", "adal"), []);
        var distinct = new PersonDecision(1, 0, PersonDecisionKind.Distinct, new(1), new IdentityId(2), null, null);

        Assert.Single(Duplicates.Suggest(everyone, []));
        Assert.Empty(Duplicates.Suggest(everyone, [distinct]));
        Assert.Single(Duplicates.Suggest(everyone, [distinct with { UndoneAt = 5 }]));
    }

    [Fact]
    public void A_suggestion_says_why() => Assert.Equal("\"adal\" is a likely handle of Ada Lindqvist.",
        Assert.Single(Duplicates.Suggest(Everyone.From(Known("Ada Lindqvist", "adal"), []), [])).Evidence);

    private static List<(string, string)> Suggested(params string[] names) =>
        [.. Duplicates.Suggest(Everyone.From(Known(names), []), []).Select(each => (each.One.Name, each.Other.Name))];

    private static Identity[] Known(params string[] names) => [.. names.Select((name, i) => new Identity(new(i + 1), "irc", name, name, null, false))];
}

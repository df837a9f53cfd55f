using Kith.People;

namespace Kith.Tests.People;

public sealed class NameSearchTests
{
    private static readonly Everyone Harbour = Everyone.From(
    [
        new(new(1), "slack", "U1", "Ada Lindqvist", "ada@example.org", false), new(new(2), "slack", "U2", "Ada Okafor", null, false),
        new(new(3), "irc", "bo", "Bo Tanaka", null, false), new(new(4), "irc", "dilys", "dilys", null, false),
    ], []);

    [Theory]
    [InlineData("Bo Tanaka", "3")]
    [InlineData("bo tanaka", "3")]
    [InlineData("@bo", "3")]
    [InlineData("#3", "3")]
    [InlineData("tanaka", "3")]
    [InlineData("Tanaka, Bo", "3")]
    [InlineData("ada@example.org", "1")]
    [InlineData("U2", "2")]
    [InlineData("ada", "1 2")]
    [InlineData("Ada O", "2")]
    public void Somebody_is_found_by_name_part_of_it_handle_address_or_number(string typed, string found) =>
        Assert.Equal(found, string.Join(' ', NameSearch.Find(Harbour, typed).Found.Select(person => person.Id)));

    [Theory]
    [InlineData("Bo Tanake", "3")]
    [InlineData("dyls", "4")]
    [InlineData("qqqqqqqq", "")]
    [InlineData("", "")]
    public void An_unknown_name_suggests_near_ones(string typed, string near)
    {
        var match = NameSearch.Find(Harbour, typed);

        Assert.Empty(match.Found);
        Assert.Equal(near, string.Join(' ', match.Near.Select(person => person.Id)));
    }
}

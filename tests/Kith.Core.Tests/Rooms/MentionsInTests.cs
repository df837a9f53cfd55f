using Kith.People;
using Kith.Rooms;

namespace Kith.Tests.Rooms;

public sealed class MentionsInTests
{
    private static readonly (string, IdentityId)[] People = [("Ann", new(1)), ("Ann Lee", new(2)), ("Bo Tanaka", new(3)), ("", new(4))];

    [Theory]
    [InlineData("@Ann Lee, what do you think? And @bo tanaka?", "m2 m3")]
    [InlineData("@Ann and @Ann again", "m1")]
    [InlineData("Thanks @Ann!", "m1")]
    [InlineData("@Anna is somebody else, and so is ann@Ann", null)]
    [InlineData("Ann Lee without a sign", null)]
    [InlineData("@", null)]
    public void Who_is_named_is_whoever_has_the_longest_name_that_fits(string text, string? stored) => Assert.Equal(stored, MentionsIn.Text(text, People).Stored);
}

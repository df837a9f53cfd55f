using Kith.Conversations;
using Kith.Recaps;

namespace Kith.Tests.Recaps;

public sealed class StanceTests
{
    [Theory]
    [InlineData("Agreed!", Side.Agrees)]
    [InlineData("+1, we do the same", Side.Agrees)]
    [InlineData("@Ann exactly what we saw", Side.Agrees)]
    [InlineData("Yes, every spring.", Side.Agrees)]
    [InlineData("I think you're right about vinegar", Side.Agrees)]
    [InlineData("Yes, but only in winter", Side.Open)]
    [InlineData("I agree, however the cost is high", Side.Open)]
    [InlineData("This week we clean them", Side.Open)]
    [InlineData("This!", Side.Agrees)]
    [InlineData("Yesterday it rained", Side.Open)]
    [InlineData("No, salt stays", Side.Differs)]
    [InlineData("No idea, ask Bo", Side.Open)]
    [InlineData("I disagree: water is enough", Side.Differs)]
    [InlineData("I don’t think so", Side.Differs)]
    [InlineData("Do we agree to disagree?", Side.Differs)]
    [InlineData("Agreement is rare", Side.Open)]
    [InlineData("> I disagree\nWhat do others say?", Side.Open)]
    [InlineData("Genau so machen wir es auch", Side.Agrees)]
    [InlineData("Stimmt, jeden Frühling.", Side.Agrees)]
    [InlineData("Stimmt das?", Side.Open)]
    [InlineData("Das stimmt so nicht.", Side.Differs)]
    [InlineData("Ja, aber nur im Winter", Side.Open)]
    [InlineData("Sehe ich anders: Wasser genügt.", Side.Differs)]
    [InlineData("Tout à fait.", Side.Agrees)]
    [InlineData("Je ne suis pas d’accord", Side.Differs)]
    [InlineData("D'accord, mais pas en hiver", Side.Open)]
    [InlineData("¡Exacto!", Side.Agrees)]
    [InlineData("No estoy de acuerdo con eso", Side.Differs)]
    [InlineData("Claro que no", Side.Open)]
    [InlineData("Helemaal mee eens!", Side.Agrees)]
    [InlineData("Daar ben ik het niet mee eens", Side.Differs)]
    [InlineData("Klopt dat wel?", Side.Open)]
    [InlineData("", Side.Open)]
    public void Only_plain_words_of_agreement_or_difference_count(string reply, Side side) => Assert.Equal(side, Stance.Of(reply));

    [Fact]
    public void A_link_shared_by_several_is_one_link()
    {
        var links = SharedLinks.In([
            Said(1, "See https://Example.org/salt, and (https://example.org/wax)."),
            Said(2, "[again](https://example.org/salt/#part) and https://example.org/salt?page=2"),
            Said(3, "nothing at http:// or ftp://example.org"),
        ]);
        Assert.Equal(["https://Example.org/salt 1 2", "https://example.org/wax 1", "https://example.org/salt?page=2 2"],
            links.Select(link => $"{link.Url} {string.Join(' ', link.In.Select(message => message.Seq))}"));
    }

    private static Message Said(long seq, string body) =>
        new(new(1), seq, $"{seq}", new(1), seq, Markup.Markdown, body, null, Addressed.Nobody, Reactions.None, null, null);
}

using Kith.Server.Shared;

namespace Kith.Server.Tests.Shared;

public sealed class HighlightTests
{
    [Theory]
    [InlineData("damp in the tower", "The damp is in them towers.", "The <mark>damp</mark> is in them <mark>towers</mark>.")]
    [InlineData("the", "the", "the")]
    [InlineData("\"damp tower\" key*", "Keystones of a damp tower.", "<mark>Keystones</mark> of a <mark>damp</mark> <mark>tower</mark>.")]
    [InlineData("lamp", "<b>Lamp</b>", "&lt;b&gt;<mark>Lamp</mark>&lt;/b&gt;")]
    [InlineData("lamp room", "IsLampBurning in the clamp, LampRoom", "Is<mark>Lamp</mark>Burning in the clamp, <mark>Lamp</mark><mark>Room</mark>")]
    [InlineData("server mps", "HTTPServer, but no LAMPS and no OBServer", "HTTP<mark>Server</mark>, but no LAMPS and no OB<mark>Server</mark>")]
    [InlineData("", "Nothing asked.", "Nothing asked.")]
    public void Telling_words_are_marked_and_nothing_else(string question, string text, string html) =>
        Assert.Equal(html, Highlight.Of(question).In(text).Value);
}

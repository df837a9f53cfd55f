using Kith.Expertise;

namespace Kith.Tests.Expertise;

/// <summary>Which words are taken for forms of one.</summary>
public sealed class StemTests
{
    [Theory]
    [InlineData("light lighting lighted lighter")]
    [InlineData("plan planning planned planner")]
    [InlineData("bake baking baked baker")]
    [InlineData("carry carried carrier carrying")]
    [InlineData("deploy deployment deployable deploying")]
    [InlineData("configure configuration configurable configured")]
    [InlineData("leucht leuchten leuchter")]
    [InlineData("prüfen prüft prüfte prüfend")]
    [InlineData("verwalten verwaltung verwaltungen")]
    [InlineData("werken werkt werkte werkend")]
    [InlineData("éclairer éclairé éclairée éclairant éclairage")]
    [InlineData("organizar organizado organizando organización organizador")]
    [InlineData("instalar instalado instalação instalações")]
    [InlineData("lavorare lavorato lavorando")]
    [InlineData("программа программы программу")]
    public void Forms_of_one_word_are_kin(string forms)
    {
        var words = forms.Split(' ');
        Assert.All(words.SelectMany(_ => words, (one, other) => (one, other)).Where(pair => pair.one != pair.other), pair =>
            Assert.True(Stem.IsShared(pair.one, pair.other), $"{pair.one} and {pair.other}"));
    }

    [Theory]
    [InlineData("quantum", "quantity")]
    [InlineData("lighting", "fighting")]
    [InlineData("table", "tablet")]
    [InlineData("count", "country")]
    [InlineData("port", "portion")]
    [InlineData("string", "str")]
    [InlineData("stay", "state")]
    [InlineData("login", "logic")]
    [InlineData("bloom", "blood")]
    [InlineData("missing", "miso")]
    [InlineData("a", "ab")]
    [InlineData("", "light")]
    public void Words_that_only_begin_alike_are_not(string one, string other)
    {
        Assert.False(Stem.IsShared(one, other));
        Assert.False(Stem.IsShared(other, one));
    }
}

using CsCheck;
using Kith.Conversations;

namespace Kith.Tests.Conversations;

public sealed class OwnWordsTests
{
    [Theory]
    [InlineData("Two coats.", "Two coats.")]
    [InlineData("On Mon, 4 Mar 2024, Ada wrote:\n> Which paint?\n> And when?\n\nTwo coats.", "Two coats.")]
    [InlineData("On Mon, 4 Mar 2024 at 09:00, Ada Lindqvist <ada@example.org>\nwrote:\n> Which paint?\n\nTwo coats.", "Two coats.")]
    [InlineData("> Which paint?\nIron oxide.\n>> And when?\n> In May\nIn June.", "Iron oxide.\nIn June.")]
    [InlineData("Ada Lindqvist writes:\n> Which paint?\nIron oxide.", "Iron oxide.")]
    [InlineData("Am 4.3.2024 um 09:00 schrieb Ada Lindqvist:\n> Welche Farbe?\nEisenglimmer.", "Eisenglimmer.")]
    [InlineData("Le lun. 4 mars 2024 à 09:00, Ada a écrit :\n> Quelle peinture ?\nFer micacé.", "Fer micacé.")]
    [InlineData("Two coats.\n\n-- \nBo\nkeeper", "Two coats.")]
    [InlineData("Two coats.\n\n--\nBo", "Two coats.")]
    [InlineData("Two coats.\n_______________________________________________\nHarbour mailing list\nharbour@lists.example.org", "Two coats.")]
    [InlineData("Two coats.\n\n-----Original Message-----\nFrom: Ada\nSent: Monday\n\nWhich paint?", "Two coats.")]
    [InlineData("Two coats.\n\nFrom: Ada Lindqvist\nSent: Monday, 4 March\nTo: Harbour\n\nWhich paint?", "Two coats.")]
    [InlineData("Two coats.\n\nSent from my lamp", "Two coats.")]
    [InlineData("On Monday I painted.\nIt rained.", "On Monday I painted.\nIt rained.")]
    [InlineData("On 4 March I painted:\nthe rail", "On 4 March I painted:\nthe rail")]
    [InlineData("one\r\n> two\r\nthree\r\n", "one\nthree")]
    [InlineData("  > quoted\nown > other\n", "own > other")]
    [InlineData("a -- b\nc", "a -- b\nc")]
    [InlineData("-- \nBo", "")]
    [InlineData("From: Ada\nSent: Monday\n\nWhich paint?", "")]
    [InlineData("> only quoted", "")]
    [InlineData("", "")]
    public void What_others_wrote_is_left_out(string body, string own) => Assert.Equal(own, OwnWords.Of(body));

    [Fact]
    public void Nothing_is_put_into_anybodys_mouth() => Gen.Int[0, Pieces.Length - 1].Array[0, 12].Sample(pieces =>
    {
        var lines = pieces.Select(piece => Pieces[piece]).ToList();
        var rest = new Queue<string>(lines);
        foreach (var own in OwnWords.Of(string.Join('\n', lines)).Split('\n').Where(line => line.Length > 0))
        {
            while (rest.Peek() != own)
            {
                rest.Dequeue();
            }
            rest.Dequeue();
        }
        Assert.Equal("", OwnWords.Of(string.Join('\n', lines.Select(line => $"> {line}"))));
    });

    private static readonly string[] Pieces = ["> a", ">", "b", "", "On 1 May, x wrote:", "-- ", "c:", "From: d", "To: e", "____________________________", "a list"];
}

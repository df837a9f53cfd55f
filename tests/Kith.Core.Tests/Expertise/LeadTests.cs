using Kith.Expertise;

namespace Kith.Tests.Expertise;

public sealed class LeadTests
{
    [Theory]
    [InlineData(new float[] { 2, 8 }, 1, .25f)]
    [InlineData(new float[] { 8, 2, 4 }, 0, .75f)]
    public void A_word_leads_that_outweighs_all_others_together(float[] worths, int place, float without) => Assert.Equal(new Lead(place, without), Lead.Of(worths));

    [Theory]
    [InlineData(new float[] { 8 })]
    [InlineData(new float[] { })]
    [InlineData(new float[] { 4, 4 })]
    [InlineData(new float[] { 8, 5, 3 })]
    public void Elsewhere_none_leads(float[] worths) => Assert.Null(Lead.Of(worths));
}

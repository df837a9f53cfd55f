using Kith.Expertise;

namespace Kith.Tests.Expertise;

public sealed class LeadTests
{
    [Theory]
    [InlineData(new float[] { 2, 8 }, 1, .25f)]
    [InlineData(new float[] { 8, 2, 4 }, 0, .75f)]
    public void A_word_leads_that_outweighs_all_others_together(float[] worths, int place, float without) => Assert.Equal(new Lead(place, null, without), Lead.Of(worths));

    [Theory]
    [InlineData(new float[] { 8, 2, 7 }, 0, 2, 2f / 7)]
    [InlineData(new float[] { 1, 8, 8, 1 }, 1, 2, .25f)]
    [InlineData(new float[] { 6, 6, 1 }, 0, 1, 1f / 6)]
    public void Two_lead_of_which_each_clearly_outweighs_all_others_together(float[] worths, int place, int second, float without) => Assert.Equal(new Lead(place, second, without), Lead.Of(worths));

    [Theory]
    [InlineData(new float[] { 8 })]
    [InlineData(new float[] { })]
    [InlineData(new float[] { 4, 4 })]
    [InlineData(new float[] { 8, 5, 4 })]
    [InlineData(new float[] { 8, 7, 2, 2 })]
    public void Elsewhere_none_leads(float[] worths) => Assert.Null(Lead.Of(worths));
}

using CsCheck;
using Kith.Interactions;

namespace Kith.Tests.Interactions;

public sealed class WeightsTests
{
    [Fact]
    public void Every_kind_has_the_weight_of_the_table() =>
        Assert.Equal(
            "Reply 1, Mention 1, MailTo 1, MailCc 0.5, Thanks 1, Reaction 0.3, Turn 0.5, CoPresence 0.5, Introduction 2, Met 3",
            string.Join(", ", Enum.GetValues<InteractionKind>().Select(kind => $"{kind} {Weights.Of(kind) / 1e6}")));

    [Fact]
    public void A_group_shares_the_weight_to_the_nearest_millionth() =>
        Gen.Select(Gen.Enum<InteractionKind>(), Gen.Int[1, 5000]).Sample((kind, group) =>
            Assert.InRange(Weights.Of(kind, group) - (double)Weights.Of(kind) / group, -0.5, 0.5));

    [Fact]
    public void Nobody_counts_as_a_group_of_one() =>
        Assert.Equal(Weights.Of(InteractionKind.Reply), Weights.Of(InteractionKind.Reply, 0));
}

using Kith.Evaluation;
using Kith.Interactions;

namespace Kith.Tests.Evaluation;

public sealed class RepliesTests
{
    private static readonly AnnotatedLog Log = new("small",
    [
        new(0, 1, "ann", 0, "how do I mount a usb stick?"),
        new(2, 2, "bob", 0, "ann: plug it in"),
        new(3, 3, "cleo", 0, "good morning"),
        new(4, 1, "ann", 0, "it does nothing"),
    ], [(0, 0), (1, 1), (2, 0), (3, 3), (4, 2), (4, 0)]);

    [Fact]
    public void Every_annotated_line_has_one_answer_and_a_start_answers_itself()
    {
        var hits = Replies.Compare(Log, [default, new(0, 1, 1), new(2, 2, 1), new(2, 2, 1)]);
        Assert.Equal(new Hits(4, 5, 6), hits.Links);
        Assert.Equal((.8, 4 / 6.0, 8 / 11.0), (hits.Links.Precision, hits.Links.Recall, hits.Links.F1));
    }

    [Fact]
    public void Ties_are_pairs_in_no_order_from_confident_answers()
    {
        var hits = Replies.Compare(Log, [default, new(0, 1, 1), new(2, 2, Addressees.Confident - .01), new(2, 2, 1)]);
        Assert.Equal(new Hits(1, 1, 1), hits.Ties);
    }

    [Fact]
    public void Somebody_addressed_is_right_if_a_link_joins_the_two() =>
        Assert.Equal([(1, true), (.7, false), (.6, true)], Replies.Addressees(Log, [default, new(0, 1, 1), new(2, 2, .7), new(2, 2, .6)]));

    [Fact]
    public void Lines_without_annotation_do_not_count()
    {
        var hits = Replies.Compare(Log with { Links = [(4, 2)] }, [default, new(0, 1, 1), new(2, 2, 1), new(2, 2, 1)]);
        Assert.Equal(new ReplyHits(new(1, 1, 1), new(1, 1, 1)), hits);
    }

    [Fact]
    public void Every_method_answers_every_turn() =>
        Assert.All(ReplyMethods.All, method => Assert.Equal(4, method.Answers(Log).Count));
}

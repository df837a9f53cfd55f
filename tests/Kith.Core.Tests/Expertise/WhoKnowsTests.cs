using System.Globalization;
using CsCheck;
using Kith.Expertise;

namespace Kith.Tests.Expertise;

public sealed class WhoKnowsTests
{
    private static readonly Said[] Talk =
    [
        new("ana", "How do I prune an old apple tree?", 1, 300, "pruning apple trees"),
        new("bo", "Cut the water shoots of the apple tree in summer, the thick branches in winter.", 1, 300),
        new("ana", "Thanks, that helps.", 1, 301),
        new("cy", "The bread oven is hot, come over.", 2, 390, "oven day"),
        new("cy", "Rye bread needs sourdough, wheat does not.", 2, 391),
        new("dee", "My sourdough died, who has some?", 3, 395, "sourdough"),
        new("cy", "I have sourdough to spare.", 3, 395),
        new("eli", "I have nothing to do with any of it.", 4, 399, "hello"),
    ];

    [Fact]
    public void Who_wrote_about_it_knows_and_the_messages_show_it()
    {
        var best = Ask(Talk, "pruning an apple tree", except: "ana")[0];
        Assert.Equal(Said.Id("bo"), best.Person);
        Assert.Equal((1, 2), (best.Evidence[0].Conversation.Value, best.Evidence[0].Seq));
    }

    [Theory]
    [InlineData("I like pruning best.", "4  ")]
    [InlineData("Mine I pruned in winter.", "4 pruned ")]
    [InlineData("Bring gloves.", "3  pruning")]
    [InlineData("Prudence is all.", "3  pruning")]
    public void Shown_is_a_message_with_a_word_asked_for_else_with_one_of_its_stem_else_what_was_said_soonest_after_it(string last, string shown) => Assert.Equal([shown], Ask(
        [new("bo", "What a day it was."), new("ana", "Who teaches me pruning?"), new("bo", "Come along on Sunday."), new("bo", last)], "pruning", except: "ana")
        .Single().Evidence.Select(each => $"{each.Seq} {each.Stem} {each.Near}"));

    [Fact]
    public void What_holds_a_word_of_the_stem_is_shown_before_what_weighs_more_and_holds_none() => Assert.Equal(["4 pruned ", "2  pruning"], Ask(
        [new("ana", "Pruning, pruning: who teaches me?", 1, 399), new("bo", "Come along on Sunday.", 1, 399), new("ana", "What of pruning?", 2, 100), new("bo", "Mine I pruned in winter.", 2, 100)],
        "pruning", except: "ana").Single().Evidence.Select(each => $"{each.Seq} {each.Stem} {each.Near}"));

    // Slow twin: what is shown without a word of the question is so only where nothing with one is left out.
    [Fact]
    public void Evidence_says_by_which_word_it_was_found_exactly_where_it_holds_none_asked_for() => Said.Any.Sample(talk =>
    {
        var asked = talk[0].Text.Split(' ').Take(3).ToHashSet();
        var evidence = WhoKnows.Ask(Said.Index(talk), new Query(string.Join(' ', asked), Said.Now) { Top = 99 }, Said.Everyone()).SelectMany(knows => knows.Evidence).ToList();
        Assert.Distinct(evidence.Select(one => one.Seq));
        foreach (var one in evidence)
        {
            var holds = talk[one.Seq - 1].Text.Split(' ').Any(asked.Contains);
            Assert.Equal((holds, holds ? null : one.Near), (one.Stem is null && one.Near is null, one.Near is { } near && asked.Contains(near) ? near : null));
        }
    });

    // Bo said the rare word long ago and the common one today, the common one twice as often.
    [Fact]
    public void A_message_with_the_word_that_leads_is_shown_before_what_weighs_more_and_lacks_it() => Assert.Equal(["2/2", "1/1", "3/4"], Ask(
        [.. Harbour, new("bo", "a lamp for the lamp", 1, 399), new("bo", "the sextant hangs by the stairs", 2, 20), new("cy", "quite", 2, 20), new("bo", "lamp, lamp, lamp", 3, 398)],
        "sextant lamp").Single(knows => knows.Person == Said.Id("bo")).Evidence.Select(each => $"{each.Conversation.Value}/{each.Seq - Harbour.Length}"));

    // Bo wrote neither in the first; of the second, where nobody said the rare word, the common one is shown.
    [Fact]
    public void What_was_said_where_the_word_that_leads_was_said_is_shown_before_messages_with_another_word() => Assert.Equal(["2/3  sextant", "1/1  "], Ask(
        [.. Harbour, new("bo", "a lamp for the lamp", 1, 399), new("cy", "a lamp or a sextant", 2, 20), new("bo", "mine went out at dusk", 2, 20), new("cy", "so did mine", 2, 20)],
        "sextant lamp").Single(knows => knows.Person == Said.Id("bo")).Evidence.Select(each => $"{each.Conversation.Value}/{each.Seq - Harbour.Length} {each.Stem} {each.Near}"));

    [Fact]
    public void A_message_with_the_word_that_leads_is_among_the_best_however_many_hold_the_others()
    {
        var index = Said.Index([.. Harbour, .. Enumerable.Range(0, 120).Select(at => new Said("ana", "lamp", 1, 200 + at)),
            new("bo", $"sextant {string.Join(' ', Enumerable.Range(0, 60).Select(at => $"word{(char)('a' + at % 26)}"))}", 2, 350)]);
        var (query, with) = (new Query("sextant lamp", Said.Now), ExpertiseWeights.Chosen with { BestMessages = 10 });
        var sight = new Sight(index, null);
        using var fit = new Fit(index, sight, new Candidates(index, Said.Everyone(), query), null, with, QueryTerms.Of(index.Words, sight, query, 9), []);
        Assert.Equal((10, Harbour.Length + 121), (fit.BestMessages.Length, (int)index.Seq(fit.BestMessages[0])));
        Assert.All(fit.BestMessages.Zip(fit.BestMessages.Skip(1)), pair => Assert.True(fit.Message(pair.First) >= fit.Message(pair.Second)));
    }

    // Cy says more where it is talked about, and more these days.
    [Theory]
    [InlineData("I have a sextant.", "bo")]
    [InlineData("I have one.", "cy")]
    public void Who_is_around_and_wrote_the_word_that_leads_is_asked_before_who_is_around(string said, string first) => Assert.Equal(Said.Id(first), Ask(
        [.. Harbour, new("ana", "Who has a sextant?", 1, 380), new("bo", said, 1, 380), new("cy", "quite", 1, 380), new("cy", "nice", 1, 380), new("cy", "so it is", 1, 380),
            .. Enumerable.Range(0, 20).Select(at => new Said(at % 3 == 0 ? "bo" : "cy", "fog", 300 + at, 375 + at))], "sextant lamp", except: "ana")[0].Person);

    // Cy says the common word day by day, and still does; Bo wrote both rare ones, Dee one, each once and some time ago.
    [Fact]
    public void Of_two_rare_words_beside_a_common_one_who_wrote_both_comes_first_and_who_wrote_one_next() => Assert.Equal(["bo", "dee", "cy"], Ask(
        [.. Harbour, .. Enumerable.Range(0, 40).Select(at => new Said("cy", at % 4 == 0 ? "a lamp, the lamp" : "lamp", 200 + at, 360 + at, Channel: "lamps")),
            new("dee", "mine is a sextant", 1, 350), new("bo", "no tether holds a sextant", 2, 350)], "sextant tether lamp", except: "eli").Select(knows => Said.Names[knows.Person.Value - 1]));

    // In conversations of which nobody is asked.
    private static readonly Said[] Harbour = [.. Enumerable.Range(0, 60).Select(at => new Said("eli", at % 8 == 0 ? "the lamp" : "good fog", 100 + at, 100 + at))];

    [Fact]
    public void Nobody_knows_what_nobody_talked_about() => Assert.Empty(Ask(Talk, "quantum gravity"));

    [Fact]
    public void Who_only_talked_of_other_things_is_not_named() =>
        Assert.DoesNotContain(Said.Id("eli"), Ask(Talk, "sourdough bread").Select(knows => knows.Person));

    [Fact]
    public void Quoting_is_not_knowing() => Assert.Equal(["cy"], Ask(
        [new("cy", "Sourdough loves rye."), new("eli", "> Sourdough loves rye.\nHow long until lunch?", 2)], "sourdough").Select(knows => Said.Names[knows.Person.Value - 1]));

    [Fact]
    public void Fresh_talk_counts_more_than_old_talk() => Assert.Equal(Said.Id("bo"), Ask(
        [new("ana", "sourdough rye", 1, 10), new("bo", "sourdough rye", 2, 390)], "sourdough")[0].Person);

    [Fact]
    public void Answering_shows_more_than_asking() => Assert.Equal(["bo", "ana"], Ask(
        [new("ana", "sourdough rye", 1, 390), new("bo", "sourdough rye", 1, 390)], "sourdough").Select(knows => Said.Names[knows.Person.Value - 1]));

    // Both said the same on the same day; one of them has gone on talking, of other things, until a day.
    [Theory]
    [InlineData(399, "bo 1.00 times ana")]
    [InlineData(345, "bo 1.00 times ana")]
    [InlineData(310, "bo 0.50 times ana")]
    [InlineData(250, "bo 0.25 times ana")]
    public void Who_has_said_nothing_for_two_months_counts_less_the_longer_the_silence(int last, string shown)
    {
        var answer = Ask([new("ana", "sourdough rye", 1, 200), new("bo", "sourdough rye", 2, 200), new("ana", "good morning", 3, 399, Channel: "other"), new("bo", "good morning", 4, last, Channel: "other")], "sourdough").ToDictionary(knows => knows.Person, knows => knows.Score);
        Assert.Equal(shown, string.Create(CultureInfo.InvariantCulture, $"bo {answer[Said.Id("bo")] / answer[Said.Id("ana")]:F2} times ana"));
    }

    [Fact]
    public void Who_speaks_under_either_of_two_identities_is_here() => Assert.Equal(["bo", "ana"], WhoKnows
        .Ask(Said.Index(new Said("ana", "sourdough rye", 1, 210), new Said("bo", "sourdough rye", 2, 200), new Said("cy", "good morning", 3, 399, Channel: "other")), new Query("sourdough", Said.Now), Said.Everyone(null, ("bo", "cy")))
        .Select(knows => Said.Names[knows.Person.Value - 1]));

    [Fact]
    public void Among_few_an_answer_shows_more_than_in_a_crowd()
    {
        Said[] few = [new("eli", "hello all", 1, 390), new("bo", "sourdough rye", 1, 390), new("eli", "hello all", 1, 390), new("eli", "hello all", 1, 390)];
        Said[] crowd = [new("eli", "hello all", 2, 390), new("ana", "sourdough rye", 2, 390), new("cy", "hello all", 2, 390), new("dee", "hello all", 2, 390)];
        Assert.Equal(Said.Id("bo"), Ask([.. few, .. crowd], "sourdough")[0].Person);
    }

    [Fact]
    public void A_bot_knows_nothing() => Assert.DoesNotContain(Said.Id("cy"),
        WhoKnows.Ask(Said.Index(Talk), new Query("sourdough", Said.Now), Said.Everyone(bot: "cy")).Select(knows => knows.Person));

    [Theory]
    [InlineData("sourdough", "sourdough bread", false)]
    [InlineData("sourdough bread", "sourdough", true)]
    [InlineData("apple trees", "the apple tree and sourdough", false)]
    public void Who_declined_a_topic_is_named_only_for_other_questions(string declined, string asked, bool named) => Assert.Equal(named, WhoKnows
        .Ask(Said.Index(Talk), new Query(asked, Said.Now) { Declined = [(Said.Id("cy"), declined)] }, Said.Everyone())
        .Any(knows => knows.Person == Said.Id("cy")));

    [Theory]
    [InlineData("sourdough", false)]
    [InlineData("sourdough crust", true)]
    public void Nor_for_words_that_begin_as_what_they_declined(string declined, bool named) => Assert.Equal(named, WhoKnows
        .Ask(Said.Index(Talk), Query.Typed("sourd*", Said.Now) with { Declined = [(Said.Id("cy"), declined)] }, Said.Everyone())
        .Any(knows => knows.Person == Said.Id("cy")));

    [Fact]
    public void Two_identities_of_one_person_answer_as_one()
    {
        var merged = WhoKnows.Ask(Said.Index(Talk), new Query("sourdough", Said.Now), Said.Everyone(null, ("cy", "dee")));
        var apart = Ask(Talk, "sourdough");
        Assert.Equal([Said.Id("cy")], merged.Select(knows => knows.Person));
        Assert.Equal(apart.Sum(knows => knows.Score), merged[0].Score, 1e-5);
    }

    [Fact]
    public void What_a_reader_may_not_see_is_as_if_it_had_never_been_said() => Gen.Select(Said.Any, Said.Any).Sample((talk, questions) =>
    {
        var open = talk.Where(said => said.Conversation % 3 != 0).ToArray();
        // All at once has more words than are looked for: the rarest are chosen, by what is visible.
        foreach (var question in (string[])[questions[0].Text, string.Join(' ', questions.Select(said => said.Text))])
        {
            var filtered = WhoKnows.Ask(Said.Index(talk), new Query(question, Said.Now) { Visible = id => id.Value % 3 != 0 }, Said.Everyone());
            var never = WhoKnows.Ask(Said.Index(open), new Query(question, Said.Now), Said.Everyone());
            // The messages of the shorter talk have other numbers.
            Assert.Equal(never.Select(knows => (knows.Person, Math.Round(knows.Score, 4))), filtered.Select(knows => (knows.Person, Math.Round(knows.Score, 4))));
            Assert.All(filtered.SelectMany(knows => knows.Evidence), evidence => Assert.NotEqual(0, evidence.Conversation.Value % 3));
        }
    });

    [Fact]
    public void Shares_are_of_one_whole_and_evidence_is_the_persons_own() => Said.Any.Sample(talk =>
    {
        var answer = WhoKnows.Ask(Said.Index(talk), new Query(talk[0].Text, Said.Now) { Top = 99, Evidence = 99 }, Said.Everyone());
        Assert.InRange(answer.Sum(knows => knows.Score), 0, 1.0001);
        foreach (var knows in answer)
        {
            Assert.InRange(knows.Evidence.Sum(evidence => evidence.Weight), 1e-9, knows.Score + 1e-4);
            Assert.All(knows.Evidence, evidence => Assert.Equal(knows.Person, Said.Id(talk[evidence.Seq - 1].Who)));
        }
    });

    [Fact]
    public void An_answer_does_not_depend_on_whether_units_come_one_by_one_or_mixed() => Said.Any.Sample(talk =>
    {
        // Of equal messages another may be shown: whole scores are compared.
        string Scores(bool mixed) => string.Join(' ', WhoKnows.Ask(Said.Index(talk, mixed), new Query(talk[0].Text, Said.Now) { Top = 99 }, Said.Everyone())
            .Select(knows => $"{knows.Person.Value}:{knows.Score:F4}").Order(StringComparer.Ordinal));
        Assert.Equal(Scores(mixed: false), Scores(mixed: true));
    });

    [Fact]
    public void An_index_read_back_gives_the_same_answers_and_a_damaged_one_is_refused() => Said.Any.Sample(talk =>
    {
        var index = Said.Index(talk);
        var bytes = index.ToBytes();
        var query = new Query(talk[0].Text, Said.Now);
        Assert.Equal(Said.Show(WhoKnows.Ask(index, query, Said.Everyone())), Said.Show(WhoKnows.Ask(ExpertiseBuilder.FromBytes(bytes)!.Build(), query, Said.Everyone())));
        Assert.Null(ExpertiseBuilder.FromBytes(bytes.AsSpan(0, bytes.Length / 2)));
    });

    private static IReadOnlyList<Knows> Ask(IEnumerable<Said> talk, string text, string? except = null) => WhoKnows.Ask(
        Said.Index(talk), new Query(text, Said.Now) { Except = except is null ? [] : [Said.Id(except)] }, Said.Everyone());
}

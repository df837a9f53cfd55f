using CsCheck;
using Kith.Evaluation;
using Kith.Interactions;

namespace Kith.Tests.Evaluation;

public sealed class TieFoldTests
{
    private const long Day = 86_400_000, Cut = 100 * Day + Day / 2;

    private static readonly Gen<TieRow[]> Rows =
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7], Gen.Int[0, 1500], (from, to, tenths) => new TieRow(from, to, tenths * Day / 10, Weights.One, 0)).Array[1, 150];

    [Fact]
    public void Rows_of_one_sender_at_one_time_are_one_mail_to_all_their_recipients() =>
        Rows.Sample(rows =>
        {
            var mails = rows.Where(row => row.From != row.To).GroupBy(row => (row.At, row.From)).OrderBy(mail => mail.Key)
                .Select(mail => (mail.Key.At, mail.Key.From, To: mail.Select(row => row.To).Distinct().Order().ToList())).ToList();
            var slow = mails.SelectMany((mail, number) => mail.To.Select(to => new TieEvent(mail.From, to, mail.At, mail.To.Count, (long)Math.Round(1e6 / mail.To.Count), number)));
            Assert.Equal(slow, TieEvents.Of(rows));
            Assert.Equal(
                mails.Where(mail => mail.To.Count > 1).Select(mail => $"{mail.At / Day}: {string.Join(' ', mail.To)}"),
                TieEvents.Audiences(TieEvents.Of(rows)).Select(each => $"{each.Date}: {string.Join(' ', each.To)}"));
        });

    [Fact]
    public void What_comes_after_the_cut_changes_nothing_that_is_known_at_it() =>
        Gen.Select(Rows, Rows).Sample((rows, later) =>
        {
            var past = rows.Where(row => row.At <= Cut).ToArray();
            TieRow[] future = [.. later.Select(row => row with { At = row.At + Cut + 1 })];
            var (without, with) = (new TieFold(TieEvents.Of(past), Cut), new TieFold(TieEvents.Of([.. past, .. future]), Cut));
            Assert.Equal(without.Ties, with.Ties);
            Assert.Equal(without.Decay, with.Decay);
            Assert.Equal(without.Frequency, with.Frequency);
            Assert.Equal(without.Recency, with.Recency);
            Assert.Equal(Told(without), Told(with));
            Assert.Equal(TiesEvaluation.Chances(without), TiesEvaluation.Chances(with));
        });

    [Fact]
    public void Only_a_message_to_one_person_alone_within_thirty_days_is_direct_contact() =>
        Rows.Sample(rows =>
        {
            var events = TieEvents.Of(rows);
            var fold = new TieFold(events, Cut);
            Assert.Equal(
                fold.Ties.Select(tie => events.Any(each => each.Group == 1 && each.At > Cut && each.At <= Cut + 30 * Day && Same(each, tie.Person.Value, tie.Other.Value))),
                fold.Met);
        });

    [Fact]
    public void Strangers_are_all_pairs_of_known_people_who_were_never_in_contact() =>
        Rows.Sample(rows =>
        {
            var events = TieEvents.Of(rows);
            var past = events.Where(each => each.At <= Cut).ToList();
            var people = past.SelectMany(each => (int[])[each.From, each.To]).Distinct().ToList();
            var strange = (from a in people from b in people where a < b && !past.Exists(each => Same(each, a, b)) select (a, b)).ToList();
            var began = strange.Count(pair => events.Any(each => each.At > Cut && each.At <= Cut + 30 * Day && Same(each, pair.a, pair.b)));
            Assert.Equal((strange.Count, began), new TieFold(events, Cut).Strangers());
        });

    [Fact]
    public void An_even_file_is_cut_by_its_span_and_one_with_wrong_dates_by_its_events()
    {
        TieEvent[] even = [.. Enumerable.Range(0, 1001).Select(i => new TieEvent(0, 1, i * Day, 1, Weights.One, i))];
        Assert.Equal([200, 300, 400, 500, 600], TieCuts.Of(even).Select(cut => cut / Day));
        TieEvent[] stray = [.. even.Skip(5).Prepend(new TieEvent(0, 1, -9000 * Day, 1, Weights.One, -1))];
        // 997 events: the stray one, and one on each of the days 5-1000; the first three tenths of them end on day 302.
        Assert.Equal([302, 402, 502, 601, 701, 800], TieCuts.Of(stray).Select(cut => cut / Day));
    }

    private static IEnumerable<string> Told(TieFold fold) => fold.Audiences.Select(each => $"{each.Date}: {string.Join(' ', each.To)}");

    private static bool Same(TieEvent each, long a, long b) => (each.From == a && each.To == b) || (each.From == b && each.To == a);
}

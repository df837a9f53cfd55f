using CsCheck;
using Kith.Ties;

namespace Kith.Tests.Ties;

public sealed class DaysTests
{
    [Fact]
    public void Days_do_not_depend_on_the_order_of_arrival() =>
        Gen.Select(Sample.Entries, Gen.Int).Sample((entries, seed) =>
        {
            var shuffled = entries.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(OneByOne(entries).ToBytes(), OneByOne(shuffled).ToBytes());
        });

    [Fact]
    public void Adding_one_by_one_equals_adding_at_once_and_merging_parts() =>
        Gen.Select(Sample.Entries, Sample.Entries).Sample((first, second) =>
        {
            var all = Days.From([.. first, .. second]);
            Assert.Equal(all, OneByOne([.. first, .. second]));
            Assert.Equal(all, Days.From(first).Merge(Days.From(second)));
            Assert.Equal(all, Days.From(second).Merge(Days.From(first)));
        });

    [Fact]
    public void Days_equal_a_plain_dictionary_of_sums() =>
        Sample.Entries.Sample(entries =>
        {
            var plain = entries.GroupBy(e => e.Date).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(e => e.Micros))).ToArray();
            var days = Days.From(entries);
            Assert.Equal(plain, days.Dates.ToArray().Zip(days.Micros.ToArray()));
        });

    [Fact]
    public void What_is_withdrawn_leaves_no_trace_even_when_the_withdrawal_comes_first() =>
        Gen.Select(Sample.Days, Sample.Entry).Sample((days, entry) =>
        {
            Assert.Equal(days, days.Add(entry.Date, entry.Micros).Add(entry.Date, -entry.Micros));
            Assert.Equal(days, days.Add(entry.Date, -entry.Micros).Add(entry.Date, entry.Micros));
        });

    [Fact]
    public void Days_survive_the_way_through_bytes() =>
        Gen.Select(Gen.Int, Gen.Long, (date, micros) => (date, micros)).Array[0, 30].Sample(entries =>
        {
            var days = Days.From(entries);
            Assert.Equal(days, Days.FromBytes(days.ToBytes()));
        });

    [Fact]
    public void A_year_of_daily_contact_takes_about_a_kilobyte()
    {
        var year = Days.From(Enumerable.Range(Sample.Today, 365).Select(d => (d, 1_000_000L)));
        Assert.InRange(year.ToBytes().Length, 365 * 3, 365 * 4 + 2);
    }

    [Fact]
    public void Damaged_bytes_are_refused_with_a_sentence_that_says_what_to_do() =>
        Gen.Select(Sample.Days.Where(d => d.Count > 0), Gen.Int[1, 3]).Sample((days, cut) =>
        {
            var bytes = days.ToBytes();
            // The last number of two or more bytes is cut in the middle; of one byte, its weight is missing.
            var broken = Assert.Throws<FormatException>(() => Days.FromBytes(bytes.AsSpan(0, bytes.Length - 1)));
            Assert.Contains("kith rebuild", broken.Message, StringComparison.Ordinal);
            Assert.Throws<FormatException>(() => Days.FromBytes([.. bytes, .. Enumerable.Repeat((byte)0x80, cut)]));
        });

    [Fact]
    public void Days_until_a_date_are_what_was_known_at_its_end() =>
        Gen.Select(Sample.Entries, Gen.Int[Sample.Today - 900, Sample.Today + 60]).Sample((entries, date) =>
            Assert.Equal(Days.From(entries.Where(e => e.Date <= date)), Days.From(entries).Until(date)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(86_399_999, 0)]
    [InlineData(86_400_000, 1)]
    [InlineData(-1, -1)]
    [InlineData(-86_400_000, -1)]
    [InlineData(-86_400_001, -2)]
    public void A_day_runs_from_midnight_to_midnight_UTC_also_before_1970(long milliseconds, int day) =>
        Assert.Equal(day, Days.Of(milliseconds));

    private static Days OneByOne(IEnumerable<(int Date, long Micros)> entries) =>
        entries.Aggregate(Days.None, (days, entry) => days.Add(entry.Date, entry.Micros));
}

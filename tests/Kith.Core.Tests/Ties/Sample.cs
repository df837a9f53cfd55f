using CsCheck;
using Kith.Ties;

namespace Kith.Tests.Ties;

/// <summary>What the tests of ties draw at random.</summary>
internal static class Sample
{
    public const int Today = 20_000;

    public static readonly Gen<(int Date, long Micros)> Entry =
        Gen.Select(Gen.Int[Today - 900, Today + 60], Gen.Long[1, 5_000_000], (date, micros) => (date, micros));

    public static readonly Gen<(int Date, long Micros)[]> Entries = Entry.Array[0, 60];

    public static readonly Gen<Days> Days = Entries.Select(Kith.Ties.Days.From);

    /// <summary>A community of twelve: some know each other, some don't; each pair once.</summary>
    public static readonly Gen<Tie[]> Ties =
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Entry.Array[0, 12].Select(Kith.Ties.Days.From), Entry.Array[0, 12].Select(Kith.Ties.Days.From))
            .Where((one, other, there, back) => one < other && there.Count + back.Count > 0)
            .Select((one, other, there, back) => Tie(one, other, there, back))
            .Array[0, 25].Select(ties => ties.DistinctBy(tie => (tie.Person, tie.Other)).ToArray());

    public static Tie Tie(int one, int other, Days there, Days back) => new(new(one), new(other), there, back, 1, 0, 0);

    public static Days On(long micros, params int[] dates) => Kith.Ties.Days.From(dates.Select(d => (d, micros)));
}

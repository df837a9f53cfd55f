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

    public static Days On(long micros, params int[] dates) => Kith.Ties.Days.From(dates.Select(d => (d, micros)));
}

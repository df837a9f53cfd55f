using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// An undirected graph without loops in which everybody has few contacts, each edge kept once, in numbers of 16 bits: sixteen contacts
/// are compared with two at a time (<see cref="ShortTriangles"/>). Nothing is renumbered, and each row begins where it does in the graph.
/// </summary>
internal sealed unsafe class ShortRows : IDisposable
{
    /// <summary>As many as 16 bits can tell apart.</summary>
    public const int Most = 1 << 16;

    // With more contacts the bits of hubs, or a sieve, cost less; among few people, for whom SmallRows does it, already with more than MostInOrder.
    private const int MostContacts = 28;

    // With more contacts rows that lead to lower numbers are longer than registers hold, too often.
    private const int MostInOrder = 15;

    // Ends of edges from which a second thread could help the other way, which then is faster unless contacts are few.
    private const int Many = 37_500;

    // Read and written beyond the last row.
    private const int Beyond = 64;

    private readonly Csr _simple;

    private ShortRows(Csr simple, int mostContacts)
    {
        (_simple, MostOfAny) = (simple, mostContacts);
        (Targets, Lengths) = (ArrayPool<ushort>.Shared.Rent(simple.Targets.Length + Beyond), ArrayPool<int>.Shared.Rent(simple.Count + 1));
    }

    /// <summary>Where each row begins.</summary>
    public int[] Offsets => _simple.Offsets;

    /// <summary>How many of the contacts each row leads to: every edge in one of its two rows, and none in a circle.</summary>
    public int[] Lengths { get; }

    /// <summary>Those contacts, at the beginning of each row; what follows means nothing.</summary>
    public ushort[] Targets { get; }

    /// <summary>The most contacts anybody has.</summary>
    public int MostOfAny { get; }

    public int Count => _simple.Count;

    public int Places => _simple.Targets.Length;

    /// <summary>
    /// None where there are too many vertices, or weights, or the processor has no vectors of 512 bits; nor, unless asked for even if slower
    /// (in tests), where hubs, contacts or triangles are many.
    /// </summary>
    public static ShortRows? Of(Csr simple, bool evenIfSlower = false)
    {
        if (!Avx512BW.IsSupported || !Bmi2.X64.IsSupported || !simple.IsUnit || simple.Count > Most || simple.Targets.Length is 0)
        {
            return null;
        }

        var (ratio, most) = Shape.Degrees(simple);
        var contacts = simple.Count > SmallRows.Most && simple.Targets.Length < Many ? MostContacts : MostInOrder;
        if (!evenIfSlower && (simple.Targets.Length > contacts * simple.Count || ratio > Shape.Hubs || Shape.Shared(simple) > Shape.Sample))
        {
            return null;
        }

        var rows = new ShortRows(simple, most);
        if (ratio < Shape.Alike && simple.Targets.Length <= MostInOrder * simple.Count)
        {
            rows.ToLowerNumbers();
        }
        else
        {
            rows.ToHigherDegree();
        }

        return rows;
    }

    public void Dispose()
    {
        ArrayPool<ushort>.Shared.Return(Targets);
        ArrayPool<int>.Shared.Return(Lengths);
    }

    // Targets ascend: those of lower number come first as it is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ToLowerNumbers()
    {
        fixed (int* from = _simple.Targets, offsets = _simple.Offsets, lengths = Lengths)
        fixed (ushort* to = Targets)
        {
            var (e, places) = (0, Places);
            for (; e + 32 <= places; e += 32)
            {
                Vector512.Narrow(Vector512.Load((uint*)from + e), Vector512.Load((uint*)from + e + 16)).Store(to + e);
            }

            for (; e < places; e++)
            {
                to[e] = (ushort)from[e];
            }

            for (var v = 0; v < _simple.Count; v++)
            {
                var (start, left, below) = (offsets[v], offsets[v + 1] - offsets[v], 0);
                do // once without asking: 32 contacts are enough for nearly all
                {
                    var isBelow = Vector512.LessThan(Vector512.Load(to + start), Vector512.Create((ushort)v)).ExtractMostSignificantBits();
                    below += BitOperations.PopCount(Bmi2.X64.ZeroHighBits(isBelow, (ulong)Math.Min(left, 32)));
                    (start, left) = (start + 32, left - 32);
                }
                while (left > 0);

                lengths[v] = below;
            }
        }
    }

    // Among equals the higher number.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ToHigherDegree()
    {
        var lent = ArrayPool<int>.Shared.Rent(_simple.Count);
        var lanes = Vector512<int>.Indices;
        fixed (int* from = _simple.Targets, offsets = _simple.Offsets, lengths = Lengths, ranks = lent)
        fixed (ushort* to = Targets)
        {
            for (var v = 0; v < _simple.Count; v++)
            {
                ranks[v] = (Math.Min(offsets[v + 1] - offsets[v], short.MaxValue) << 16) | v;
            }

            for (var v = 0; v < _simple.Count; v++)
            {
                var (n, end, own) = (offsets[v], offsets[v + 1], Vector512.Create(ranks[v]));
                for (var e = n; e < end; e += 16)
                {
                    var isRow = Vector512.LessThan(lanes, Vector512.Create(end - e));
                    var row = Avx512F.MaskLoad(from + e, isRow, Vector512<int>.Zero);
                    var theirs = Vector512.Create(Avx2.GatherVector256(ranks, row.GetLower(), sizeof(int)), Avx2.GatherVector256(ranks, row.GetUpper(), sizeof(int)));
                    var isHigher = Vector512.GreaterThan(theirs, own) & isRow;
                    Avx512F.ConvertToVector256UInt16(Avx512F.Compress(row, isHigher, row)).Store(to + n); // what it writes too much, the next row overwrites
                    n += BitOperations.PopCount(isHigher.ExtractMostSignificantBits());
                }

                lengths[v] = n - offsets[v];
            }
        }

        ArrayPool<int>.Shared.Return(lent);
    }
}

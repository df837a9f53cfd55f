using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// An undirected graph without loops in which many people have few contacts each, each edge kept once and all edges one behind the other,
/// so that they can be gone along without asking where a row ends. Nothing is renumbered: rows lead to higher degree, among equals to the
/// higher number; where degrees are alike, to lower numbers.
/// </summary>
internal sealed unsafe class SparseRows : IDisposable
{
    /// <summary>As many edges behind the last can be read, and lead from the first vertex to itself.</summary>
    public const int Beyond = 64;

    // With fewer people what is asked for is at hand without being asked for ahead.
    private const int Many = 1 << 15;

    // So few contacts each, and rows end so often that nothing else is as fast among many people, nor among fewer where rows have to lead to higher degree.
    private const int VeryFew = 4;

    // So few, and rows are short even where there are hubs, who keep others from going the way of ShortRows.
    private const int Few = 6;

    // So many at most, if there are no hubs and more people than ShortRows can tell apart.
    private const int MostContacts = 12;

    // Where the ends of an edge share more contacts, on average, the bits of hubs or the sieve find them sooner.
    private const int MostShared = 4;

    // So many comparisons for each edge, and the same is true.
    private const int MostBlocks = 3;

    private readonly Csr _simple;
    private long _blocks; // that are compared, roughly: rows lead to such as are about as long

    private SparseRows(Csr simple, int mostContacts, bool isAlike)
    {
        (_simple, MostOfAny) = (simple, mostContacts);
        Edges = simple.Targets.Length / 2;
        Rows = ArrayPool<ulong>.Shared.Rent(simple.Count);
        (From, To, Short) = (ArrayPool<int>.Shared.Rent(Edges + Beyond), ArrayPool<int>.Shared.Rent(Edges + Beyond), ArrayPool<ushort>.Shared.Rent(Edges + Beyond));
        if (isAlike)
        {
            ToLowerNumbers();
        }
        else
        {
            ToHigherDegree();
        }

        From.AsSpan(Edges, Beyond).Clear();
        To.AsSpan(Edges, Beyond).Clear();
    }

    public int[] Offsets => _simple.Offsets;

    public int Count => _simple.Count;

    /// <summary>The most contacts anybody has.</summary>
    public int MostOfAny { get; }

    public int Edges { get; }

    /// <summary>For each vertex the place of its first edge and, times 2³², how many it has.</summary>
    public ulong[] Rows { get; }

    /// <summary>Where each edge begins.</summary>
    public int[] From { get; }

    /// <summary>Where it leads.</summary>
    public int[] To { get; }

    /// <summary>The last 16 bits of where it leads: who differs there is somebody else.</summary>
    public ushort[] Short { get; }

    /// <summary>The most edges of a vertex.</summary>
    public int Longest { get; private set; }

    /// <summary>
    /// None where there are weights, or no edges, or the processor lacks what <see cref="SparseTriangles"/> need; nor, unless asked for even
    /// if slower (in tests), where contacts, hubs or triangles are many, or people few.
    /// </summary>
    public static SparseRows? Of(Csr simple, bool evenIfSlower = false)
    {
        if (!SparseTriangles.IsSupported || !simple.IsUnit || simple.Targets.Length is 0)
        {
            return null;
        }

        var contacts = (float)simple.Targets.Length / simple.Count;
        if (!evenIfSlower && (contacts > MostContacts || (contacts > VeryFew && simple.Count < Many)))
        {
            return null; // before anything is read
        }

        var (ratio, most) = Shape.Degrees(simple);
        if (!evenIfSlower && (!IsSparse(simple.Count, contacts, ratio) || Shape.Shared(simple) > MostShared * Shape.Sample))
        {
            return null;
        }

        var rows = new SparseRows(simple, most, ratio < Shape.Alike);
        if (evenIfSlower || rows._blocks <= (long)MostBlocks * rows.Edges)
        {
            return rows;
        }

        rows.Dispose();
        return null;
    }

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(Rows);
        ArrayPool<int>.Shared.Return(From);
        ArrayPool<int>.Shared.Return(To);
        ArrayPool<ushort>.Shared.Return(Short);
    }

    private static bool IsSparse(int people, float contacts, float ratio) =>
        contacts <= VeryFew ? people >= Many || (people > SmallRows.Most && ratio >= Shape.Alike)
        : contacts <= Few ? people > ShortRows.Most || (people >= Many && ratio > Shape.Hubs)
        : contacts <= MostContacts && people > ShortRows.Most && ratio <= Shape.Hubs;

    // Targets ascend: those of lower number come first as it is. What is written too much, the next row overwrites.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ToLowerNumbers()
    {
        var (place, lanes) = (0, Vector256<int>.Indices);
        fixed (int* targets = _simple.Targets, offsets = _simple.Offsets, from = From, to = To)
        fixed (ushort* brief = Short)
        fixed (ulong* rows = Rows)
        {
            for (var v = 0; v < _simple.Count; v++)
            {
                var (start, own) = (place, Vector256.Create(v));
                for (int e = offsets[v], end = offsets[v + 1]; e < end; e += 8)
                {
                    var row = Avx512F.VL.MaskLoad(targets + e, Vector256.LessThan(lanes, Vector256.Create(end - e)), Vector256.Create(int.MaxValue));
                    Write(row, own, from + place, to + place, brief + place);
                    place += BitOperations.PopCount(Vector256.LessThan(row, own).ExtractMostSignificantBits());
                }

                rows[v] = Row(start, place - start);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ToHigherDegree()
    {
        var (place, lanes, lent) = (0, Vector256<int>.Indices, ArrayPool<int>.Shared.Rent(_simple.Count));
        fixed (int* targets = _simple.Targets, offsets = _simple.Offsets, from = From, to = To, degrees = lent)
        fixed (ushort* brief = Short)
        fixed (ulong* rows = Rows)
        {
            for (var v = 0; v < _simple.Count; v++)
            {
                degrees[v] = offsets[v + 1] - offsets[v];
            }

            for (var v = 0; v < _simple.Count; v++)
            {
                var (start, own, degree) = (place, Vector256.Create(v), Vector256.Create(degrees[v]));
                for (int e = offsets[v], end = offsets[v + 1]; e < end; e += 8)
                {
                    var isRow = Vector256.LessThan(lanes, Vector256.Create(end - e));
                    var row = Avx512F.VL.MaskLoad(targets + e, isRow, Vector256<int>.Zero);
                    var theirs = Avx2.GatherVector256(degrees, row, sizeof(int));
                    var isHigher = (Vector256.GreaterThan(theirs, degree) | (Vector256.Equals(theirs, degree) & Vector256.GreaterThan(row, own))) & isRow;
                    Write(Avx512F.VL.Compress(row, isHigher, row), own, from + place, to + place, brief + place);
                    place += BitOperations.PopCount(isHigher.ExtractMostSignificantBits());
                }

                rows[v] = Row(start, place - start);
            }
        }

        ArrayPool<int>.Shared.Return(lent);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(Vector256<int> row, Vector256<int> own, int* from, int* to, ushort* brief)
    {
        own.Store(from);
        row.Store(to);
        Avx512F.VL.ConvertToVector128UInt16(row).Store(brief);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Row(int start, int length)
    {
        var own = (length + 7L) / 8;
        _blocks += length * own * own;
        Longest = Math.Max(Longest, length);
        return (uint)start | ((ulong)(uint)length << 32);
    }
}

using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>For each of few vertices a bit for each of its contacts: two registers a vertex (<see cref="SmallRows.Words"/>).</summary>
/// <remarks>
/// Contacts of one vertex share words, and each bit would wait for the one before. So the bit of the vertex is set in a column instead,
/// beside each contact: 64 columns are one word wide and stay in the cache; then columns are turned into rows, eight by eight words.
/// </remarks>
internal static unsafe class SmallBits
{
    // Words that are turned at once, in both directions.
    private const int Block = 8;

    /// <summary>As many words are written.</summary>
    public static int Room(int count) => Height(count) * SmallRows.Words;

    /// <summary>Writes the rows, one behind the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(Csr simple, long* rows)
    {
        var height = Height(simple.Count);
        var room = ArrayPool<long>.Shared.Rent(Room(simple.Count));
        room.AsSpan(0, Room(simple.Count)).Clear();
        fixed (long* columns = room)
        {
            Mark(simple, columns, height);
            for (var v = 0; v < height; v += Block)
            {
                for (var word = 0; word < SmallRows.Words; word += Block)
                {
                    Turn(columns + (word * height) + v, height, rows + (v * SmallRows.Words) + word);
                }
            }
        }

        ArrayPool<long>.Shared.Return(room);
    }

    private static int Height(int count) => (count + Block - 1) / Block * Block;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mark(Csr simple, long* columns, int height)
    {
        fixed (int* offsets = simple.Offsets, targets = simple.Targets)
        {
            for (var v = 0; v < simple.Count; v++)
            {
                var column = columns + ((v >> 6) * height);
                var bit = 1L << v;
                int* target = targets + offsets[v], end = targets + offsets[v + 1];
                for (; target + 4 <= end; target += 4)
                {
                    column[target[0]] |= bit;
                    column[target[1]] |= bit;
                    column[target[2]] |= bit;
                    column[target[3]] |= bit;
                }

                for (; target < end; target++)
                {
                    column[*target] |= bit;
                }
            }
        }
    }

    // First pairs of words, then fours, then eights.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(long* columns, int height, long* to)
    {
        var (a, b) = (Vector512.Load(columns), Vector512.Load(columns + height));
        var (c, d) = (Vector512.Load(columns + (2 * height)), Vector512.Load(columns + (3 * height)));
        var (e, f) = (Vector512.Load(columns + (4 * height)), Vector512.Load(columns + (5 * height)));
        var (g, h) = (Vector512.Load(columns + (6 * height)), Vector512.Load(columns + (7 * height)));
        TurnPairs(Avx512F.UnpackLow(a, b), Avx512F.UnpackLow(c, d), Avx512F.UnpackLow(e, f), Avx512F.UnpackLow(g, h), to);
        TurnPairs(Avx512F.UnpackHigh(a, b), Avx512F.UnpackHigh(c, d), Avx512F.UnpackHigh(e, f), Avx512F.UnpackHigh(g, h), to + SmallRows.Words);
    }

    // To every other row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnPairs(Vector512<long> ab, Vector512<long> cd, Vector512<long> ef, Vector512<long> gh, long* to)
    {
        const byte Even = 0b10_00_10_00, Odd = 0b11_01_11_01;
        var (abcdEven, abcdOdd) = (Avx512F.Shuffle4x128(ab, cd, Even), Avx512F.Shuffle4x128(ab, cd, Odd));
        var (efghEven, efghOdd) = (Avx512F.Shuffle4x128(ef, gh, Even), Avx512F.Shuffle4x128(ef, gh, Odd));
        Avx512F.Shuffle4x128(abcdEven, efghEven, Even).Store(to);
        Avx512F.Shuffle4x128(abcdOdd, efghOdd, Even).Store(to + (2 * SmallRows.Words));
        Avx512F.Shuffle4x128(abcdEven, efghEven, Odd).Store(to + (4 * SmallRows.Words));
        Avx512F.Shuffle4x128(abcdOdd, efghOdd, Odd).Store(to + (6 * SmallRows.Words));
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// What an undirected graph without loops is like, as far as a look at it tells: by this <see cref="ShortRows"/> and <see cref="SparseRows"/>
/// are chosen, and the way that their rows lead. Needs vectors of 512 bits.
/// </summary>
internal static unsafe class Shape
{
    /// <summary>Who is met at the end of an edge has more contacts than most people: so many times as many, and there are hubs.</summary>
    public const float Hubs = 4;

    /// <summary>So many times as many, and rows that lead to lower numbers only are short enough; else they have to lead to higher degree.</summary>
    public const float Alike = 1.25F;

    /// <summary>Edges that <see cref="Shared"/> looks at: where the ends of one share more than one contact, hubs or the sieve find them sooner, or two threads do.</summary>
    public const int Sample = 32;

    /// <summary>How many times as many contacts as most people somebody has who is met at the end of an edge, roughly, and the highest degree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Ratio, int Most) Degrees(Csr simple)
    {
        var (squares, most, v) = (Vector512<float>.Zero, Vector512<int>.Zero, 0);
        var (rest, highest) = (0F, 0);
        fixed (int* offsets = simple.Offsets)
        {
            for (; v + 16 <= simple.Count; v += 16)
            {
                var degrees = Vector512.Load(offsets + v + 1) - Vector512.Load(offsets + v);
                var wide = Vector512.ConvertToSingle(degrees);
                (squares, most) = (squares + (wide * wide), Vector512.Max(most, degrees));
            }
        }

        for (; v < simple.Count; v++)
        {
            var degree = simple.Degree(v);
            (rest, highest) = (rest + ((float)degree * degree), Math.Max(highest, degree));
        }

        for (var lane = 0; lane < Vector512<int>.Count; lane++)
        {
            highest = Math.Max(highest, most[lane]);
        }

        return ((Vector512.Sum(squares) + rest) * simple.Count / ((float)simple.Targets.Length * simple.Targets.Length), highest);
    }

    /// <summary>Contacts that the ends of <see cref="Sample"/> edges share, together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Shared(Csr simple)
    {
        var shared = 0;
        fixed (int* offsets = simple.Offsets, targets = simple.Targets)
        {
            for (var i = 0; i < Sample; i++)
            {
                var v = (int)((long)simple.Count * i / Sample);
                int first = offsets[v], last = offsets[v + 1], u = first < last ? targets[(first + last) / 2] : v;
                for (var e = offsets[u]; e < offsets[u + 1]; e += 16)
                {
                    var isRow = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(offsets[u + 1] - e));
                    var row = Vector512.ConditionalSelect(isRow, Avx512F.MaskLoad(targets + e, isRow, Vector512<int>.Zero), Vector512<int>.AllBitsSet);
                    for (var place = first; place < last; place++)
                    {
                        shared += Vector512.EqualsAny(row, Vector512.Create(targets[place])) ? 1 : 0;
                    }
                }
            }
        }

        return shared;
    }
}

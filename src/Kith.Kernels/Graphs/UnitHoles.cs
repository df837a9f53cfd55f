using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// The constraint of <see cref="StructuralHoles"/> where each tie weighs 1, before and after the sums over shared contacts are made:
/// C_i = Σ_j (1 + T_ij)² / d_i² = (d_i + Σ_j (2 + T_ij) T_ij) / d_i².
/// </summary>
internal static unsafe class UnitHoles
{
    public static bool IsSupported => Avx512DQ.IsSupported && Avx512BW.IsSupported;

    /// <summary>Into how many steps 1 is divided: whole numbers as large as their sums allow, as no edge shares more contacts than the highest degree.</summary>
    public static double Scale(int mostContacts) => Math.ScaleB(1, 62 - BitOperations.Log2((uint)Math.Max(mostContacts, 1)));

    /// <summary>What each vertex is worth to those who share it: 1 / d, in steps.</summary>
    /// <param name="offsets">Start of each row, and the end of the last.</param>
    /// <param name="count">Number of vertices.</param>
    /// <param name="scale">Steps in 1.</param>
    /// <param name="worth">To be filled.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Weigh(int[] offsets, int count, double scale, long[] worth)
    {
        var v = 0;
        fixed (int* start = offsets)
        fixed (long* of = worth)
        {
            for (; v + 8 <= count; v += 8)
            {
                Avx512DQ.ConvertToVector512Int64(Vector512.Create(scale) / Vector512.Max(Contacts(start + v), Vector512<double>.One)).Store(of + v);
            }
        }

        for (; v < count; v++)
        {
            worth[v] = (long)Math.Round(scale / Math.Max(offsets[v + 1] - offsets[v], 1));
        }
    }

    /// <summary>What an edge adds beyond 1: (1 + T)² − 1 = (2 + T) T.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double More(double through) => (2 + through) * through;

    /// <summary>The same of several.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> More(Vector<double> through) => (new Vector<double>(2) + through) * through;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> More(Vector512<double> through) => (Vector512.Create(2.0) + through) * through;

    /// <summary><see cref="More(double)"/> in place of T, which is given in steps.</summary>
    /// <param name="sums">With room for whole eights: beyond the last, up to seven are written that mean nothing.</param>
    /// <param name="edges">Number of sums.</param>
    /// <param name="step">What a step is worth.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Square(long* sums, int edges, double step)
    {
        for (var e = 0; e < edges; e += 8)
        {
            More(Avx512DQ.ConvertToVector512Double(Vector512.Load(sums + e)) * step).Store((double*)sums + e);
        }
    }

    /// <summary>Makes C of Σ_j (2 + T_ij) T_ij, in place; without contacts 0 / 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Divide(int[] offsets, double[] constraint)
    {
        var v = 0;
        fixed (int* start = offsets)
        fixed (double* of = constraint)
        {
            for (; v + 8 <= constraint.Length; v += 8)
            {
                var contacts = Contacts(start + v);
                ((contacts + Vector512.Load(of + v)) / (contacts * contacts)).Store(of + v);
            }
        }

        for (; v < constraint.Length; v++)
        {
            double contacts = offsets[v + 1] - offsets[v];
            constraint[v] = (contacts + constraint[v]) / (contacts * contacts);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Contacts(int* offsets) =>
        Avx512F.ConvertToVector512Double(Vector256.Load(offsets + 1) - Vector256.Load(offsets));
}

namespace Kith.Kernels.Graphs;

/// <summary>
/// For each edge between i and j the sums over the contacts q they share: T_ij = Σ_q s_iq s_jq / σ_q, what is tied to both by way of
/// q, and U_ij = Σ_q s_iq s_jq. Both are the same from i and from j, so each triangle adds to three places.
/// </summary>
internal sealed class CommonContacts
{
    private CommonContacts(Csr simple)
    {
        Ranked = Ranked.From(simple);
        (Degrees, Strengths, Strongest) = (new int[simple.Count], new double[simple.Count], new double[simple.Count]);
        for (var r = 0; r < simple.Count; r++)
        {
            var v = Ranked.Vertices[r];
            Degrees[r] = simple.Degree(v);
            (Strengths[r], Strongest[r]) = (Degrees[r], 1);
            if (!simple.IsUnit)
            {
                (Strengths[r], Strongest[r]) = (0, 0);
                foreach (var weight in simple.RowWeights(v))
                {
                    (Strengths[r], Strongest[r]) = (Strengths[r] + weight, Math.Max(Strongest[r], weight));
                }
            }
        }

        (Through, Products) = ([], []);
    }

    public Ranked Ranked { get; }

    public int[] Degrees { get; }

    /// <summary>σ: sum of the weights at each rank.</summary>
    public double[] Strengths { get; }

    /// <summary>Largest weight at each rank.</summary>
    public double[] Strongest { get; }

    /// <summary>T beside the ranked edges.</summary>
    public double[] Through { get; private set; }

    /// <summary>U beside the ranked edges; empty when not asked for.</summary>
    public double[] Products { get; private set; }

    public static CommonContacts Of(Csr simple, bool withProducts, Work work)
    {
        var common = new CommonContacts(simple);
        var inverse = Array.ConvertAll(common.Strengths, s => s > 0 ? 1 / s : 0);
        var edges = common.Ranked.Edges;
        // Always two halves, added at the end, so that the sums are the same to the bit whether two threads made them or one.
        var starts = Triangles.Split(common.Ranked, 2);
        var (through, products) = (new double[2][], new double[2][]);
        using var crew = new Crew(Math.Min(2, work.Threads));
        crew.Run(2, half =>
        {
            (through[half], products[half]) = (new double[edges], new double[withProducts ? edges : 0]);
            Visit(common.Ranked, starts[half], starts[half + 1], inverse, through[half], products[half], work);
        });
        common.Through = Sum(through);
        common.Products = Sum(products);
        return common;
    }

    public double WeightOf(int e) => Ranked.Weights.Length > 0 ? Ranked.Weights[e] : 1;

    private static void Visit(Ranked ranked, int first, int last, double[] inverse, double[] through, double[] products, Work work)
    {
        if (ranked.Weights.Length > 0)
        {
            Triangles.Visit(ranked, first, last, new Weighted(ranked.Weights, inverse, through, products), work);
        }
        else if (products.Length > 0)
        {
            Triangles.Visit(ranked, first, last, new Counted(inverse, through, products), work);
        }
        else
        {
            Triangles.Visit(ranked, first, last, new Unit(inverse, through), work);
        }
    }

    private static double[] Sum(double[][] halves)
    {
        for (var e = 0; e < halves[0].Length; e++)
        {
            halves[0][e] += halves[1][e];
        }

        return halves[0];
    }

    // Structs, so that the walk over triangles is compiled for each. Places come from the graph itself: no bounds are checked.
    private readonly unsafe struct Unit(double[] inverse, double[] through) : ITriangleVisitor
    {
        public void Visit(int a, int b, int ab, Corners corners)
        {
            fixed (double* of = inverse, to = through)
            fixed (int* c = corners.C, ac = corners.AC, bc = corners.BC)
            {
                var (ofA, ofB, sum) = (of[a], of[b], 0.0);
                for (var i = 0; i < corners.C.Length; i++)
                {
                    sum += of[c[i]];
                    to[ac[i]] += ofB;
                    to[bc[i]] += ofA;
                }

                to[ab] += sum;
            }
        }
    }

    private readonly unsafe struct Counted(double[] inverse, double[] through, double[] products) : ITriangleVisitor
    {
        public void Visit(int a, int b, int ab, Corners corners)
        {
            fixed (double* of = inverse, to = through, count = products)
            fixed (int* c = corners.C, ac = corners.AC, bc = corners.BC)
            {
                var (ofA, ofB, sum) = (of[a], of[b], 0.0);
                for (var i = 0; i < corners.C.Length; i++)
                {
                    sum += of[c[i]];
                    to[ac[i]] += ofB;
                    to[bc[i]] += ofA;
                    count[ac[i]]++;
                    count[bc[i]]++;
                }

                to[ab] += sum;
                count[ab] += corners.C.Length;
            }
        }
    }

    private readonly struct Weighted(double[] weights, double[] inverse, double[] through, double[] products) : ITriangleVisitor
    {
        public void Visit(int a, int b, int ab, Corners corners)
        {
            var isFull = products.Length > 0;
            for (var i = 0; i < corners.C.Length; i++)
            {
                var (ac, bc, sAC, sBC) = (corners.AC[i], corners.BC[i], weights[corners.AC[i]], weights[corners.BC[i]]);
                var (atA, atB, atC) = (weights[ab] * sAC, weights[ab] * sBC, sAC * sBC);
                through[ab] += atC * inverse[corners.C[i]];
                through[ac] += atB * inverse[b];
                through[bc] += atA * inverse[a];
                if (isFull)
                {
                    products[ab] += atC;
                    products[ac] += atB;
                    products[bc] += atA;
                }
            }
        }
    }
}

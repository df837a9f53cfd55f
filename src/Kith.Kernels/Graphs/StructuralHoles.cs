namespace Kith.Kernels.Graphs;

/// <summary>
/// Whether the contacts of a vertex are bound to each other (closed) or only to it (holes to broker). Weights of the two
/// directions are summed; loops are ignored. Without contacts all four are NaN.
/// </summary>
/// <param name="Constraint">C: 0 for many unconnected contacts; above 1 where two contacts hold each other tightly.</param>
/// <param name="EffectiveSize">Number of contacts less what is redundant among them.</param>
/// <param name="Efficiency">Effective size per contact.</param>
/// <param name="Hierarchy">0 when all contacts constrain alike, 1 when one alone does (and for a single contact).</param>
/// <remarks>
/// Burt, Structural Holes (1992). p_ij = s_ij / Σ_k s_ik with s_ij = a_ij + a_ji; c_ij = (p_ij + Σ_q p_iq p_qj)²;
/// effective size = Σ_j (1 − Σ_q p_iq s_jq / max_k s_jk); hierarchy = Σ_j r_j ln r_j / (n ln n), r_j = n c_ij / C_i.
/// The sums over q run over triangles, so they are made triangle by triangle.
/// </remarks>
public sealed record StructuralHoles(double[] Constraint, double[] EffectiveSize, double[] Efficiency, double[] Hierarchy)
{
    /// <summary>Measures every vertex. Weights should be above 0.</summary>
    public static StructuralHoles Of(Csr graph)
    {
        var simple = graph.ToSimple();
        var sums = new TriangleSums(simple);
        Triangles.Visit(simple, new Adder(sums));
        var constraint = graph.PerVertex(sums.Constraint);
        var size = graph.PerVertex(v => simple.Degree(v) > 0 ? simple.Degree(v) - sums.Redundancy[v] : double.NaN);
        var efficiency = graph.PerVertex(v => size[v] / simple.Degree(v));
        return new StructuralHoles(constraint, size, efficiency, graph.PerVertex(v => sums.Hierarchy(v, constraint[v])));
    }

    // A struct, so that the walk over triangles is compiled for it.
    private readonly struct Adder(TriangleSums sums) : ITriangleVisitor
    {
        public void Visit(in Triangle triangle) => sums.Add(in triangle);
    }

    private sealed class TriangleSums
    {
        private readonly Csr _graph;
        private readonly double[] _share; // p_ij beside each edge
        private readonly double[] _indirect; // Σ_q p_iq p_qj beside each edge
        private readonly double[] _strongest; // max_k s_ik of each vertex

        public TriangleSums(Csr graph)
        {
            _graph = graph;
            (_share, _indirect) = (new double[graph.Weights.Length], new double[graph.Weights.Length]);
            (_strongest, Redundancy) = (new double[graph.Count], new double[graph.Count]);
            for (var v = 0; v < graph.Count; v++)
            {
                var row = graph.RowWeights(v);
                var sum = 0.0;
                foreach (var weight in row)
                {
                    (sum, _strongest[v]) = (sum + weight, Math.Max(_strongest[v], weight));
                }

                for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
                {
                    _share[e] = graph.Weights[e] / sum;
                }
            }
        }

        public double[] Redundancy { get; }

        public void Add(in Triangle t)
        {
            var (ab, ba, ac, ca, bc, cb) = (_share[t.AB], _share[t.BA], _share[t.AC], _share[t.CA], _share[t.BC], _share[t.CB]);
            _indirect[t.AB] += ac * cb;
            _indirect[t.AC] += ab * bc;
            _indirect[t.BA] += bc * ca;
            _indirect[t.BC] += ba * ac;
            _indirect[t.CA] += cb * ba;
            _indirect[t.CB] += ca * ab;
            var (sAB, sAC, sBC) = (_graph.Weights[t.AB], _graph.Weights[t.AC], _graph.Weights[t.BC]);
            Redundancy[t.A] += sBC * ((ac / _strongest[t.B]) + (ab / _strongest[t.C]));
            Redundancy[t.B] += sAC * ((bc / _strongest[t.A]) + (ba / _strongest[t.C]));
            Redundancy[t.C] += sAB * ((cb / _strongest[t.A]) + (ca / _strongest[t.B]));
        }

        public double Constraint(int v)
        {
            var sum = 0.0;
            for (var e = _graph.Offsets[v]; e < _graph.Offsets[v + 1]; e++)
            {
                sum += One(e);
            }

            return _graph.Degree(v) > 0 ? sum : double.NaN;
        }

        public double Hierarchy(int v, double constraint)
        {
            var n = _graph.Degree(v);
            if (n < 2)
            {
                return n == 1 ? 1 : double.NaN;
            }

            var sum = 0.0;
            for (var e = _graph.Offsets[v]; e < _graph.Offsets[v + 1]; e++)
            {
                var r = One(e) * n / constraint;
                sum += r > 0 ? r * Math.Log(r) : 0;
            }

            return sum / (n * Math.Log(n));
        }

        private double One(int e) => (_share[e] + _indirect[e]) * (_share[e] + _indirect[e]);
    }
}

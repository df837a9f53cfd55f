namespace Kith.Kernels.Graphs;

/// <summary>Puts components side by side: the largest in the middle, each next one in the free place nearest to it.</summary>
/// <remarks>Cells as in Freivalds, Dogrusoz, Kikusts, "Disconnected graph layout and the polyomino packing approach", Graph Drawing 2001.</remarks>
internal static class LayoutPacking
{
    // Width of a cell, in distances between neighbours of a component.
    private const double Width = 1.5;

    /// <summary>Moves the pieces, which come largest first.</summary>
    public static void Pack(LayoutPiece[] pieces)
    {
        if (pieces.Length == 1)
        {
            return;
        }

        var taken = new HashSet<Cell>();
        var places = new Spiral();
        var (start, size) = (0, 0);
        foreach (var piece in pieces)
        {
            var shape = Shape(piece);
            // Places that were too small for the piece before are not tried again for one of its size.
            start = piece.Members.Length == size ? start : 0;
            size = piece.Members.Length;
            while (shape.Any(cell => taken.Contains(cell + places[start])))
            {
                start++;
            }

            taken.UnionWith(shape.Select(cell => cell + places[start]));
            Move(piece, places[start]);
        }
    }

    // The cells of the points with a margin, and what lies between two of them in a row or column: nothing is put into bays.
    private static List<Cell> Shape(LayoutPiece piece)
    {
        if (piece.Members.Length == 1)
        {
            return [new Cell(0, 0)];
        }

        var under = piece.X.Zip(piece.Y, (x, y) => new Cell((int)Math.Round(x / Width), (int)Math.Round(y / Width))).Distinct();
        var around =
            from cell in under
            from c in Enumerable.Range(cell.Column - 1, 3)
            from r in Enumerable.Range(cell.Row - 1, 3)
            select new Cell(c, r);
        var columns = Filled(around.Distinct().Select(cell => cell.Turned)).Select(cell => cell.Turned);
        return Filled(columns).ToList();
    }

    private static IEnumerable<Cell> Filled(IEnumerable<Cell> cells) =>
        from row in cells.GroupBy(cell => cell.Row)
        let left = row.Min(cell => cell.Column)
        from column in Enumerable.Range(left, row.Max(cell => cell.Column) - left + 1)
        select new Cell(column, row.Key);

    private static void Move(LayoutPiece piece, Cell by)
    {
        for (var i = 0; i < piece.X.Length; i++)
        {
            (piece.X[i], piece.Y[i]) = (piece.X[i] + (by.Column * Width), piece.Y[i] + (by.Row * Width));
        }
    }

    private readonly record struct Cell(int Column, int Row)
    {
        public Cell Turned => new(Row, Column);

        public static Cell operator +(Cell a, Cell b) => new(a.Column + b.Column, a.Row + b.Row);
    }

    /// <summary>All cells in order of distance from the middle, made as far out as they are asked for.</summary>
    private sealed class Spiral
    {
        private readonly List<Cell> _cells = [new Cell(0, 0)];
        private int _radius;

        public Cell this[int index]
        {
            get
            {
                while (index >= _cells.Count)
                {
                    Extend();
                }

                return _cells[index];
            }
        }

        private void Extend()
        {
            var (inner, outer) = (_radius, Math.Max(8, 2 * _radius));
            var ring =
                from column in Enumerable.Range(-outer, (2 * outer) + 1)
                from row in Enumerable.Range(-outer, (2 * outer) + 1)
                let square = (column * column) + (row * row)
                where square > inner * inner && square <= outer * outer
                orderby square
                select new Cell(column, row);
            _cells.AddRange(ring);
            _radius = outer;
        }
    }
}

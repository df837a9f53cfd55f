using System.Text;

namespace Kith.Evaluation;

/// <summary>Where a file of ties keeps what; −1 where it does not. Blanks between cells if there is no separator.</summary>
internal sealed record TieColumns(char? Separator, bool HasHeader, int From, int To, int At, int Kind = -1, int Weight = -1, int Group = -1)
{
    /// <summary>Read off the first row; null if it neither names its columns nor is a row of three.</summary>
    public static TieColumns? Of(string first)
    {
        char? separator = first.Contains(',') ? ',' : first.Contains(';') ? ';' : null;
        var plain = new TieColumns(separator, false, 0, 1, 2);
        var names = plain.Split(first).ConvertAll(name => name.Trim('\uFEFF').ToLowerInvariant());
        var header = new TieColumns(separator, true, Find(names, "from", "sender", "source", "u"), Find(names, "to", "recipient", "target", "v"), Find(names, "at", "time", "t", "date", "timestamp"),
            Find(names, "kind"), Find(names, "weight"), Find(names, "group"));
        return header is { From: >= 0, To: >= 0, At: >= 0 } ? header
            : separator is null && names.Count >= 3 && names[2].Length > 0 && (char.IsAsciiDigit(names[2][0]) || names[2][0] == '-') ? plain : null;
    }

    /// <summary>The cell of a column; null if it is empty or missing.</summary>
    public string? Of(List<string> cells, int column) =>
        column >= 0 && column < cells.Count && cells[column].Length > 0 ? cells[column] : null;

    /// <summary>The cells of a row. In CSV a quoted cell may hold separators, and quotes doubled (RFC 4180), but no line break.</summary>
    public List<string> Split(string row)
    {
        if (Separator is not { } separator)
        {
            return [.. row.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        }
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] == '"' && quoted && i + 1 < row.Length && row[i + 1] == '"')
            {
                cell.Append(row[i++]);
            }
            else if (row[i] == '"')
            {
                quoted = !quoted;
            }
            else if (row[i] == separator && !quoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(row[i]);
            }
        }
        cells.Add(cell.ToString().Trim());
        return cells;
    }

    private static int Find(List<string> names, params string[] known) =>
        known.Select(name => names.IndexOf(name)).FirstOrDefault(at => at >= 0, -1);
}

using Kith.Importing.Text;

namespace Kith.Importing.Tables;

/// <summary>What a column of a table of interactions holds.</summary>
internal enum Column
{
    /// <summary>Who acted: a mail address, a handle or a name.</summary>
    From,

    /// <summary>Towards whom; several are parted by semicolons.</summary>
    To,

    /// <summary>When: ISO 8601, or seconds or milliseconds since 1970.</summary>
    At,

    /// <summary>What was done, by the name of the kind of interaction.</summary>
    Kind,

    /// <summary>How much it counts; overrides the kind's own weight.</summary>
    Weight,

    /// <summary>How many were acted towards, where that is more than those named.</summary>
    Group,

    /// <summary>Words about it.</summary>
    Context,
}

/// <summary>The columns of one table, found by their names.</summary>
internal sealed class Columns
{
    private static readonly Dictionary<string, Column> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["from"] = Column.From, ["source"] = Column.From, ["sender"] = Column.From,
        ["to"] = Column.To, ["target"] = Column.To, ["recipient"] = Column.To, ["recipients"] = Column.To,
        ["at"] = Column.At, ["time"] = Column.At, ["timestamp"] = Column.At, ["date"] = Column.At, ["datetime"] = Column.At,
        ["kind"] = Column.Kind, ["type"] = Column.Kind,
        ["weight"] = Column.Weight,
        ["group"] = Column.Group, ["group_size"] = Column.Group,
        ["context"] = Column.Context, ["text"] = Column.Context, ["subject"] = Column.Context,
    };

    private readonly List<string> unknown = [];
    private readonly Dictionary<Column, int> places = [];
    private readonly bool looksLikeHeader;

    /// <summary>Looks for the columns among the names of a first line.</summary>
    public Columns(IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (!(Of(names[i]) is { } column && places.TryAdd(column, i)))
            {
                unknown.Add(names[i].Trim());
            }
        }
        looksLikeHeader = names.All(name => name.Length < 60 && !name.AsSpan().ContainsAny("<>{}[]:@"));
        Found = string.Join(", ", names.Take(30).Select(Named));
    }

    /// <summary>The names, for a sentence.</summary>
    public string Found { get; }

    /// <summary>Whether two of the three needed columns are there: then it is meant to be such a table.</summary>
    public bool AreLikely => looksLikeHeader && Needed.Count(places.ContainsKey) >= 2;

    /// <summary>What is wrong with them; null if all that is needed is there.</summary>
    public string? Missing => Needed.All(places.ContainsKey) ? null
        : $"A table of interactions needs the columns from, to and at (kind, weight, group and context may follow); found: {Found}.";

    /// <summary>What was not read; null if all was.</summary>
    public string? Unknown => unknown.Count == 0 ? null
        : $"Left out the columns {string.Join(", ", unknown.Take(20).Select(Named))}; known are from, to, at, kind, weight, group and context.";

    private static string Named(string column) => InSentence.Of(column) is { Length: > 0 } name ? name : "(no name)";

    private static Column[] Needed => [Column.From, Column.To, Column.At];

    /// <summary>The column of that name; null if none is called so.</summary>
    public static Column? Of(string name) => Names.TryGetValue(name.Trim(), out var column) ? column : null;

    /// <summary>The field of a row, trimmed; empty if the row has none.</summary>
    public string Field(IReadOnlyList<string> row, Column column) => places.TryGetValue(column, out var at) && at < row.Count ? row[at].Trim() : "";
}

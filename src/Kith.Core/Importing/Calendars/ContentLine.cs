using System.Text;

namespace Kith.Importing.Calendars;

/// <summary>One line of a calendar: <c>NAME;PARAMETER=value:value</c>.</summary>
/// <param name="Name">In upper case.</param>
/// <param name="Parameters">Names in upper case; values without quotation marks.</param>
/// <param name="Value">As written.</param>
internal sealed record ContentLine(string Name, IReadOnlyList<(string Name, string Value)> Parameters, string Value)
{
    private const int MostParameters = 50;

    /// <summary>The value as text: what was escaped is so no more.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder(Value.Length);
            for (var i = 0; i < Value.Length; i++)
            {
                text.Append(Value[i] != '\\' || i + 1 == Value.Length ? Value[i] : Value[++i] is 'n' or 'N' ? '\n' : Value[i]);
            }
            return text.ToString().Trim();
        }
    }

    /// <summary>A parameter, or null.</summary>
    public string? this[string parameter] => Parameters.FirstOrDefault(each => each.Name == parameter).Value;

    /// <summary>Reads a line; null if it is none.</summary>
    public static ContentLine? Of(string line)
    {
        var end = line.AsSpan().IndexOfAny(';', ':');
        if (end <= 0)
        {
            return null;
        }
        var parameters = new List<(string, string)>();
        var at = end;
        while (line[at] == ';')
        {
            var next = EndOf(line, at + 1);
            if (next < 0 || parameters.Count == MostParameters)
            {
                return null;
            }
            var part = line[(at + 1)..next];
            if (part.IndexOf('=') is > 0 and var equals)
            {
                parameters.Add((part[..equals].Trim().ToUpperInvariant(), part[(equals + 1)..].Replace("\"", "").Trim()));
            }
            at = next;
        }
        return new(line[..end].Trim().ToUpperInvariant(), parameters, line[(at + 1)..]);
    }

    // The next ; or : that stands in no quotation marks.
    private static int EndOf(string line, int from)
    {
        var isQuoted = false;
        for (var i = from; i < line.Length; i++)
        {
            isQuoted ^= line[i] == '"';
            if (!isQuoted && line[i] is ';' or ':')
            {
                return i;
            }
        }
        return -1;
    }
}

using Kith.People;
using Kith.Ties;

namespace Kith.Evaluation;

/// <summary>What one person sent to another at a time, together with <paramref name="Group"/> − 1 further recipients.</summary>
/// <param name="From">Number of the sender.</param>
/// <param name="To">Number of the recipient; another one.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Group">Recipients other than the sender; with 1 it is direct.</param>
/// <param name="Micros">c/g, in millionths.</param>
/// <param name="Message">Number of the message; those to whom it went share it, and stand beside each other.</param>
public readonly record struct TieEvent(int From, int To, long At, int Group, long Micros, int Message);

/// <summary>Makes of rows what was sent: rows of one sender at one time are one mail; a recipient named twice got it once.</summary>
public static class TieEvents
{
    /// <summary>In order of time.</summary>
    public static TieEvent[] Of(IEnumerable<TieRow> rows)
    {
        var sorted = rows.Where(row => row.From != row.To).ToArray();
        Array.Sort(sorted, static (a, b) => (a.At, a.From, a.To, -a.Micros).CompareTo((b.At, b.From, b.To, -b.Micros)));
        var events = new List<TieEvent>(sorted.Length);
        for (int start = 0, end, message = 0; start < sorted.Length; start = end, message++)
        {
            for (end = start + 1; end < sorted.Length && SameMail(sorted[start], sorted[end]); end++)
            {
            }
            AddMail(events, sorted.AsSpan(start, end - start), message);
        }
        return [.. events];
    }

    /// <summary>Whom each message went to that went to several.</summary>
    public static IReadOnlyList<Audience> Audiences(ReadOnlySpan<TieEvent> events)
    {
        var audiences = new List<Audience>();
        for (int start = 0, end; start < events.Length; start = end)
        {
            var to = new List<PersonId>();
            for (end = start; end < events.Length && events[end].Message == events[start].Message; end++)
            {
                to.Add(new(events[end].To));
            }
            if (to.Count > 1 && to.Distinct().ToList() is { Count: > 1 } several)
            {
                audiences.Add(new(Days.Of(events[start].At), several));
            }
        }
        return audiences;
    }

    private static bool SameMail(in TieRow a, in TieRow b) => a.At == b.At && a.From == b.From;

    private static void AddMail(List<TieEvent> events, ReadOnlySpan<TieRow> rows, int message)
    {
        var (recipients, given) = (0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            recipients += IsFirst(rows, i) ? 1 : 0;
            given = Math.Max(given, rows[i].Group);
        }
        var group = given > 0 ? given : recipients;
        for (var i = 0; i < rows.Length; i++)
        {
            if (IsFirst(rows, i))
            {
                events.Add(new(rows[i].From, rows[i].To, rows[i].At, group, Math.Max(1, (rows[i].Micros + group / 2) / group), message));
            }
        }
    }

    private static bool IsFirst(ReadOnlySpan<TieRow> rows, int i) => i == 0 || rows[i].To != rows[i - 1].To;
}

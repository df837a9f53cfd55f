using Kith.Conversations;
using Kith.Importing.Text;
using Kith.People;
using NodaTime;
using NodaTime.Text;

namespace Kith.Importing.Irc;

/// <summary>Turns the lines of one log into entries: a channel's messages, with the meetings held in it as conversations of their own.</summary>
/// <param name="log">The file.</param>
/// <param name="scan">What a first look at it showed.</param>
/// <param name="zone">Zone of times that name none.</param>
/// <param name="known">Keys of the people and channels that were described before, in this file or another.</param>
internal sealed class IrcTalk(IrcFile log, IrcScan scan, DateTimeZone zone, (HashSet<string> People, HashSet<string> Channels) known)
{
    // Who forgets #endmeeting has gone home by then.
    private const long Silence = 3 * TimeSpan.MillisecondsPerHour;

    // Lines without a time go on with the message above, but not for ever.
    private const int LongestBody = 20_000;

    private static readonly LocalDateTimePattern
        DayOnly = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd"),
        Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm"),
        Exact = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;fff");

    private readonly IrcClock clock = new(log.Day, zone);
    private readonly Fingerprint keys = new();
    private readonly IssueLimit unknown = new(log.File, "The line is of no known form; it should be like \"[12:18] <nick> words\".");
    private readonly IssueLimit undated = new(log.File, "The day of this line is not known or absurd; put it into the file's name, like name.2024-01-31.log.");
    private IrcMeeting? meeting;
    private MessageEntry? said;
    private LocalDateTime hour;
    private long last;

    /// <summary>What this line adds.</summary>
    public IEnumerable<Entry> Take(string text, long number)
    {
        var line = IrcLine.Parse(text);
        if (line is { Kind: IrcLineKind.Unknown, Time: null } && said is not null && said.Body.Length + text.Length < LongestBody)
        {
            said = said with { Body = $"{said.Body}\n{text}" };
            return [];
        }
        return Said().Concat(Next(line, number));
    }

    /// <summary>What is known only at the end of the file.</summary>
    public IEnumerable<Entry> End() => [.. Said(), .. EndMeeting(), .. new[] { unknown.Rest, undated.Rest }.OfType<ImportIssue>()];

    // A message is complete when the line after it does not go on with it.
    private IEnumerable<Entry> Said()
    {
        var complete = said;
        said = null;
        return complete is null ? [] : [complete];
    }

    private IEnumerable<Entry> Next(IrcLine line, long number)
    {
        switch (line.Kind)
        {
            case IrcLineKind.Day:
                clock.Turn(line.Date!.Value);
                return [];
            case IrcLineKind.Unknown:
                return unknown.At(number) is { } strange ? [strange] : [];
            case IrcLineKind.Ignored:
                return [];
            default:
                return clock.At(line) is { } at ? Say(line, at) : undated.At(number) is { } issue ? [issue] : [];
        }
    }

    private IEnumerable<Entry> Say(IrcLine line, long at)
    {
        if (meeting is not null && !scan.IsMeeting && at - last > Silence)
        {
            foreach (var entry in EndMeeting())
            {
                yield return entry;
            }
        }
        last = at;
        foreach (var entry in Open(line))
        {
            yield return entry;
        }
        var (author, words, fullName) = meeting?.Take(line) ?? (line.Nick.ToLowerInvariant(), line.Text, null);
        if (known.People.Add(author) || fullName is not null)
        {
            yield return Person(author, author == line.Nick.ToLowerInvariant() ? fullName ?? line.Nick : null);
        }
        if (words is not null)
        {
            said = new MessageEntry(meeting?.Key ?? log.Channel, Key(line), author, at, line.Kind == IrcLineKind.Action ? $"/me {words}" : words);
        }
        if (line.Text.StartsWith("#endmeeting", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var entry in Said().Concat(EndMeeting()))
            {
                yield return entry;
            }
        }
    }

    private IEnumerable<Entry> Open(IrcLine line)
    {
        if (!scan.IsMeeting && known.Channels.Add(log.Channel))
        {
            yield return new ConversationEntry(log.Channel, log.Channel, ConversationKind.Channel, Visibility.Community);
        }
        if (meeting is null && scan.IsMeeting)
        {
            yield return Begin(line, scan.Title, null);
        }
        else if (meeting is null && line.Text.StartsWith("#startmeeting", StringComparison.OrdinalIgnoreCase))
        {
            yield return Begin(line, line.Text["#startmeeting".Length..].Trim() is { Length: > 0 } title ? title : null, log.Channel);
        }
    }

    // The first line tells one meeting from another, wherever its log lies and however much longer it grows.
    private ConversationEntry Begin(IrcLine line, string? title, string? channel)
    {
        meeting = new IrcMeeting($"{Minute.Format(clock.Written)}-{Fingerprint.Of($"{Exact.Format(clock.Written)} {line.Nick} {line.Text}")}", scan);
        return new ConversationEntry(meeting.Key, title ?? $"{log.Title} {DayOnly.Format(clock.Written)}", ConversationKind.Meeting, Visibility.Community, channel);
    }

    private IEnumerable<Entry> EndMeeting()
    {
        var ended = meeting;
        meeting = null;
        return (ended?.Present ?? []).SelectMany<string, Entry>(person => known.People.Add(person)
            ? [Person(person, null), new AttendanceEntry(ended!.Key, person)]
            : [new AttendanceEntry(ended!.Key, person)]);
    }

    private PersonEntry Person(string key, string? name) => new(key, name ?? scan.Written(key), IsBot: BotName.Is(key));

    private string Key(IrcLine line)
    {
        var now = clock.Written.Date + new LocalTime(clock.Written.Hour, 0);
        if (now != hour)
        {
            hour = now;
            keys.Forget();
        }
        return keys.Next($"{Exact.Format(clock.Written)}-{Fingerprint.Of($"{line.Nick.ToLowerInvariant()} {line.Text}")}");
    }
}

using Kith.Conversations;
using Kith.Importing.Text;
using Kith.People;
using NodaTime;

namespace Kith.Importing.Transcripts;

/// <summary>One meeting as entries. It is read as a whole: what was written finds its place in what was said.</summary>
/// <param name="archive">Where it lies.</param>
/// <param name="files">Its files.</param>
/// <param name="zone">Zone of times that name none.</param>
/// <param name="includePrivate">Whether what was written to single people goes in too.</param>
/// <param name="known">Keys of the people introduced before.</param>
internal sealed class MeetingReading(Archive archive, MeetingFiles files, DateTimeZone zone, bool includePrivate, HashSet<string> known)
{
    private const long Day = TimeSpan.MillisecondsPerDay;

    /// <summary>The entries.</summary>
    public IEnumerable<Entry> Entries()
    {
        var (cues, issues) = files.Transcript is { } transcript ? Cue.In(transcript) : ([], []);
        var (lines, more) = files.Chat is { } chat ? ChatLine.In(chat) : ([], []);
        var turns = Turn.From(cues);
        if (turns.Count == 0 && files.Transcript is { } mute)
        {
            issues.Add(new ImportIssue(mute.Path, 0, cues.Count == 0 ? "The transcript holds no words." : "The transcript does not say who speaks; names should stand before the words, like \"Ann Lee: Hello\"."));
        }
        var written = ChatTalk.Of(lines);
        return [.. issues, .. more, .. turns.Count + written.Count > 0 ? Meeting(MeetingFacts.Of(archive, files, lines.FirstOrDefault()?.Date), cues, turns, written) : []];
    }

    private IEnumerable<Entry> Meeting(MeetingFacts facts, List<Cue> cues, IReadOnlyList<Turn> turns, List<ChatMessage> chat)
    {
        var key = Key(facts, cues, chat);
        var start = Start(facts, chat);
        var keys = new Fingerprint();
        var names = turns.Select(turn => turn.Speaker).Concat(chat.Where(one => one.Line.To is null).SelectMany(one => one.Reactions.Select(reaction => reaction.By).Prepend(one.Line.Name)));
        var people = names.DistinctBy(Key).ToList();
        var messages = turns.Select(turn => Spoken(key, turn, start, keys)).Concat(chat.Where(one => one.Line.To is null).Select(one => Written(key, one, facts.Start.Date, start)))
            .Where(message => Moment.IsPossible(message.At)).OrderBy(message => message.At);
        return
        [
            .. new[] { facts.Issue }.OfType<ImportIssue>(),
            new ConversationEntry(key, facts.Title, ConversationKind.Meeting, Visibility.Community),
            .. Introduced(people),
            .. InOrder(messages),
            .. people.Where(person => !BotName.Is(person)).Select(person => new AttendanceEntry(key, Key(person))),
            .. includePrivate ? Whispered(key, chat, facts.Start.Date, start) : [],
        ];
    }

    // A corrected transcript keeps its times, and so does a copy in another folder.
    private static string Key(MeetingFacts facts, List<Cue> cues, List<ChatMessage> chat) => cues.Count > 0
        ? $"t{Fingerprint.Of(string.Join(' ', cues.Take(3).Select(cue => $"{cue.From}-{cue.To}")))}"
        : $"c{Fingerprint.Of($"{facts.Start.Date:uuuu-MM-dd} {chat[0].Key}")}";

    // A chat saved by somebody who took part has the time of the day: then the recording is taken to begin with it.
    private long Start(MeetingFacts facts, List<ChatMessage> chat) =>
        !facts.IsTimeKnown && chat.Find(one => !one.Line.IsElapsed) is { } first
            ? At(first.Line, facts.Start.Date, long.MinValue)
            : Moment.At(facts.Start, facts.IsUtc ? DateTimeZone.Utc : zone);

    // A meeting that runs past midnight goes on the next day.
    private long At(ChatLine line, LocalDate day, long start) => line.IsElapsed
        ? start + line.At
        : Moment.At((line.Date ?? day).AtMidnight().PlusMilliseconds(line.At), zone) is var at && line.Date is null && at < start - Day / 2 ? at + Day : at;

    private static MessageEntry Spoken(string key, Turn turn, long start, Fingerprint keys) =>
        new(key, keys.Next($"t{TimeSpan.FromMilliseconds(turn.At):hh\\:mm\\:ss\\.fff}-{Fingerprint.Of(Key(turn.Speaker))}"), Key(turn.Speaker), start + turn.At, turn.Words);

    private MessageEntry Written(string key, ChatMessage message, LocalDate day, long start) =>
        new(key, message.Key, Key(message.Line.Name), At(message.Line, day, start), message.Line.Text, ReplyTo: message.ReplyTo)
        {
            Reactions = [.. message.Reactions.GroupBy(one => one.Sign).Select(group => (group.Key, (IReadOnlyList<string>)[.. group.Select(one => Key(one.By)).Distinct()]))],
        };

    // A chat knows only the second: what stands below was written later, by a millisecond at least.
    private static IEnumerable<MessageEntry> InOrder(IEnumerable<MessageEntry> messages)
    {
        var last = 0L;
        foreach (var message in messages)
        {
            last = Math.Max(message.At, last + 1);
            yield return message with { At = last };
        }
    }

    private IEnumerable<Entry> Whispered(string meeting, List<ChatMessage> chat, LocalDate day, long start)
    {
        foreach (var pair in chat.Where(one => one.Line.To is not null).GroupBy(one => string.Join(" & ", new[] { one.Line.Name, one.Line.To! }.Order(StringComparer.Ordinal))))
        {
            var key = $"{meeting}/{pair.Key}";
            string[] members = [pair.First().Line.Name, pair.First().Line.To!];
            yield return new ConversationEntry(key, pair.Key, ConversationKind.Direct, Visibility.Participants, meeting, [.. members.Select(Key)]);
            foreach (var entry in Introduced(members).Concat(InOrder(pair.Select(one => Written(key, one, day, start)).Where(message => Moment.IsPossible(message.At)))))
            {
                yield return entry;
            }
        }
    }

    private IEnumerable<Entry> Introduced(IEnumerable<string> people) =>
        people.Where(person => known.Add(Key(person))).Select(person => new PersonEntry(Key(person), person, IsBot: BotName.Is(person)));

    // People rename themselves between meetings; at least "Ann Lee" and "ann lee" are one.
    private static string Key(string name) => name.ToLowerInvariant();
}

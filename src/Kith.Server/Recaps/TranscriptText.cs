using System.Globalization;
using System.Text;
using Kith.Conversations;
using Kith.Server.Conversations;
using Kith.Server.Shared;

namespace Kith.Server.Recaps;

/// <summary>Transcripts as files that outlive this server: Markdown for readers, text for programs that read saved chats.</summary>
internal static class TranscriptText
{
    private const int QuoteLength = 60;

    /// <summary>
    /// Markdown, grouped by question, with absolute links. Lines of what people wrote are kept as they are, one level in, so
    /// that their headings and lists are not taken for the transcript's own.
    /// </summary>
    /// <param name="view">What was read.</param>
    /// <param name="site">Address of the server, such as <c>https://kith.example</c>.</param>
    public static string Markdown(TranscriptView view, string site)
    {
        var answer = TranscriptAnswer.Of(view);
        var text = new StringBuilder();
        var gathering = answer.Gathering;
        text.Append(CultureInfo.InvariantCulture, $"# {gathering.Title}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{gathering.Opened ?? gathering.Starts:yyyy-MM-dd HH:mm} UTC · {gathering.Community} · <{site}{gathering.Url}>\n\n");
        if (gathering.Framing.Length > 0)
        {
            text.Append(Indented(gathering.Framing, "> ")).Append("\n\n");
        }
        var took = answer.Participants;
        text.Append(CultureInfo.InvariantCulture, $"{Marks.Count(took.Spoke.Count, "person", "people")} spoke ({string.Join(", ", took.Spoke.Select(own => $"{own.Person} {own.Messages}"))}), {(took.Reacted > 0 ? $"{took.Reacted} reacted, " : "")}{took.Read} read along.\n");
        Minutes(text, answer);
        var entries = answer.Entries.ToDictionary(entry => entry.Seq);
        var outside = view.Transcript.Gathering.Conversation.Kind == ConversationKind.Meeting ? "Outside the items" : "Outside the questions";
        foreach (var section in view.Transcript.ByQuestion())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {(section.Question is { } asked ? $"{asked.Called}. {Excerpt.Of(asked.Text, Markup.Markdown, 1000)}" : outside)}\n");
            var options = answer.Questions.FirstOrDefault(each => each.Number == section.Question?.Number)?.Options ?? [];
            foreach (var option in options)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n- {option.Option}: {option.Votes}");
            }
            text.Append(options.Count > 0 ? "\n" : "");
            foreach (var entry in section.Entries)
            {
                Entry(text, entries[entry.Message.Seq], entries, site);
            }
        }
        Audience(text, answer);
        return text.ToString();
    }

    /// <summary>
    /// The form in which video calls save their chats, which <c>kith import</c> and others read again: who, when, what, replies
    /// with the start of what they answer, reactions below.
    /// </summary>
    public static string Plain(TranscriptView view)
    {
        var text = new StringBuilder();
        foreach (var entry in view.Transcript.Entries)
        {
            var message = entry.Message;
            text.Append(CultureInfo.InvariantCulture, $"{Times.Of(message.At):yyyy-MM-dd HH:mm:ss} From {view.NameOf(message.Author).Replace(':', ' ')} to Everyone:\n");
            if (entry.Answers is { } answered)
            {
                var quote = Excerpt.Of(answered.Body, Markup.Plain, QuoteLength).TrimEnd('…');
                text.Append(CultureInfo.InvariantCulture, $"\tReplying to \"{quote}...\":\n\t\n");
            }
            var words = entry.Removed is { } removed ? $"(removed: {removed.Reason})" : message.Body;
            text.Append(Indented(words, "\t")).Append('\n');
            foreach (var (sign, by) in message.Reactions.All.SelectMany(one => one.By.Select(by => (one.Sign, by))))
            {
                text.Append(CultureInfo.InvariantCulture, $"\t{view.NameOf(by).Replace(':', ' ')}:{Signs.Of(sign)}\n");
            }
        }
        return text.ToString();
    }

    private static void Minutes(StringBuilder text, TranscriptAnswer answer)
    {
        foreach (var (kind, heading) in ((EntryKind, string)[])[(EntryKind.Decision, "Decisions"), (EntryKind.Action, "Actions")])
        {
            var all = answer.Entries.Where(entry => entry.Kind == kind && entry.Removed is null).ToList();
            if (all.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n");
                all.ForEach(entry => text.Append(CultureInfo.InvariantCulture,
                    $"- {entry.Text.ReplaceLineEndings(" ")}{(entry.To.Count > 0 ? $" ({string.Join(", ", entry.To)})" : "")}{(entry.Due is { } due ? $" by {due:yyyy-MM-dd}" : "")}\n"));
            }
        }
    }

    private static void Entry(StringBuilder text, TranscriptEntryAnswer entry, Dictionary<long, TranscriptEntryAnswer> all, string site)
    {
        var kind = entry.Kind == EntryKind.Words ? "" : $" · {entry.Kind.ToString().ToLowerInvariant()}";
        var late = entry.Late ? " · late" : "";
        var edited = entry.Edited is null ? "" : " · edited";
        text.Append(CultureInfo.InvariantCulture, $"\n**{entry.Person}** [{entry.At:yyyy-MM-dd HH:mm:ss}]({site}{entry.Url}){kind}{late}{edited}");
        if (entry.ReplyTo is { } seq && all.GetValueOrDefault(seq) is { } answered)
        {
            text.Append(CultureInfo.InvariantCulture, $" · answers [{answered.Person}]({site}{answered.Url})");
        }
        text.Append("\n\n").Append(entry.Removed is { } removed ? $"*Removed by {removed.By}: {removed.Reason}*" : Indented(entry.Text, "> ")).Append('\n');
        if (entry.Reactions.Count > 0)
        {
            text.Append('\n').Append(string.Join(" · ", entry.Reactions.Select(one => $"{Signs.Of(one.Sign)} {string.Join(", ", one.By)}"))).Append('\n');
        }
    }

    private static void Audience(StringBuilder text, TranscriptAnswer answer)
    {
        text.Append(answer.Audience.Count > 0 ? "\n## Questions of the audience\n\n" : "");
        foreach (var asked in answer.Audience)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {asked.Text.ReplaceLineEndings(" ")} ({asked.Person}; {AudienceWords.Of(asked)})\n");
        }
    }

    private static string Indented(string text, string by) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => by + line));
}

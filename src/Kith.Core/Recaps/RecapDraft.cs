using System.Globalization;
using System.Text;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Rooms;
using NodaTime;

namespace Kith.Recaps;

/// <summary>
/// The first draft of a recap, in Markdown: quotations with their authors and links, counts, and nothing that nobody said.
/// The same log always gives the same draft.
/// </summary>
public sealed class RecapDraft
{
    private const int QuotesForQuestion = 3, MostAgreed = 3, MostDiffering = 5, MostLinks = 30, QuoteLength = 320;

    private readonly StringBuilder text = new();
    private readonly GatheringTranscript transcript;
    private readonly Everyone everyone;
    private readonly IReadOnlyList<Echo> echoes;
    private readonly DateTimeZone zone;
    private readonly string page;

    private RecapDraft(GatheringTranscript transcript, Everyone everyone, string page)
    {
        (this.transcript, this.everyone, this.page) = (transcript, everyone, page);
        (echoes, zone) = (Echo.In(transcript, everyone), Zones.Find(transcript.Gathering.Zone));
    }

    /// <summary>Writes it.</summary>
    /// <param name="transcript">The log.</param>
    /// <param name="everyone">Who is who.</param>
    /// <param name="page">Path of the gathering's page; links lead to entries on it.</param>
    public static string Of(GatheringTranscript transcript, Everyone everyone, string page)
    {
        var draft = new RecapDraft(transcript, everyone, page);
        draft.Opening();
        draft.Minutes();
        draft.Questions();
        draft.Sides();
        draft.Links();
        draft.Open();
        draft.People();
        return draft.text.ToString().TrimEnd() + "\n";
    }

    private void Opening()
    {
        var (took, day) = (Participation.Of(transcript, everyone), Local(transcript.Gathering.OpenedAt ?? transcript.Gathering.StartsAt));
        Paragraph(string.Create(CultureInfo.InvariantCulture,
            $"On {day:dddd, d MMMM uuuu}, {Count(took.Spoke.Count, "person", "people")} spoke{(took.Reacted > 0 ? $", {took.Reacted} reacted" : "")} and {took.Read} read along. All that was said stands in the [transcript]({page})."));
    }

    private void Minutes()
    {
        List("Decisions", transcript.Decisions.Select(decision => $"{Quoted(decision)} ({By(decision)}, {Clock(decision)})"));
        List("Actions", transcript.Actions.Select(action => $"{Quoted(action)} ({string.Join("", Doers(action))}{(action.Entry.Due is { } due ? $"by {due:yyyy-MM-dd}, " : "")}{Clock(action)})"));
    }

    private IEnumerable<string> Doers(Message action) => action.Addressed.Names.Select(name => $"{Mention(name.To)}, ").Distinct();

    private void Questions()
    {
        var answers = echoes.Where(echo => echo.Message.Question is not null).ToLookup(echo => echo.Message.Question!.Value);
        foreach (var section in transcript.ByQuestion().Where(section => section.Question is not null))
        {
            var question = section.Question!;
            Heading($"{question.Called}. {Escaped(Excerpt.Of(question.Text, Markup.Markdown, 300))}");
            if (question.Options.Count > 0)
            {
                Paragraph(Votes(question));
            }
            var best = Best(answers[question.Id]);
            best.ForEach(Quote);
            if (best.Count == 0 && question.Options.Count == 0)
            {
                Paragraph("Nobody answered.");
            }
            else if (answers[question.Id].Count() > best.Count)
            {
                Paragraph($"[All {answers[question.Id].Count()} answers]({page}#q{question.Number})");
            }
        }
    }

    // Those that brought about most, in the order in which they were said; where none did, the first.
    private static List<Echo> Best(IEnumerable<Echo> answers)
    {
        var heard = answers.Where(echo => echo.Weight > 0).OrderByDescending(echo => echo.Weight).ThenBy(echo => echo.Message.Seq).Take(QuotesForQuestion).OrderBy(echo => echo.Message.Seq).ToList();
        return heard.Count > 0 ? heard : [.. answers.Take(1)];
    }

    private void Quote(Echo echo)
    {
        Paragraph($"> {Quoted(echo.Message)}");
        Paragraph(string.Join(" · ", ((string?[])[
            $"{By(echo.Message)}, {Clock(echo.Message)}",
            echo.Answered > 0 ? $"{Count(echo.Answered, "person", "people")} answered" : null,
            echo.Thanked > 0 ? $"{echo.Thanked} thanked" : null,
            echo.Reacted > 0 ? $"{echo.Reacted} reacted" : null]).OfType<string>()));
    }

    private string Votes(Question poll)
    {
        var counts = transcript.Counts(poll, everyone);
        return $"{Count(counts.Sum(), "person", "people")} voted: {string.Join(", ", poll.Options.Select((option, i) => $"{Escaped(option)} {counts[i]}"))}.";
    }

    // Only quoted: whether two agree is for readers to say.
    private void Sides()
    {
        var agreed = echoes.Where(echo => echo.Agreed >= 2).OrderByDescending(echo => echo.Agreed).ThenBy(echo => echo.Message.Seq).Take(MostAgreed).ToList();
        var differing = echoes.SelectMany(echo => echo.Differing.Select(reply => (echo.Message, Reply: reply))).OrderBy(pair => pair.Reply.Seq).Take(MostDiffering).ToList();
        if (agreed.Count + differing.Count == 0)
        {
            return;
        }
        Heading("Where people agreed or differed");
        foreach (var echo in agreed)
        {
            Paragraph($"{Count(echo.Agreed, "person", "people")} said or signalled that they agree with {By(echo.Message)} ({Clock(echo.Message)}):");
            Paragraph($"> {Quoted(echo.Message)}");
        }
        foreach (var (message, reply) in differing)
        {
            Paragraph($"{By(reply)} ({Clock(reply)}) answered {By(message)} ({Clock(message)}) in words that differ:");
            Paragraph($"> {Quoted(message)}\n>\n> — {Quoted(reply)}");
        }
    }

    private void Links()
    {
        var all = SharedLinks.In(transcript.Standing);
        List("Links", all.Take(MostLinks).Select(link => $"<{link.Url}> ({By(link.In[0])}, {Clock(link.In[0])}{(link.In.Count > 1 ? $" and {link.In.Count - 1} more" : "")})")
            .Concat(all.Count > MostLinks ? [$"and {all.Count - MostLinks} more in the [transcript]({page})"] : []));
    }

    private void Open()
    {
        List("Still open", transcript.Audience.Where(asked => asked.State == AudienceState.Waiting)
            .Select(asked => $"{Escaped(Excerpt.Of(asked.Text, Markup.Markdown, QuoteLength))} ({Name(asked.Author)}{(asked.Backers.Count > 0 ? $", backed by {asked.Backers.Count}" : "")})")
            .Concat(transcript.Questions.Where(question => question.State == QuestionState.Planned)
                .Select(question => $"Planned and not asked: {Escaped(Excerpt.Of(question.Text, Markup.Markdown, QuoteLength))}")));
    }

    private void People()
    {
        var spoke = Participation.Of(transcript, everyone).Spoke;
        if (spoke.Count > 0)
        {
            Heading("Who spoke");
            Paragraph(string.Join(", ", spoke.Select(own => Escaped(own.Person.Name)).Order(StringComparer.OrdinalIgnoreCase)) + ".");
        }
    }

    private void Heading(string words) => text.Append("## ").Append(words).Append("\n\n");

    private void Paragraph(string words) => text.Append(words).Append("\n\n");

    private void List(string heading, IEnumerable<string> items)
    {
        var all = items.ToList();
        if (all.Count > 0)
        {
            Heading(heading);
            all.ForEach(item => text.Append("- ").Append(item).Append('\n'));
            text.Append('\n');
        }
    }

    private string Clock(Message message) => string.Create(CultureInfo.InvariantCulture, $"[{Local(message.At):HH:mm}]({page}#m{message.Seq})");

    private LocalDateTime Local(long at) => Zones.Local(at, zone);

    private string By(Message message) => Mention(message.Author);

    private string Mention(IdentityId identity) => "@" + Name(identity);

    private string Name(IdentityId identity) => Escaped(everyone.Of(identity)?.Name ?? "somebody");

    /// <summary>What a draft quotes of a message.</summary>
    internal static string Quoted(Message message) => Escaped(Excerpt.Of(message.Body, message.Markup, QuoteLength));

    private static string Count(int number, string one, string many) => $"{number.ToString(CultureInfo.InvariantCulture)} {(number == 1 ? one : many)}";

    // A quotation in a line is words, not markup; an @ in it tells nobody.
    private static string Escaped(string words)
    {
        var escaped = new StringBuilder(words.Length + 8);
        for (var i = 0; i < words.Length; i++)
        {
            var opens = i == 0 && words[i] is '#' or '>' or '-' or '+' or '=';
            escaped.Append(opens || words[i] is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '&' or '~' or '|' or '@' ? "\\" : "").Append(words[i]);
        }
        return escaped.ToString();
    }
}

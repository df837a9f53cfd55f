using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Kith.Server.Impact;
using Kith.Server.Rooms;
using Kith.Server.Shared;

namespace Kith.Server.Recaps;

/// <summary>A gathering as somebody sees it when it is over.</summary>
/// <param name="Transcript">The log.</param>
/// <param name="Took">Who took part.</param>
/// <param name="Recap">Its recap, or null.</param>
/// <param name="Corrected">Numbers of the entries whose author was corrected.</param>
/// <param name="LeftBehind">What followed it; null for whoever is no member.</param>
/// <param name="Leads">Whether the reader may write the recap.</param>
/// <param name="Everyone">Who is who.</param>
/// <param name="Me">Who asks.</param>
/// <param name="Now">UTC milliseconds.</param>
public sealed record TranscriptView(
    GatheringTranscript Transcript, Participation Took, Recap? Recap, IReadOnlySet<long> Corrected, LeftBehindAnswer? LeftBehind, bool Leads,
    Everyone Everyone, Me Me, long Now)
{
    /// <summary>Which gathering.</summary>
    public Gathering Gathering => Transcript.Gathering;

    /// <summary>Path of its page.</summary>
    public string Here => Address.OfGathering(Gathering.Id);

    /// <summary>Whether the reader may say that a message is somebody else's.</summary>
    public bool MayCorrect => Me.Account is { GuestOf: null } || Leads;

    /// <summary>Reads it; null if there is none of that number for the reader, or it is not over.</summary>
    public static TranscriptView? Of(Present present, RoomPeople people, Me me, ConversationId id)
    {
        using var connection = present.Database.Connect();
        if (TranscriptStore.Read(connection, me.Reader, id) is not { Gathering.State: GatheringState.Ended or GatheringState.Published } transcript)
        {
            return null;
        }
        var everyone = people.Now(connection);
        var leads = me.Leads(transcript.Gathering);
        var recap = RecapStore.Find(connection, id);
        return new(
            transcript, Participation.Of(transcript, everyone), recap is { PublishedAt: null } && !leads ? null : recap,
            CorrectionStore.CorrectedIn(connection, id), LeftBehindAnswer.Of(present, me, transcript, everyone), leads, everyone, me, present.Now);
    }

    /// <summary>The gathering in a sentence, for search engines.</summary>
    public string Description => string.Join(" ", ((string[])[
        $"Transcript of {Gathering.Title}, {Times.Of(Gathering.OpenedAt ?? Gathering.StartsAt):d MMMM yyyy}: {Marks.Count(Transcript.Standing.Count(), "entry", "entries")} of {Marks.Count(Took.Spoke.Count, "person", "people")}.",
        .. Transcript.Questions.Where(question => question.AskedAt is not null).Take(3).Select(question => Excerpt.Of(question.Text, Markup.Markdown, 100))]));

    /// <summary>Whoever is behind an identity.</summary>
    public Person PersonOf(IdentityId identity) => Everyone.OrNew(identity);

    /// <summary>Name of whoever is behind an identity.</summary>
    public string NameOf(IdentityId identity) => PersonOf(identity).Name;

    /// <summary>The question that an entry answers or asks, or null.</summary>
    public Question? QuestionOf(RoomEntry entry) => entry.Message.Question is { } id ? Transcript.Questions.FirstOrDefault(question => question.Id == id) : null;

    /// <summary>Address of a message in it.</summary>
    public string Link(Message message) => $"{Here}#m{message.Seq}";

    /// <summary>A question in a line.</summary>
    public static string Heading(Question question) => Excerpt.Of(question.Text, Markup.Markdown, 200);
}

using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Rooms;

namespace Kith.Recaps;

/// <summary>Entries that stand together.</summary>
/// <param name="Question">The question they answer; null: none.</param>
/// <param name="Entries">In order of the log.</param>
public sealed record TranscriptSection(Question? Question, IReadOnlyList<RoomEntry> Entries);

/// <summary>A gathering as its log tells it. It is a view: nothing has to be made when the hour ends.</summary>
/// <param name="Gathering">Which.</param>
/// <param name="Questions">By number.</param>
/// <param name="Entries">All that was said, and the marks of what was removed, in order of the log.</param>
/// <param name="Votes">Of each poll.</param>
/// <param name="Attendances">Who was in the room.</param>
/// <param name="Audience">Questions of the audience.</param>
public sealed record GatheringTranscript(
    Gathering Gathering, IReadOnlyList<Question> Questions, IReadOnlyList<RoomEntry> Entries,
    ILookup<QuestionId, (IdentityId By, int Option)> Votes, IReadOnlyList<Attendance> Attendances, IReadOnlyList<AudienceQuestion> Audience)
{
    /// <summary>What stands.</summary>
    public IEnumerable<Message> Standing => Entries.Where(entry => entry.Removed is null).Select(entry => entry.Message);

    /// <summary>What was decided, in order.</summary>
    public IEnumerable<Message> Decisions => Standing.Where(message => message.Entry.Kind == EntryKind.Decision);

    /// <summary>What is to be done, in order.</summary>
    public IEnumerable<Message> Actions => Standing.Where(message => message.Entry.Kind == EntryKind.Action);

    /// <summary>Whether a message came after the gathering had ended.</summary>
    public bool IsLate(Message message) => Gathering.EndedAt is { } end && message.At > end;

    /// <summary>
    /// By question: what was said before the first, each question that was asked or answered, and what belongs to none.
    /// Every entry stands in exactly one section.
    /// </summary>
    public IReadOnlyList<TranscriptSection> ByQuestion()
    {
        var known = Questions.Select(question => question.Id).ToHashSet();
        var answers = Entries.Where(entry => entry.Message.Question is { } id && known.Contains(id)).ToLookup(entry => entry.Message.Question!.Value);
        var loose = Entries.Where(entry => entry.Message.Question is not { } id || !known.Contains(id)).ToList();
        var first = answers.SelectMany(group => group).Select(entry => entry.Message.Seq).DefaultIfEmpty(long.MaxValue).Min();
        var sections = new List<TranscriptSection> { new(null, [.. loose.Where(entry => entry.Message.Seq < first)]) };
        sections.AddRange(Questions.Where(question => question.AskedAt is not null || answers.Contains(question.Id))
            .Select(question => new TranscriptSection(question, [.. answers[question.Id]])));
        sections.Add(new(null, [.. loose.Where(entry => entry.Message.Seq > first)]));
        return [.. sections.Where(section => section.Question is not null || section.Entries.Count > 0)];
    }

    /// <summary>The entry in which a question was asked; null if it was not.</summary>
    public RoomEntry? AskedIn(Question question) =>
        Entries.FirstOrDefault(entry => entry.Message.Question == question.Id && entry.Message.Entry.Kind == EntryKind.Question);

    /// <summary>Of a poll: how many people chose each option; who is known twice votes once, as they did last.</summary>
    public IReadOnlyList<int> Counts(Question poll, Everyone everyone) => Polls.Counts(poll, Votes[poll.Id], everyone);
}

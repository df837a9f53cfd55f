using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Server.Conversations;
using Kith.Server.Shared;

namespace Kith.Server.Recaps;

/// <summary>A gathering in its transcript.</summary>
public sealed record TranscriptGathering(
    long Id, string Url, string Title, ConversationKind Kind, string Community, Visibility Visibility, GatheringState State, string Framing,
    DateTimeOffset Starts, int Minutes, string Zone, DateTimeOffset? Opened, DateTimeOffset? Ended, DateTimeOffset? Published, IReadOnlyList<string> Moderators);

/// <summary>Who took part: those who spoke by name, the others counted.</summary>
public sealed record ParticipationAnswer(IReadOnlyList<VoiceAnswer> Spoke, int Reacted, int Read)
{
    /// <summary>As it was counted.</summary>
    public static ParticipationAnswer Of(Participation took) =>
        new([.. took.Spoke.Select(own => new VoiceAnswer(own.Person.Name, own.Person.Id.Value, own.Entries))], took.Reacted, took.Read);
}

/// <summary>An option of a poll, and how many chose it.</summary>
public sealed record OptionAnswer(string Option, int Votes);

/// <summary>A question of the gathering.</summary>
public sealed record TranscriptQuestion(
    int Number, string Url, QuestionKind Kind, string Text, QuestionState State, DateTimeOffset? Asked, DateTimeOffset? Closed, IReadOnlyList<OptionAnswer> Options);

/// <summary>The mark of a removed entry.</summary>
public sealed record RemovalAnswer(DateTimeOffset At, string By, string Reason);

/// <summary>An entry of the log; of a removed one the words are gone.</summary>
public sealed record TranscriptEntryAnswer(
    long Seq, string Url, string Person, long Id, DateTimeOffset At, int? Question, EntryKind Kind, DateOnly? Due, IReadOnlyList<string> To, Markup Markup, string Text,
    long? ReplyTo, DateTimeOffset? Edited, bool Late, RemovalAnswer? Removed, IReadOnlyList<ReactionAnswer> Reactions);

/// <summary>A question of the audience, and what became of it.</summary>
public sealed record AudienceAnswer(string Person, long Id, DateTimeOffset At, string Text, AudienceState State, string? Word, int? Question, int Backers);

/// <summary>A whole gathering; see docs/json.md.</summary>
public sealed record TranscriptAnswer(
    TranscriptGathering Gathering, ParticipationAnswer Participants, IReadOnlyList<TranscriptQuestion> Questions,
    IReadOnlyList<TranscriptEntryAnswer> Entries, IReadOnlyList<AudienceAnswer> Audience)
{
    /// <summary>From what was read.</summary>
    public static TranscriptAnswer Of(TranscriptView view)
    {
        var (transcript, gathering) = (view.Transcript, view.Gathering);
        var numbers = transcript.Questions.ToDictionary(question => question.Id, question => question.Number);
        var page = Address.OfGathering(gathering.Id);
        return new(
            new(gathering.Id.Value, page, gathering.Title, gathering.Conversation.Kind, gathering.Conversation.Community, gathering.Conversation.Visibility, gathering.State,
                gathering.Framing, Times.Of(gathering.StartsAt), gathering.Minutes, gathering.Zone, At(gathering.OpenedAt), At(gathering.EndedAt), At(gathering.PublishedAt),
                [.. gathering.Moderators.Select(view.NameOf).Distinct()]),
            ParticipationAnswer.Of(view.Took),
            [.. transcript.Questions.Select(question => new TranscriptQuestion(
                question.Number, $"{page}#q{question.Number}", question.Kind, question.Text, question.State, At(question.AskedAt), At(question.ClosedAt),
                [.. question.Options.Zip(transcript.Counts(question, view.Everyone), (option, votes) => new OptionAnswer(option, votes))]))],
            [.. transcript.Entries.Select(entry => Of(entry, view, page, entry.Message.Question is { } id && numbers.TryGetValue(id, out var number) ? number : null))],
            [.. transcript.Audience.OrderBy(asked => asked.At).ThenBy(asked => asked.Id).Select(asked => new AudienceAnswer(
                view.NameOf(asked.Author), PersonOf(view, asked.Author), Times.Of(asked.At), asked.Text, asked.State, asked.Word,
                asked.Question is { } id && numbers.TryGetValue(id, out var number) ? number : null, asked.Backers.Count))]);
    }

    private static TranscriptEntryAnswer Of(RoomEntry entry, TranscriptView view, string page, int? question)
    {
        var message = entry.Message;
        return new(
            message.Seq, $"{page}#m{message.Seq}", view.NameOf(message.Author), PersonOf(view, message.Author), Times.Of(message.At), question, message.Entry.Kind, message.Entry.Due,
            [.. message.Addressed.Names.Select(name => view.NameOf(name.To)).Distinct()], message.Markup, entry.Removed is null ? message.Body : "",
            entry.Answers?.Seq, At(message.EditedAt), view.Transcript.IsLate(message),
            entry.Removed is { } removed ? new(Times.Of(removed.At), view.NameOf(removed.By), removed.Reason) : null,
            [.. message.Reactions.All.Select(one => new ReactionAnswer(one.Sign, [.. one.By.Select(view.NameOf)]))]);
    }

    private static long PersonOf(TranscriptView view, IdentityId identity) => view.Everyone.Of(identity)?.Id.Value ?? identity.Value;

    private static DateTimeOffset? At(long? milliseconds) => milliseconds is { } known ? Times.Of(known) : null;
}

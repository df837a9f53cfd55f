using System.Data.Common;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Rooms;
using Kith.Server.Conversations;

namespace Kith.Server.Rooms;

/// <summary>
/// What the pieces of a room need to be shown, the same for everybody: a page is made of these pieces, and the stream
/// sends them one by one.
/// </summary>
/// <param name="Gathering">Which.</param>
/// <param name="Questions">By number.</param>
/// <param name="Votes">How many chose each option of its polls; nobody is named.</param>
/// <param name="Audience">Questions of the audience.</param>
/// <param name="Everyone">Who is who.</param>
/// <param name="Now">UTC milliseconds.</param>
public sealed record RoomScene(
    Gathering Gathering, IReadOnlyList<Question> Questions, IReadOnlyDictionary<QuestionId, IReadOnlyList<int>> Votes, IReadOnlyList<AudienceQuestion> Audience,
    Everyone Everyone, long Now)
{
    private readonly Words words = new(Everyone, mail: false);

    /// <summary>Reads it.</summary>
    public static RoomScene Read(DbConnection connection, Gathering gathering, Everyone everyone, long now)
    {
        var (questions, votes) = (GatheringStore.Questions(connection, gathering.Id), Polls.Votes(connection, gathering.Id));
        return new(gathering, questions, questions.ToDictionary(question => question.Id, question => Polls.Counts(question, votes[question.Id], everyone)),
            Kith.Rooms.Audience.All(connection, gathering.Id), everyone, now);
    }

    /// <summary>Whether it is a meeting: its questions are the items of an agenda.</summary>
    public bool IsMeeting => Gathering.Conversation.Kind == ConversationKind.Meeting;

    /// <summary>Path of the gathering.</summary>
    public string Path => $"/gatherings/{Gathering.Id}";

    /// <summary>The question that is being answered, or null.</summary>
    public Question? Current => Asking.Current(Questions);

    /// <summary>The one after it, or null.</summary>
    public Question? Next => Asking.Next(Questions);

    /// <summary>The question of an id, or null.</summary>
    public Question? Question(QuestionId? id) => id is null ? null : Questions.FirstOrDefault(question => question.Id == id);

    /// <summary>Whether votes are taken for a poll.</summary>
    public bool IsOpen(Question poll) => Polls.IsOpen(poll.State, Gathering.State, Gathering.EndedAt, Now);

    /// <summary>Of an identity; somebody who is not known yet has no name.</summary>
    public Person Person(IdentityId identity) => Everyone.OrNew(identity);

    /// <summary>The words of a message.</summary>
    public Microsoft.AspNetCore.Components.MarkupString Html(Message message) => words.Of(message);

    /// <summary>Markdown that stands in no log, such as a question.</summary>
    public Microsoft.AspNetCore.Components.MarkupString Html(string markdown, IdentityId by) => words.Of(
        new Message(Gathering.Id, 0, "", by, 0, Markup.Markdown, markdown, null, Addressed.Nobody, Reactions.None, null, null));
}

using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;

namespace Kith.Rooms;

/// <summary>When a new question is to be asked.</summary>
public enum AskWhen
{
    /// <summary>After all that are planned.</summary>
    Last,

    /// <summary>Before all that are planned.</summary>
    Next,

    /// <summary>At once.</summary>
    Now,
}

/// <summary>Asking questions in the room; in a meeting, opening the items of its agenda.</summary>
public static class Asking
{
    /// <summary>Asks a planned question: the one asked before is closed, and the question stands in the log.</summary>
    /// <param name="change">Of the room.</param>
    /// <param name="id">Which.</param>
    /// <param name="by">The moderator.</param>
    public static Refusal? Ask(RoomChange change, QuestionId id, IdentityId by)
    {
        if (!Hour.IsLive(change))
        {
            return Refusal.NotLive;
        }
        if (Find(change, id) is not { } question)
        {
            return Refusal.NoSuch("question");
        }
        if (question.State != QuestionState.Planned)
        {
            return new(RefusalKind.Closed, $"Question {question.Number} was asked before.", "Ask the one after it.");
        }
        CloseAll(change);
        change.Execute("update questions set state = 1, asked_at = @Now where id = @id", new { change.Now, id = id.Value });
        change.Changed(ChangeKind.Question, id.Value);
        change.Append(new Post($"question-{id}", by, Body(question), id, Entry: new EntryMark(EntryKind.Question)));
        return null;
    }

    /// <summary>Closes a question that was asked.</summary>
    public static Refusal? Close(RoomChange change, QuestionId id)
    {
        if (Find(change, id) is not { } question)
        {
            return Refusal.NoSuch("question");
        }
        if (question.State != QuestionState.Asked)
        {
            return new(RefusalKind.Closed, $"Question {question.Number} is not open.", "Only a question that was asked can be closed.");
        }
        Close(change, question);
        return null;
    }

    /// <summary>Adds a question to the planned ones; the numbers of those asked stay.</summary>
    public static (Refusal? Refusal, QuestionId Id) Add(RoomChange change, NewQuestion question, AskWhen when, IdentityId by)
    {
        if (when == AskWhen.Now && !Hour.IsLive(change))
        {
            return (Refusal.NotLive, default);
        }
        var id = Agenda.Add(change.Transaction, change.Room, question);
        if (when != AskWhen.Last)
        {
            Agenda.Move(change.Transaction, change.Room, id, 1);
        }
        foreach (var planned in All(change).Where(each => each.State == QuestionState.Planned))
        {
            change.Changed(ChangeKind.Question, planned.Id.Value);
        }
        return (when == AskWhen.Now ? Ask(change, id, by) : null, id);
    }

    /// <summary>The question that is being answered now, or null.</summary>
    public static Question? Current(IEnumerable<Question> questions) => questions.Where(question => question.State == QuestionState.Asked).MaxBy(question => question.AskedAt);

    /// <summary>The question to ask after it, or null.</summary>
    public static Question? Next(IEnumerable<Question> questions) => questions.Where(question => question.State == QuestionState.Planned).MinBy(question => question.Number);

    internal static void CloseAll(RoomChange change)
    {
        foreach (var asked in All(change).Where(each => each.State == QuestionState.Asked))
        {
            Close(change, asked);
        }
    }

    private static void Close(RoomChange change, Question question)
    {
        change.Execute("update questions set state = 2, closed_at = @Now where id = @id", new { change.Now, id = question.Id.Value });
        change.Changed(ChangeKind.Question, question.Id.Value);
    }

    private static Question? Find(RoomChange change, QuestionId id) => All(change).FirstOrDefault(each => each.Id == id);

    private static IReadOnlyList<Question> All(RoomChange change) => GatheringStore.Questions(change.Transaction.Connection!, change.Room);

    private static string Body(Question question) =>
        question.Options.Count == 0 ? question.Text : $"{question.Text}\n\n{string.Join('\n', question.Options.Select(option => "- " + option))}";
}

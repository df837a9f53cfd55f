using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Store;

namespace Kith.Gatherings;

/// <summary>
/// The questions of a gathering while they are planned. Those that were asked keep their number for ever; the planned ones
/// take the free numbers from 1 on, in their order.
/// </summary>
public static class Agenda
{
    /// <summary>Most characters of a question.</summary>
    public const int LongestText = 2_000;

    private const int LongestOption = 200, MostQuestions = 100, MostOptions = 20, MostMinutes = 600;

    /// <summary>The words of the question with which a gathering begins, if nobody says otherwise.</summary>
    public const string Introductions = "Introductions: who are you, and what brings you here?";

    /// <summary>Plans a question after all others; returns its number among all questions.</summary>
    /// <exception cref="InvalidInputException">It is empty, too long, or one too many.</exception>
    public static QuestionId Add(DbTransaction transaction, ConversationId gathering, NewQuestion question)
    {
        question = Checked(question);
        var (count, last) = transaction.Connection!.QuerySingle<(long, long)>(
            "select count(*), coalesce(max(number), 0) from questions where conversation_id = @id and state <> 3", new { id = gathering.Value }, transaction);
        if (count >= MostQuestions)
        {
            throw new InvalidInputException($"There are {count} questions already.", "questions", $"A gathering has at most {MostQuestions}.");
        }
        var id = Counters.Reserve(transaction, "questions", 1);
        transaction.Connection!.Execute(
            """
            insert into questions (id, conversation_id, number, kind, text, minutes, state, options)
            values (@id, @gathering, @number, @kind, @Text, @Minutes, 0, @options)
            """, new { id, gathering = gathering.Value, number = last + 1, kind = (long)question.Kind, question.Text, question.Minutes, options = Stored(question.Options) }, transaction);
        Renumber(transaction, gathering);
        return new(id);
    }

    /// <summary>Changes the words of a planned question.</summary>
    /// <exception cref="InvalidInputException">It was asked already, or the words can't be.</exception>
    public static void Edit(DbTransaction transaction, QuestionId id, NewQuestion question)
    {
        question = Checked(question);
        Touch(transaction, id, "update questions set text = @Text, minutes = @Minutes, kind = @kind, options = @options",
            new { id = id.Value, question.Text, question.Minutes, kind = (long)question.Kind, options = Stored(question.Options) });
    }

    /// <summary>Moves a planned question so that it comes <paramref name="place"/>th among the planned ones, from 1.</summary>
    /// <exception cref="InvalidInputException">It is not planned.</exception>
    public static void Move(DbTransaction transaction, ConversationId gathering, QuestionId id, int place)
    {
        var planned = GatheringStore.Questions(transaction.Connection!, gathering).Where(each => each.State == QuestionState.Planned).Select(each => each.Id).ToList();
        if (!planned.Remove(id))
        {
            throw NotPlanned();
        }
        planned.Insert(Math.Clamp(place - 1, 0, planned.Count), id);
        Renumber(transaction, gathering, planned);
    }

    /// <summary>Makes these the planned questions, in this order. One whose words are as before stays the same question.</summary>
    public static void Plan(DbTransaction transaction, ConversationId gathering, IReadOnlyList<NewQuestion> questions)
    {
        var before = GatheringStore.Questions(transaction.Connection!, gathering).Where(each => each.State == QuestionState.Planned).ToList();
        var order = new List<QuestionId>();
        foreach (var question in questions.Select(Checked))
        {
            var same = before.Find(each => each.Text == question.Text && each.Kind == question.Kind);
            if (same is null)
            {
                order.Add(Add(transaction, gathering, question));
                continue;
            }
            before.Remove(same);
            Edit(transaction, same.Id, question);
            order.Add(same.Id);
        }
        before.ForEach(each => Touch(transaction, each.Id, "update questions set state = 3", new { id = each.Id.Value }));
        Renumber(transaction, gathering, order);
    }

    /// <summary>The numbers of planned questions: the free ones from 1 on, in order.</summary>
    /// <param name="asked">Numbers that are taken for ever.</param>
    /// <param name="planned">How many need one.</param>
    public static IEnumerable<int> Numbers(IReadOnlyCollection<int> asked, int planned) =>
        Enumerable.Range(1, asked.Count + planned).Except(asked).Take(planned);

    private static void Renumber(DbTransaction transaction, ConversationId gathering, IReadOnlyList<QuestionId>? order = null)
    {
        var questions = GatheringStore.Questions(transaction.Connection!, gathering);
        var planned = order ?? [.. questions.Where(each => each.State == QuestionState.Planned).Select(each => each.Id)];
        var asked = questions.Where(each => each.State != QuestionState.Planned).Select(each => each.Number).ToHashSet();
        foreach (var (id, number) in planned.Zip(Numbers(asked, planned.Count)))
        {
            transaction.Connection!.Execute("update questions set number = @number where id = @id", new { number, id = id.Value }, transaction);
        }
    }

    private static void Touch(DbTransaction transaction, QuestionId id, string update, object values)
    {
        if (transaction.Connection!.Execute($"{update} where id = @id and state = 0", values, transaction) == 0)
        {
            throw NotPlanned();
        }
    }

    private static InvalidInputException NotPlanned() => new("The question is not among the planned ones.", "question", "One that was asked stays as it is.");

    /// <summary>Whether a question can be planned.</summary>
    /// <exception cref="InvalidInputException">It can't.</exception>
    internal static void Check(NewQuestion question) => Checked(question);

    private static NewQuestion Checked(NewQuestion question)
    {
        if (question.Minutes is < 0 or > MostMinutes)
        {
            throw new InvalidInputException($"A question can't take {question.Minutes} minutes.", "questions", $"Give 1 to {MostMinutes}, or leave it out.");
        }
        var options = (question.Options ?? []).Select(option => Typed.Line(option, LongestOption, "option")).Distinct(StringComparer.Ordinal).ToList();
        if (question.Kind == QuestionKind.Poll && options.Count is < 2 or > MostOptions)
        {
            throw new InvalidInputException("A poll needs something to choose from.", "options", $"Give 2 to {MostOptions} options.");
        }
        return question with { Text = Typed.Line(question.Text, LongestText, "question"), Options = options };
    }

    private static string? Stored(IReadOnlyList<string>? options) => options is { Count: > 0 } ? string.Join('\n', options) : null;
}

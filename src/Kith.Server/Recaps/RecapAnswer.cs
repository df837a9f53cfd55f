using System.Text;
using Kith.Conversations;
using Kith.People;
using Kith.Recaps;
using Kith.Server.Conversations;
using Kith.Server.Shared;

namespace Kith.Server.Recaps;

/// <summary>A comment on a recap.</summary>
public sealed record CommentAnswer(long Seq, string Url, string Person, long Id, DateTimeOffset At, string Text, long? ReplyTo, bool Removed);

/// <summary>A published recap; see docs/json.md.</summary>
/// <param name="Gathering">Title of the gathering.</param>
/// <param name="Url">Of the recap.</param>
/// <param name="Transcript">Of the gathering.</param>
/// <param name="Person">Name of whoever published it.</param>
/// <param name="Id">Number of whoever published it.</param>
/// <param name="Published">When.</param>
/// <param name="Edited">Last change since; null if none.</param>
/// <param name="Text">Markdown.</param>
/// <param name="Mentions">Names of those it mentions.</param>
/// <param name="Comments">In order.</param>
public sealed record RecapAnswer(
    string Gathering, string Url, string Transcript, string Person, long Id, DateTimeOffset Published, DateTimeOffset? Edited, string Text,
    IReadOnlyList<string> Mentions, IReadOnlyList<CommentAnswer> Comments)
{
    /// <summary>From what was read.</summary>
    public static RecapAnswer Of(RecapView view)
    {
        var (page, author) = (Address.OfGathering(view.Gathering.Id), view.PersonOf(view.Words.Author));
        return new(
            view.Gathering.Title, $"{page}/recap", page, author.Name, author.Id.Value, Times.Of(view.PublishedAt), view.Words.EditedAt is { } edited ? Times.Of(edited) : null, view.Words.Body,
            [.. view.Words.Addressed.Names.Select(name => view.PersonOf(name.To).Name).Distinct()],
            [.. view.Entries.Select(entry => new CommentAnswer(
                entry.Message.Seq, $"{page}/recap#m{entry.Message.Seq}", view.PersonOf(entry.Message.Author).Name, view.PersonOf(entry.Message.Author).Id.Value,
                Times.Of(entry.Message.At), entry.Removed is null ? entry.Message.Body : "", entry.Answers?.Seq, entry.Removed is not null))]);
    }

    /// <summary>A draft as readers will see it.</summary>
    public static string Html(string text, Everyone everyone, Addressed addressed) => new Words(everyone, mail: false)
        .Of(new Message(new(0), 1, RecapStore.MessageKey, new(0), 0, Markup.Markdown, text, null, addressed, Reactions.None, null, null)).Value;

    /// <summary>As a file that stands alone: links made absolute, comments below.</summary>
    /// <param name="view">What was read.</param>
    /// <param name="site">Address of the server.</param>
    public static string File(RecapView view, string site)
    {
        var answer = Of(view);
        var text = new StringBuilder($"# Recap: {answer.Gathering}\n\nBy {answer.Person}, {answer.Published:yyyy-MM-dd} · <{site}{answer.Url}>\n\n")
            .Append(answer.Text.Replace("](/gatherings/", $"]({site}/gatherings/", StringComparison.Ordinal)).Append('\n');
        text.Append(answer.Comments.Count > 0 ? "\n# Comments\n" : "");
        foreach (var comment in answer.Comments.Where(comment => !comment.Removed))
        {
            text.Append($"\n**{comment.Person}** [{comment.At:yyyy-MM-dd HH:mm}]({site}{comment.Url})\n\n{comment.Text}\n");
        }
        return text.ToString();
    }
}

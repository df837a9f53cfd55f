namespace Kith.Evaluation;

/// <summary>A thread as a question and its answers.</summary>
/// <param name="Title">Its topic or subject; empty if it has none.</param>
/// <param name="Channel">Where it was asked; empty if nowhere in particular.</param>
/// <param name="Posts">In order of time, at least one. The first is the question.</param>
public sealed record AnsweredThread(string Title, string Channel, IReadOnlyList<Post> Posts)
{
    /// <summary>Who asked.</summary>
    public int Asker => Posts[0].Author;

    /// <summary>When it was asked, in UTC milliseconds.</summary>
    public long At => Posts[0].At;

    /// <summary>Who said something later.</summary>
    public IEnumerable<int> Answerers => Posts.Select(post => post.Author).Where(author => author != Asker).Distinct();

    /// <summary>As it was before a time (UTC milliseconds).</summary>
    public AnsweredThread Before(long time) => this with { Posts = [.. Posts.TakeWhile(post => post.At < time)] };
}

/// <summary>One message of an <see cref="AnsweredThread"/>.</summary>
/// <param name="Author">A number from 0, the same for all that one person wrote.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Text">The words, plain or Markdown.</param>
public readonly record struct Post(int Author, long At, string Text);

using Kith.Conversations;
using Kith.Importing;

namespace Kith.Demo;

/// <summary>Something said at a time, in answer to something or not.</summary>
internal sealed record Post(long At, PersonEntry Author, string Body, Post? Answers)
{
    public IReadOnlyList<(AddressKind Kind, Member To)> Addressed { get; init; } = [];

    public List<(string Sign, Member By)> Reactions { get; } = [];
}

/// <summary>The posts of one conversation, in whatever order they were thought of.</summary>
internal sealed class Transcript(string conversation, Medium medium)
{
    private readonly List<Post> posts = [];

    /// <summary>Whoever is named in the words is addressed.</summary>
    public Post Add(long at, Member author, Said said, Post? answers = null) =>
        Add(new Post(at, author.At(medium), said.Text, answers) { Addressed = [.. said.Named.Distinct().Select(to => (AddressKind.Mention, to))] });

    public Post Add(Post post)
    {
        posts.Add(post);
        return post;
    }

    /// <summary>In order of time, numbered.</summary>
    public IEnumerable<MessageEntry> Entries()
    {
        var order = posts.OrderBy(post => post.At).ToList();
        var keys = new Dictionary<Post, string>(ReferenceEqualityComparer.Instance);
        order.ForEach(post => keys.Add(post, $"{conversation}-{keys.Count + 1}"));
        return order.Select(post => new MessageEntry(
            conversation, keys[post], post.Author.Key, post.At, post.Body, ReplyTo: post.Answers is null ? null : keys[post.Answers])
        {
            Addressed = [.. post.Addressed.Select(each => (each.Kind, each.To.KeyAt(medium)))],
            Reactions = [.. post.Reactions.GroupBy(each => each.Sign).Select(same => (same.Key, (IReadOnlyList<string>)[.. same.Select(each => each.By.KeyAt(medium)).Distinct()]))],
        });
    }
}

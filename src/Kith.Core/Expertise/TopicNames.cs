using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using Kith.Conversations;
using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>
/// Topics as people write them: "gulls" where most say so, "CMake" with its capitals, and "sea kale" where one word hardly
/// stands without the other. Read from the messages that show the topic, because the index knows words only in one form.
/// </summary>
public static partial class TopicNames
{
    // Of the messages looked at, so many must hold the pair, and this part of those that hold the word.
    private const int FewestPairs = 3;
    private const double PairPart = .6;

    [GeneratedRegex(@"[\p{L}\p{N}_]+[+#]*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>The same topics by other names; one that stands in the name of a better one is left out.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="index">Who said what.</param>
    /// <param name="topics">Best first.</param>
    /// <param name="visible">Which conversations the reader may see; all, if null.</param>
    public static IReadOnlyList<Topic> AsWritten(DbConnection connection, ExpertiseIndex index, IReadOnlyList<Topic> topics, Predicate<ConversationId>? visible)
    {
        var sight = new Sight(index, visible);
        var told = new List<Topic>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var topic in topics)
        {
            if (named.Add(topic.Name))
            {
                var name = Name(connection, index, sight, topic);
                named.UnionWith(QueryTerms.Words(name));
                told.Add(topic with { Name = name });
            }
        }
        return told;
    }

    private static string Name(DbConnection connection, ExpertiseIndex index, Sight sight, Topic topic)
    {
        var texts = topic.Samples.Select(at => connection.ExecuteScalar<string?>(
            "select body from messages where conversation_id = @Conversation and seq = @seq and deleted_at is null", new { Conversation = at.Conversation.Value, seq = at.Seq }))
            .OfType<string>().Select(body => Read(OwnWords.Of(body))).ToList();
        return Pair(index, sight, topic.Name, texts) ?? Form(topic.Name, texts) ?? topic.Name;
    }

    private readonly record struct Written(string Form, string Term, bool FollowsWord);

    private static List<Written> Read(string text)
    {
        var words = new List<Written>();
        var end = -1;
        foreach (Match match in Word().Matches(text))
        {
            var between = end < 0 ? "" : text[end..match.Index];
            var begins = end < 0 || between.AsSpan().ContainsAny(".!?\n");
            // A capital at the beginning of a sentence says nothing.
            var form = begins && match.Length > 1 && !match.Value[1..].Any(char.IsUpper) ? match.Value.ToLowerInvariant() : match.Value;
            words.Add(new(form, Term(match.Value), end >= 0 && between is " " or "-"));
            end = match.Index + match.Length;
        }
        return words;
    }

    private static string Term(string word)
    {
        var tokens = new Tokenizer(word, stackalloc char[Tokenizer.Longest]);
        return tokens.Next() ? tokens.Current.ToString() : "";
    }

    private static string? Form(string term, List<List<Written>> texts) =>
        MostFrequent(texts.SelectMany(words => words.Where(word => word.Term == term).Select(word => word.Form)));

    private static string? Pair(ExpertiseIndex index, Sight sight, string term, List<List<Written>> texts)
    {
        var pairs = texts.Select(words => Enumerable.Range(1, Math.Max(0, words.Count - 1))
            .Where(at => words[at].FollowsWord && (words[at].Term == term) != (words[at - 1].Term == term) && words[at].Term != "" && words[at - 1].Term != "")
            .Select(at => (First: words[at - 1], Second: words[at])).ToList()).ToList();
        var holding = texts.Count(words => words.Exists(word => word.Term == term));
        var best = pairs.SelectMany(found => found.Select(pair => (pair.First.Term, Second: pair.Second.Term)).Distinct()).CountBy(pair => pair)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Term + " " + pair.Key.Second, StringComparer.Ordinal).FirstOrDefault();
        return best.Value >= Math.Max(FewestPairs, PairPart * holding) && Likelihood(index, sight, best.Key.Term, best.Key.Second) > Association.OnceInAThousand
            ? MostFrequent(pairs.SelectMany(found => found).Where(pair => (pair.First.Term, pair.Second.Term) == best.Key).Select(pair => $"{pair.First.Form} {pair.Second.Form}"))
            : null;
    }

    private static string? MostFrequent(IEnumerable<string> forms) =>
        forms.CountBy(form => form).OrderByDescending(form => form.Value).ThenBy(form => form.Key, StringComparer.Ordinal).Select(form => form.Key).FirstOrDefault();

    // How surprising it is that so many of the messages that the reader may see hold both words.
    private static double Likelihood(ExpertiseIndex index, Sight sight, string one, string other)
    {
        var (first, second) = (Rows(index, sight, one), Rows(index, sight, other));
        return Association.Likelihood(first.Count(second.Contains), first.Count, second.Count, sight.Filled);
    }

    private static HashSet<int> Rows(ExpertiseIndex index, Sight sight, string term)
    {
        var rows = new HashSet<int>();
        if (index.Words.Find(term) is var number and >= 0)
        {
            for (var postings = index.Words[number]; postings.Next();)
            {
                if (index.ExchangeOf[postings.Document] is var exchange and >= 0 && sight.Sees(exchange))
                {
                    rows.Add(postings.Document);
                }
            }
        }
        return rows;
    }
}

using System.Globalization;
using Kith.Expertise;

namespace Kith.Evaluation;

/// <summary>
/// Measures whether a question of a rare and a common word finds those who wrote the rare one, and one of two rare words and a
/// common one those who wrote both. They stand in the title of a thread that was begun after a cut; asked is of what was said before it.
/// </summary>
public static class RareWords
{
    // So many who are named first are looked at, and so many must be there to be named.
    private const int Named = 3;
    private const int TimesAsCommon = 20;
    private const int ShortestWord = 3;

    private static readonly (string Method, Func<Asked, Question?> Question, Func<ExpertFold, AnsweredThread, IReadOnlyList<int>> Answer)[] Methods =
    [
        ("kith", asked => asked.Two, (fold, question) => fold.Kith(question, channelTold: false)),
        ("kith, three words", asked => asked.Three, (fold, question) => fold.Kith(question, channelTold: false)),
        ("kith, two rare words", asked => asked.TwoRare, (fold, question) => fold.Kith(question, channelTold: false)),
        ("decayed activity", asked => asked.Two, (fold, question) => fold.Rivals.Activity(question)),
        ("thread votes", asked => asked.Two, (fold, question) => fold.Rivals.ThreadVotes(question)),
        ("profile BM25", asked => asked.Two, (fold, question) => fold.Rivals.Profile(question)),
    ];

    /// <summary>The table: of the first three named, the share who had written the rare word, or both of two; nobody named counts as wrong. Cuts as in <see cref="Experts"/>.</summary>
    /// <inheritdoc cref="Experts.Evaluate(string, IReadOnlyList{AnsweredThread}, AnswerSheet?)"/>
    public static Evaluation Evaluate(string data, IReadOnlyList<AnsweredThread> threads, AnswerSheet? sheet = null)
    {
        var shares = Methods.Select(_ => new List<double>()).ToList();
        var heads = new List<string>();
        foreach (var fold in Experts.Folds(threads))
        {
            var questions = Questions(fold);
            heads.Add(string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeMilliseconds(fold.Cut):yyyy-MM-dd} ({questions.Count} questions)"));
            for (var method = 0; method < Methods.Length; method++)
            {
                shares[method].AddRange(Shares(fold, questions, method, $"cut {heads.Count}", sheet));
            }
        }
        return new("rare words", data, heads, [.. Methods.Select((method, at) => Score(method.Method, shares[at]))]);
    }

    /// <summary>
    /// A question for each pair of words that is new; of a title, the rarest word that three others wrote, and the commonest. The other
    /// rare word is the next one that is as rare beside the commonest, and of which three others wrote both.
    /// </summary>
    private static List<Asked> Questions(ExpertFold fold)
    {
        var uses = new Dictionary<string, (int Messages, HashSet<int> Writers)>(StringComparer.Ordinal);
        foreach (var post in fold.Known.SelectMany(thread => thread.Posts))
        {
            foreach (var word in QueryTerms.Words(post.Text))
            {
                var (messages, writers) = uses.GetValueOrDefault(word, (0, []));
                writers.Add(post.Author);
                uses[word] = (messages + 1, writers);
            }
        }
        var found = new List<Asked>();
        foreach (var thread in fold.Later)
        {
            var words = QueryTerms.Words(thread.Title).Where(word => word.Length >= ShortestWord && word.All(char.IsLetter) && uses.ContainsKey(word))
                .OrderBy(word => uses[word].Messages).ThenBy(word => word, StringComparer.Ordinal).ToList();
            var rare = words.FindIndex(word => uses[word].Writers.Count(writer => writer != thread.Asker) >= Named);
            if (rare >= 0 && IsRare(words[rare]))
            {
                var writers = uses[words[rare]].Writers;
                var other = words.FindIndex(rare + 1, word => IsRare(word) && uses[word].Writers.Count(writer => writer != thread.Asker && writers.Contains(writer)) >= Named);
                found.Add(new(
                    new(writers, Of(thread, $"{words[rare]} {words[^1]}")),
                    words.Count - rare < 3 ? null : new(writers, Of(thread, $"{words[rare]} {words[^2]} {words[^1]}")),
                    other < 0 ? null : new([.. writers.Intersect(uses[words[other]].Writers)], Of(thread, $"{words[rare]} {words[other]} {words[^1]}"))));
            }

            bool IsRare(string word) => uses[words[^1]].Messages >= TimesAsCommon * uses[word].Messages;
        }
        return [.. found.DistinctBy(asked => asked.Two.Thread.Posts[0].Text)];
    }

    private static AnsweredThread Of(AnsweredThread thread, string words) => new("", thread.Channel, [new(thread.Asker, thread.At, words)]);

    private static IEnumerable<double> Shares(ExpertFold fold, List<Asked> questions, int method, string cut, AnswerSheet? sheet)
    {
        var right = new bool[questions.Count][];
        Parallel.For(0, right.Length, at =>
        {
            var named = Methods[method].Question(questions[at]) is { } question ? Methods[method].Answer(fold, question.Thread).Take(Named).Select(question.Right.Contains).ToList() : null;
            right[at] = named is null ? [] : [.. named, .. Enumerable.Repeat(false, Named - named.Count)];
        });
        for (var at = 0; sheet is not null && at < right.Length; at++)
        {
            for (var place = 0; place < right[at].Length; place++)
            {
                sheet.Add("rare words", "writer", Methods[method].Method, cut, $"question {at + 1}", place + 1, right[at][place] ? 1 : 0);
            }
        }
        return right.Where(each => each.Length > 0).Select(each => each.Count(wrote => wrote) / (double)Named);
    }

    private static MethodScore Score(string method, List<double> shares)
    {
        var (low, high) = Bootstrap.OfMean(shares);
        return shares.Count == 0 ? new(method) : new(method, Precision: shares.Average(), Low: low, High: high, Drawn: shares.Count);
    }

    /// <summary>A question, and the same with the second commonest word of its title, and with another rare one, if it has them.</summary>
    private sealed record Asked(Question Two, Question? Three, Question? TwoRare);

    /// <summary>A question, and who wrote its rare words.</summary>
    private sealed record Question(HashSet<int> Right, AnsweredThread Thread);
}

using Kith.Conversations;

namespace Kith.Interactions;

/// <summary>
/// The rules by which messages become interactions. Fed with one conversation's messages in order of time; each rule
/// looks at most <see cref="Window"/> messages back, so that a conversation can be derived anew from any message on,
/// given the window before it.
/// </summary>
/// <param name="kind">What the conversation is: it decides which rules apply.</param>
/// <param name="audience">Of direct talk: the identities that take part.</param>
/// <param name="bots">Identities that are programs; they take no turns.</param>
/// <param name="names">Names of identities, where they are known.</param>
public sealed class Rules(ConversationKind kind, IReadOnlyCollection<long> audience, IReadOnlySet<long> bots, IReadOnlyDictionary<long, string> names)
{
    /// <summary>How many messages back a rule may look, of all and of the open talk.</summary>
    public const int Window = Addressees.Window;

    private const long Minute = 60_000, Day = 24 * 60 * Minute;

    private readonly Dictionary<long, (int Index, long Author, long At)> last = [];
    private readonly Addressees? addressees = kind is ConversationKind.Channel or ConversationKind.Chat ? new() : null;
    private int index;

    /// <summary>Takes the next message, and adds what follows from it to <paramref name="found"/> unless that is null.</summary>
    public void Next(in Spoken said, List<Interaction>? found)
    {
        var before = PreviousTurn(said);
        var inferred = Inferred(said);
        index++;
        if (found is null)
        {
            return;
        }
        var first = found.Count;
        if (said.Act is { } act)
        {
            Acted(said, act, found);
            return;
        }
        if (said.AnsweredAuthor != 0)
        {
            Add(found, first, said, said.AnsweredAuthor, InteractionKind.Reply, 1);
        }
        Named(said, found, first);
        if (found.Count == first && before != 0)
        {
            Add(found, first, said, before, InteractionKind.Turn, 1);
        }
        if (found.Count == first && inferred != 0)
        {
            Add(found, first, said, inferred, InteractionKind.Reply, 1);
        }
        if (Gratitude.In(said.Body))
        {
            foreach (var to in found[first..].Select(each => each.To).Distinct().ToList())
            {
                Add(found, first, said, to, InteractionKind.Thanks, 1);
            }
        }
        Reacted(said, found);
    }

    // Whom a message of the open talk is for where nothing says so; 0 unless that is likely.
    private long Inferred(in Spoken said)
    {
        if (addressees is null || said.Linked)
        {
            return 0;
        }
        var answer = addressees.Next(new Said(said.Seq, said.Author, names.GetValueOrDefault(said.Author, ""), said.At, said.Body));
        return answer.Confidence >= Addressees.Confident && !bots.Contains(said.Author) && answer.Author is { } author && !bots.Contains(author) ? author : 0;
    }

    // Whoever spoke just before in the same thread; 0 if that was the author, a program, or too long ago.
    private long PreviousTurn(in Spoken said)
    {
        // A reply in a channel belongs to the thread of what it answers; everything else is one stream.
        var thread = kind == ConversationKind.Channel && said.AnsweredSeq != 0 ? said.AnsweredSeq : 0;
        var known = last.TryGetValue(thread, out var previous) && index - previous.Index <= Window;
        if (!bots.Contains(said.Author))
        {
            last[thread] = (index, said.Author, said.At);
        }
        if (last.Count > 4 * Window)
        {
            foreach (var old in last.Where(pair => index - pair.Value.Index > Window).Select(pair => pair.Key).ToList())
            {
                last.Remove(old);
            }
        }
        var patience = kind switch
        {
            ConversationKind.Topic or ConversationKind.MailThread => 14 * Day,
            ConversationKind.Channel when thread != 0 => 14 * Day,
            ConversationKind.Meeting => 2 * Minute,
            _ => 0,
        };
        return known && previous.Author != said.Author && said.At - previous.At <= patience ? previous.Author : 0;
    }

    private void Named(in Spoken said, List<Interaction> found, int first)
    {
        var addressed = said.Addressed.Names;
        var author = said.Author;
        var recipients = addressed.Count(name => name.Kind != AddressKind.Mention && name.To.Value != author);
        var mentioned = addressed.Count - addressed.Count(name => name.Kind != AddressKind.Mention);
        foreach (var (how, to) in addressed)
        {
            var (what, group) = how switch
            {
                AddressKind.To => (InteractionKind.MailTo, recipients),
                AddressKind.Cc => (InteractionKind.MailCc, recipients),
                _ => (InteractionKind.Mention, mentioned),
            };
            Add(found, first, said, to.Value, what, group);
        }
        if (kind == ConversationKind.Direct)
        {
            // Direct talk goes to everybody in it, as a mail does.
            foreach (var to in audience)
            {
                Add(found, first, said, to, InteractionKind.MailTo, audience.Count - 1);
            }
        }
    }

    private void Reacted(in Spoken said, List<Interaction> found)
    {
        var first = found.Count;
        foreach (var (sign, all) in said.Reactions.All)
        {
            var what = sign == Reactions.Thanks ? InteractionKind.Thanks : InteractionKind.Reaction;
            foreach (var by in all)
            {
                Add(found, first, said with { Author = by.Value }, said.Author, what, 1);
            }
        }
    }

    private static void Acted(in Spoken said, Act act, List<Interaction> found)
    {
        var first = found.Count;
        var what = Enum.TryParse<InteractionKind>(act.Kind, ignoreCase: true, out var known) ? known : InteractionKind.Mention;
        foreach (var (_, to) in said.Addressed.Names)
        {
            var group = Math.Max(act.GroupSize ?? 1, said.Addressed.Names.Count);
            var weight = act.Weight is { } own ? (long)Math.Round(own * Weights.One / group) : Weights.Of(what, group);
            Add(found, first, new Interaction(said.Seq, said.At, said.Author, to.Value, what, weight));
        }
    }

    private static void Add(List<Interaction> found, int first, in Spoken said, long to, InteractionKind kind, int group) =>
        Add(found, first, new Interaction(said.Seq, said.At, said.Author, to, kind, Weights.Of(kind, group)));

    // Once for each kind and pair in a message; nobody acts towards themselves.
    private static void Add(List<Interaction> found, int first, in Interaction next)
    {
        if (next.From == next.To || next.To == 0)
        {
            return;
        }
        for (var i = first; i < found.Count; i++)
        {
            if ((found[i].From, found[i].To, found[i].Kind) == (next.From, next.To, next.Kind))
            {
                return;
            }
        }
        found.Add(next);
    }
}

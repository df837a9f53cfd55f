using Kith.Conversations;
using Kith.Interactions;
using Kith.People;

namespace Kith.Recaps;

/// <summary>What an entry brought about: how many people answered, thanked for it, reacted to it, and how they answered. Its author is not counted.</summary>
/// <param name="Message">The entry.</param>
/// <param name="Answered">People who replied to it.</param>
/// <param name="Thanked">People who thanked for it, by a sign or in a reply.</param>
/// <param name="Reacted">People who reacted to it with anything else.</param>
/// <param name="Agreed">People who agreed with it, by a sign or by the words of a reply; see <see cref="Stance"/>.</param>
/// <param name="Differing">Replies whose words disagree with it.</param>
public sealed record Echo(Message Message, int Answered, int Thanked, int Reacted, int Agreed, IReadOnlyList<Message> Differing)
{
    private static readonly HashSet<string> AgreementSigns = ["+1", "thumbsup", "100", "heavy_plus_sign", "white_check_mark", "heavy_check_mark"];

    /// <summary>By what an interaction counts elsewhere: a reply or thanks one, a reaction less (millionths).</summary>
    public long Weight => Answered * Weights.Of(InteractionKind.Reply) + Thanked * Weights.Of(InteractionKind.Thanks) + Reacted * Weights.Of(InteractionKind.Reaction);

    /// <summary>Of every entry of plain words that stands, in order of the log.</summary>
    public static IReadOnlyList<Echo> In(GatheringTranscript transcript, Everyone everyone)
    {
        var replies = transcript.Standing.Where(message => message.ReplyTo is not null).ToLookup(message => message.ReplyTo!, StringComparer.Ordinal);
        return [.. transcript.Standing.Where(message => message.Entry.Kind == EntryKind.Words && Who(everyone, message.Author) is not null)
            .Select(message => Of(message, replies[message.Key], everyone))];
    }

    private static Echo Of(Message message, IEnumerable<Message> replies, Everyone everyone)
    {
        var author = Who(everyone, message.Author);
        var answers = replies.Where(reply => Who(everyone, reply.Author) is { } by && by != author).ToList();
        var signs = message.Reactions.All.SelectMany(one => one.By.Select(by => (one.Sign, By: Who(everyone, by)))).Where(one => one.By is not null && one.By != author).ToList();
        return new(message,
            People(answers),
            signs.Where(one => one.Sign == Reactions.Thanks).Select(one => one.By).Concat(By(answers.Where(reply => Gratitude.In(reply.Body)))).Distinct().Count(),
            signs.Where(one => one.Sign != Reactions.Thanks).Select(one => one.By).Distinct().Count(),
            signs.Where(one => AgreementSigns.Contains(one.Sign)).Select(one => one.By).Concat(By(answers.Where(reply => Stance.Of(reply.Body) == Side.Agrees))).Distinct().Count(),
            [.. answers.Where(reply => Stance.Of(reply.Body) == Side.Differs)]);

        int People(IEnumerable<Message> those) => By(those).Distinct().Count();
        IEnumerable<PersonId?> By(IEnumerable<Message> those) => those.Select(reply => Who(everyone, reply.Author));
    }

    private static PersonId? Who(Everyone everyone, IdentityId identity) => everyone.Of(identity) is { IsBot: false } person ? person.Id : null;
}

using System.Text.RegularExpressions;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Kith.Server.Rooms;
using Kith.Server.Shared;

namespace Kith.Server.Recaps;

/// <summary>Publishes recaps, and takes comments on them.</summary>
internal static partial class Publishing
{
    /// <summary>Publishes what was saved, or puts it in place of what is published; whoever is named for the first time is told.</summary>
    public static async Task Publish(Present present, RoomPeople people, RoomLog log, Me me, Gathering gathering)
    {
        while (!await TryPublish(present, people, log, me, gathering))
        {
            // Somebody saved or published meanwhile: whom it names is to be found again.
        }
    }

    // Looking up whom it names must not hold up the room. False if the recap is not as it was then; nothing has happened.
    private static async Task<bool> TryPublish(Present present, RoomPeople people, RoomLog log, Me me, Gathering gathering)
    {
        var by = me.Speaker();
        var recap = present.Database.Read(connection => RecapStore.Find(connection, gathering.Id));
        var (addressed, everyone) = (Named(present, people, me, gathering, recap?.Draft ?? ""), present.Database.Read(people.Now));
        return await log.Change(recap?.Comments ?? gathering.Id, change =>
        {
            if (RecapStore.Hold(change, gathering.Id) != recap)
            {
                return false;
            }
            if (recap is { Comments: not null })
            {
                RecapStore.Replace(change, recap, addressed, by);
            }
            else
            {
                RecapStore.Publish(change, gathering, addressed, by);
            }
            Tell(change);
            return true;
        });

        void Tell(RoomChange change)
        {
            var page = $"{Address.OfGathering(gathering.Id)}/recap";
            var told = Notices.ToldOf(change.Transaction.Connection!, page).Append(by).Select(each => everyone.Of(each)?.Id).ToHashSet();
            foreach (var name in addressed.Names.Where(name => told.Add(everyone.Of(name.To)?.Id)))
            {
                Notices.Add(change.Transaction, name.To, $"{everyone.Of(by)?.Name ?? me.Account!.Name} mentions you in the recap of \"{gathering.Title}\".", page, change.Now);
            }
        }
    }

    /// <summary>Says something about a recap; null if there is none for whoever asks.</summary>
    /// <exception cref="RefusedException">They may not speak there.</exception>
    /// <exception cref="InvalidInputException">They say nothing.</exception>
    public static async Task<Posted?> Comment(Present present, RoomPeople people, RoomLog log, Me me, ConversationId id, CommentSaid said)
    {
        if (RecapView.Of(present, people, me, id) is not { } view)
        {
            return null;
        }
        var by = me.Speaker();
        if (!me.Speaks(view.Gathering))
        {
            throw new RefusedException(StatusCodes.Status403Forbidden, "Only members of the community comment here.", "Ask its stewards to let you in.");
        }
        var key = string.IsNullOrWhiteSpace(said.Key) ? Guid.NewGuid().ToString("N") : said.Key;
        var post = present.Database.Read(connection => Saying.Of(connection, view.Comments, by, key, said.Text, null, said.ReplyTo ?? RecapStore.Seq));
        return await log.Post(view.Comments, post with { Addressed = Named(present, people, me, view.Gathering, post.Body) });
    }

    /// <summary>Whom a text names.</summary>
    public static Addressed Named(Present present, RoomPeople people, Me me, Gathering gathering, string text) => present.Database.Read(connection =>
        Named(RoomNames.Of(connection, me, gathering.Id, people.Now(connection)), text));

    /// <summary>Whom a text names; an @ behind a backslash, as in what a draft quotes, names nobody.</summary>
    public static Addressed Named(RoomNames names, string text) => names.Mentioned(Escape().Replace(text, match => match.Value == "\\@" ? " " : match.Value[1..]));

    [GeneratedRegex(@"\\[^\w\s]")]
    private static partial Regex Escape();
}

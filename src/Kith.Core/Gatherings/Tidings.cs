using System.Data.Common;
using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.People;

namespace Kith.Gatherings;

/// <summary>What people are told of gatherings: those who are coming or may come, those who moderate, those who backed a proposal.</summary>
public static class Tidings
{
    /// <summary>It is held at another time.</summary>
    public static void Moved(DbTransaction transaction, ConversationId id, IdentityId? by, long now) =>
        Tell(transaction, id, by, now, gathering => $"\"{gathering.Title}\" was moved to {When(gathering)}.");

    /// <summary>It will not be held.</summary>
    public static void Cancelled(DbTransaction transaction, ConversationId id, IdentityId? by, long now) =>
        Tell(transaction, id, by, now, gathering => $"\"{gathering.Title}\" on {When(gathering)} was cancelled.");

    /// <summary>Tells some people, each once.</summary>
    /// <param name="transaction">Of what is told.</param>
    /// <param name="to">Identities.</param>
    /// <param name="text">In a sentence.</param>
    /// <param name="url">Path of the page that it is about.</param>
    /// <param name="now">UTC milliseconds.</param>
    /// <param name="by">Who did it, and need not be told.</param>
    public static void Tell(DbTransaction transaction, IEnumerable<IdentityId> to, string text, string url, long now, IdentityId? by = null)
    {
        foreach (var identity in to.Distinct().Where(each => each != by))
        {
            Notices.Add(transaction, identity, text, url, now);
        }
    }

    /// <summary>When a gathering is, for a sentence: <c>1 December 2026, 16:00 (Europe/London)</c>.</summary>
    public static string When(Gathering gathering) =>
        $"{Zones.Local(gathering.StartsAt, Zones.Find(gathering.Zone)).ToString("d MMMM uuuu, HH:mm", System.Globalization.CultureInfo.InvariantCulture)} ({gathering.Zone})";

    /// <summary>The path of its page.</summary>
    public static string Path(ConversationId id) => $"/gatherings/{id}";

    private static void Tell(DbTransaction transaction, ConversationId id, IdentityId? by, long now, Func<Gathering, string> text)
    {
        var gathering = GatheringStore.Any(transaction.Connection!, id)!;
        var coming = transaction.Connection!.Query<long>("select identity_id from rsvps where conversation_id = @id and coming > 0 order by identity_id", new { id = id.Value }, transaction)
            .Select(identity => new IdentityId(identity));
        Tell(transaction, gathering.Moderators.Concat(coming), text(gathering), Path(id), now, by);
    }
}

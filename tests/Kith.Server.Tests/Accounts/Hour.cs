using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Store;

namespace Kith.Server.Tests.Accounts;

/// <summary>A gathering of a community, as far as accounts need one: with one question and one message.</summary>
internal static class Hour
{
    /// <summary>Makes one and returns its number.</summary>
    /// <param name="database">Where.</param>
    /// <param name="by">Its only moderator, who says something.</param>
    /// <param name="community">Where it belongs.</param>
    /// <param name="guests">Whether it takes guests.</param>
    /// <param name="state">How far it is.</param>
    public static long Add(Database database, IdentityId by, CommunityId community, bool guests = true, GatheringState state = GatheringState.Live) => database.Write(transaction =>
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var plan = new GatheringPlan(ConversationKind.Chat, Visibility.Community, "Lamps", "", now, 60, "Etc/UTC", guests);
        var id = Planning.Schedule(transaction, new NewGathering(community, plan, by, [by], [new NewQuestion("Which lamp?")]), now).Value;
        Log.Append(transaction, [new NewMessage(id, 1, "first", by.Value, now, Markup.Markdown, "Hello.", null, null, null, null, null)]);
        transaction.Connection!.Execute("update gatherings set state = @state, opened_at = @now where conversation_id = @id", new { state = (long)state, now, id }, transaction);
        return id;
    });
}

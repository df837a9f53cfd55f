using System.Data.Common;
using Dapper;
using Kith.Accounts;
using Kith.People;

namespace Kith.Gatherings;

/// <summary>Somebody leaves a community, or altogether: then nobody counts on them, and no backchannel is open to them.</summary>
public static class Departure
{
    /// <summary>
    /// Takes somebody off rotas and off the gatherings to come; one that loses its last moderator waits for another. What was held
    /// stays as it was, and the dates of others stay theirs.
    /// </summary>
    /// <param name="transaction">A write transaction.</param>
    /// <param name="who">The identity of their account.</param>
    /// <param name="community">Which they leave; null: all.</param>
    /// <param name="now">UTC milliseconds.</param>
    public static void Take(DbTransaction transaction, IdentityId who, CommunityId? community, long now)
    {
        var connection = transaction.Connection!;
        foreach (var series in SeriesStore.Going(connection).Where(series => series.Rota.Contains(who) && (community is null || series.Community == community)))
        {
            SeriesStore.SetRota(transaction, series.Id, [.. series.Rota.Where(each => each != who)]);
        }
        var values = new { who = who.Value, community = community?.Value };
        var there = community is null ? "" : "and c.community_id = @community";
        foreach (var id in connection.Query<long>(
            $"""
            select g.conversation_id from gatherings g join conversations c on c.id = g.conversation_id join moderators m on m.conversation_id = g.conversation_id
            where g.state = {(int)GatheringState.Scheduled} and m.identity_id = @who {there} order by g.conversation_id
            """, values, transaction).AsList())
        {
            Rota.StepDown(transaction, GatheringStore.Any(connection, new(id))!, [who], now);
        }
        connection.Execute(
            $"""
            delete from participants where identity_id = @who and conversation_id in (
              select g.backchannel_id from gatherings g join conversations c on c.id = g.conversation_id where g.backchannel_id is not null {there})
            """, values, transaction);
    }
}

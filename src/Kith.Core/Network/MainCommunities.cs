using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;

namespace Kith.Network;

/// <summary>In which community each person speaks most.</summary>
public static class MainCommunities
{
    /// <summary>Its name, for everybody who said something that the reader may see. Of equals the older community.</summary>
    public static IReadOnlyDictionary<PersonId, string> Of(DbConnection connection, Reader reader, Everyone everyone) => connection.Query<(long Identity, long Community, string Name, long Messages)>(
        $"""
        select v.identity_id, c.community_id, m.name, sum(v.messages) from voices v
        join conversations c on c.id = v.conversation_id join communities m on m.id = c.community_id
        where {Visible.To(connection, reader)} group by v.identity_id, c.community_id, m.name
        """, new { reader = Visible.Parameter(reader) })
        .Select(row => (Person: everyone.Of(new(row.Identity)), row.Community, row.Name, row.Messages)).Where(row => row.Person is { IsBot: false })
        .GroupBy(row => row.Person!.Id).ToDictionary(own => own.Key, own => own.GroupBy(row => (row.Community, row.Name))
            .OrderByDescending(each => each.Sum(row => row.Messages)).ThenBy(each => each.Key.Community).First().Key.Name);
}

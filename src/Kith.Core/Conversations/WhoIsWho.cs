using System.Data.Common;
using Dapper;
using Kith.People;
using Kith.Store;

namespace Kith.Conversations;

/// <summary>
/// Changes who is who: whom a decision, a mail address or an archive makes one with whom, and who is a bot by that. A bot takes no
/// turns, so that what its conversations say of ties is derived anew.
/// </summary>
public static class WhoIsWho
{
    /// <summary>Undoes any decision about people; false if there is none of that number or it was undone before.</summary>
    public static bool Undo(DbTransaction transaction, long decision, long now) => Change(transaction, _ => PeopleStore.Undo(transaction, now, decision));

    /// <summary>Runs what changes who is who, and has derived anew what those said who are bots by it, or are none any more.</summary>
    /// <param name="transaction">All or nothing; holds the log from here on.</param>
    /// <param name="change">Is given who is who before it.</param>
    public static T Change<T>(DbTransaction transaction, Func<Everyone, T> change)
    {
        Log.Hold(transaction);
        var before = PeopleStore.Load(transaction.Connection!);
        var result = change(before);
        var changed = before.Bots();
        changed.SymmetricExceptWith(PeopleStore.Load(transaction.Connection!).Bots());
        if (changed.Count > 0)
        {
            DeriveAgain(transaction, changed);
        }
        return result;
    }

    // What is on the list is marked as well: whoever works it off may have asked before who is a bot.
    private static void DeriveAgain(DbTransaction transaction, IEnumerable<long> identities)
    {
        var those = Sql.Among(transaction.Connection!, "ids");
        Log.MarkStale(transaction, transaction.Connection!.Query<(long, long)>(
            $"""
            select conversation_id, first_at from voices where identity_id {those}
            union all select conversation_id, 0 from participants where identity_id {those}
            union all select conversation_id, from_at from stale
            """, new { ids = identities.ToArray() }, transaction).ToList());
    }
}

using System.Text.RegularExpressions;
using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Server.Tests.Accounts;

/// <summary>
/// Whatever an endpoint has a number of, made for one request, so that it is the role that decides: an hour of the community, in
/// which a guest takes part, before it is held, live or over as the request needs it; a series, a swap, a proposal; a message and
/// a correction; a member, an invitation, a claim, somebody of an archive.
/// </summary>
/// <param name="site">Where.</param>
/// <param name="other">Somebody whom archives know.</param>
/// <param name="host">A host of the community, who moderates its hours.</param>
internal sealed class EndpointSubjects(RunningSite site, IdentityId other, Func<Account> host)
{
    private static readonly SeriesPlan Weekly = new(ConversationKind.Chat, Visibility.Community, "Lamps", "", "FREQ=WEEKLY", "Europe/London", "2099-06-01T16:00", 60, false, "");

    private CommunityId Home => host().Roles.Keys.Single();

    /// <summary>The number for a request.</summary>
    public async Task<long> Of(string pattern, SignedIn? who) => pattern.Replace("/api", "", StringComparison.Ordinal).Split('/')[1] switch
    {
        "gatherings" => await Gathering(pattern, who),
        "series" => Made("series", transaction => SeriesStore.Add(transaction, Home, Weekly, host().Identity, [], Now)),
        "swaps" => Made("swaps", Swap),
        "proposals" => Made("proposals", transaction => Proposals.Add(transaction, Home, "Lamps", "", host().Identity, Now)),
        "conversations" when !pattern.EndsWith("/author", StringComparison.Ordinal) => site.Database.Read(connection => connection.ExecuteScalar<long>("select min(conversation_id) from messages where seq = 1")),
        "conversations" => Hour.Add(site.Database, host().Identity, Home),
        "corrections" => await Correction(),
        "members" => Made("accounts", transaction => Member(transaction)),
        "invitations" => Made("invitations", transaction => Invitations.Make(transaction, Home, Role.Member, 1, 1, "", null, Now)),
        "people" when pattern.EndsWith("/bot", StringComparison.Ordinal) => Made("identities", transaction => Known(transaction, isBot: false)),
        "people" when pattern.EndsWith("/human", StringComparison.Ordinal) => Made("identities", transaction => Known(transaction, isBot: true)),
        "people" when pattern.EndsWith("/undo", StringComparison.Ordinal) => Made("identities", Marked),
        "claims" => Made("claims", transaction => Claims.Add(transaction, Member(transaction), other, "", Now)),
        "communities" => Home.Value,
        _ => 1,
    };

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<long> Gathering(string pattern, SignedIn? who)
    {
        var isRecap = Regex.IsMatch(pattern, "/recap");
        var state = Regex.IsMatch(pattern, @"\{id:long\}/(cancel|host|step-down|swap|edit|open|rsvp|calendar.ics)$") ? GatheringState.Scheduled
            : isRecap || Regex.IsMatch(pattern, "/(transcript|left-behind)") ? GatheringState.Ended : GatheringState.Live;
        var id = Hour.Add(site.Database, host().Identity, Home, state: state);
        if (isRecap && !pattern.EndsWith("/publish", StringComparison.Ordinal) && !pattern.EndsWith("/draft", StringComparison.Ordinal))
        {
            await site.Services.GetRequiredService<RoomLog>().Change(new(id), change =>
            {
                RecapStore.Save(change, "What was said.", 0, host().Identity);
                return RecapStore.Publish(change, GatheringStore.Find(change.Transaction.Connection!, Reader.Member, change.Room)!, Addressed.Nobody, host().Identity);
            });
        }
        if (who?.Account.GuestOf is not null)
        {
            site.Database.Write(transaction =>
            {
                transaction.Connection!.Execute("insert into participants (conversation_id, identity_id) values (@id, @identity)", new { id, identity = who.Account.Identity.Value }, transaction);
                transaction.Connection!.Execute("update accounts set guest_of = @id where id = @account", new { id, account = who.Account.Id.Value }, transaction);
            });
        }
        return id;
    }

    // Somebody of the archive of the community.
    private void Known(System.Data.Common.DbTransaction transaction, bool isBot)
    {
        transaction.Connection!.Execute(
            "insert into identities (id, source_id, key, name, is_bot) select @id, source_id, @key, 'Tidebell', @bot from identities where id = @other",
            new { id = Counters.Reserve(transaction, "identities", 1), key = Guid.NewGuid().ToString(), bot = isBot ? 1L : 0L, other = other.Value }, transaction);
        Counters.Reserve(transaction, "people", 1);
    }

    private void Marked(System.Data.Common.DbTransaction transaction)
    {
        Known(transaction, isBot: false);
        Bots.Decide(transaction, new(Counters.Last(transaction.Connection!, "identities")), isBot: true, null, Now);
    }

    // The host is asked.
    private void Swap(System.Data.Common.DbTransaction transaction)
    {
        var series = SeriesStore.Add(transaction, Home, Weekly, host().Identity, [other, host().Identity], Now);
        Occurrences.Make(transaction, SeriesStore.Find(transaction.Connection!, Reader.Member, series)!, Now);
        var all = GatheringStore.InSeries(transaction.Connection!, Reader.Member, series);
        Swaps.Ask(transaction, all[0], all[1], [other], Now);
    }

    private async Task<long> Correction()
    {
        var id = new ConversationId(Hour.Add(site.Database, host().Identity, Home));
        return await site.Services.GetRequiredService<RoomLog>().Change(id, change => CorrectionStore.Ask(change, 1, other, other).Id.Value);
    }

    private AccountId Member(System.Data.Common.DbTransaction transaction)
    {
        var id = AccountStore.Add(transaction, "Somebody", null, Now);
        AccountStore.Join(transaction, id, Home, Role.Member, Now);
        return id;
    }

    private long Made(string counter, Action<System.Data.Common.DbTransaction> make) => site.Database.Write(transaction =>
    {
        make(transaction);
        return Counters.Last(transaction.Connection!, counter);
    });
}

using System.Data.Common;
using Kith.Accounts;
using Kith.Gatherings;
using Kith.People;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Server.Gatherings;

/// <summary>Does something to a gathering inside its room, so that whoever has the page open learns of it; for one request.</summary>
public sealed class Preparing(Present present, RoomLog rooms, Me me)
{
    /// <summary>Does it, and leads back to the gathering.</summary>
    public async Task<RedirectHttpResult> Act(long id, Action<RoomChange, Gathering, Me> act)
    {
        await Take(id, act);
        return TypedResults.LocalRedirect(Address.OfGathering(new(id)));
    }

    /// <summary>Does it, and answers with the gathering as it is then.</summary>
    public async Task<Ok<GatheringAnswer>> Do(long id, Action<RoomChange, Gathering, Me> act)
    {
        await Take(id, act);
        return TypedResults.Ok(GatheringAnswer.Of(GatheringView.Of(present, me, new(id))!));
    }

    /// <summary>Lets through who may prepare a gathering.</summary>
    /// <exception cref="RefusedException">They may not.</exception>
    public static void Check(Gathering gathering, Me me) => Need(
        Hosting.MayPrepare(gathering, me.Reader.Identities, me.In(gathering.Community)), "Only its moderators, who set it up, and the hosts of the community may do that.");

    /// <summary>Lets through moderators who belong to the community: others could not read what they moderate.</summary>
    /// <exception cref="InvalidInputException">One does not.</exception>
    public static void Belong(DbConnection connection, IEnumerable<IdentityId> moderators, CommunityId community)
    {
        foreach (var account in moderators.Select(identity => AccountStore.Of(connection, identity)).OfType<Account>().Where(account => account.In(community) < Role.Member))
        {
            throw new InvalidInputException($"{account.Name} is no member of the community.", "moderators", "Name members of it.");
        }
    }

    /// <summary>Lets through whoever may.</summary>
    /// <exception cref="RefusedException">They may not.</exception>
    public static void Need(bool may, string why)
    {
        if (!may)
        {
            throw new RefusedException(StatusCodes.Status403Forbidden, why, "Ask one of them.");
        }
    }

    private Task<bool> Take(long id, Action<RoomChange, Gathering, Me> act)
    {
        if (present.Database.Read(connection => GatheringStore.Find(connection, me.Reader, new(id))) is null)
        {
            throw new RefusedException(StatusCodes.Status404NotFound, TakingPart.Nowhere, "The list of gatherings shows all.");
        }
        return rooms.Change(new(id), change =>
        {
            act(change, GatheringStore.Find(change.Transaction.Connection!, me.Reader, change.Room)!, me);
            change.Changed(ChangeKind.Gathering, 0);
            return true;
        });
    }
}

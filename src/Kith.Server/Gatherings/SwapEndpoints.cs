using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Gatherings;

/// <summary>Changing dates with another moderator of a series: one asks, the other says yes or no.</summary>
internal static class SwapEndpoints
{
    public static void MapSwaps(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").For(Role.Member);
        pages.MapPost("/gatherings/{id:long}/swap", async (long id, [FromForm] long with, Preparing preparing, Present present, Me me) =>
        {
            await preparing.Act(id, (change, gathering, _) => Ask(change, gathering, me, with));
            return TypedResults.LocalRedirect(SeriesOf(present, me, new(id)));
        });
        pages.MapPost("/swaps/{id:long}/{verb}", async (long id, string verb, Preparing preparing, Present present, Me me) =>
        {
            var swap = Find(present, id);
            await preparing.Act(swap.Gathering.Value, (change, gathering, _) => Answer(change, gathering, me, swap, verb));
            return TypedResults.LocalRedirect(SeriesOf(present, me, swap.Gathering));
        });

        var api = routes.MapGroup("/api").WithTags("Gatherings").For(Role.Member);
        api.MapPost("/gatherings/{id:long}/swap", (long id, SwapBody body, Preparing preparing, Me me) => preparing.Do(id, (change, gathering, _) => Ask(change, gathering, me, body.With)))
            .WithSummary("Asks the moderators of another gathering of the series to change dates");
        api.MapPost("/swaps/{id:long}/{verb}", (long id, string verb, Preparing preparing, Present present, Me me) =>
        {
            var swap = Find(present, id);
            return preparing.Do(swap.Gathering.Value, (change, gathering, _) => Answer(change, gathering, me, swap, verb));
        }).WithSummary("Answers who asked for a swap: accept or decline; who asked may take it back: withdraw");
    }

    private static void Ask(RoomChange change, Gathering gathering, Me me, long with)
    {
        var other = Other(change, me, new(with));
        Preparing.Need(gathering.Moderators.Any(me.Reader.Identities.Contains), "Only its moderators ask for a swap.");
        Swaps.Ask(change.Transaction, gathering, other, me.Reader.Identities, change.Now);
        Tell(change, me, other, other.Moderators, $"{me.Account!.Name} asks you to swap: you would moderate \"{gathering.Title}\" on {Tidings.When(gathering)} instead of {Tidings.When(other)}.");
    }

    private static void Answer(RoomChange change, Gathering gathering, Me me, Swap swap, string verb)
    {
        var other = Other(change, me, swap.Other);
        var (asked, answers) = (gathering.Moderators.Any(me.Reader.Identities.Contains), other.Moderators.Where(me.Reader.Identities.Contains).ToList());
        switch (verb)
        {
            case "accept":
                Preparing.Need(answers.Count > 0, "Only those who were asked say yes to a swap.");
                Swaps.Accept(change.Transaction, swap, gathering, other, answers[0], change.Now);
                Tell(change, me, gathering, [swap.AskedBy], $"Swapped: you moderate \"{other.Title}\" on {Tidings.When(other)} now.");
                foreach (var (date, left) in ((Gathering, IdentityId)[])[(gathering, swap.AskedBy), (other, answers[0])])
                {
                    Tell(change, me, date, date.Moderators.Where(each => each != left), $"The moderators of \"{date.Title}\" on {Tidings.When(date)}, which you moderate, have changed.");
                }
                break;
            case "decline":
                Preparing.Need(answers.Count > 0, "Only those who were asked say no to a swap.");
                Swaps.Decline(change.Transaction, swap, change.Now);
                Tell(change, me, gathering, [swap.AskedBy], $"{me.Account!.Name} can't swap: you moderate \"{gathering.Title}\" on {Tidings.When(gathering)}.");
                break;
            case "withdraw":
                Preparing.Need(asked, "Only who asked for a swap takes it back.");
                Swaps.TakeBack(change.Transaction, swap, change.Now);
                break;
            default:
                throw new InvalidInputException($"'{verb}' is not something that can be done with a swap.", "verb", "Say accept, decline or withdraw.");
        }
    }

    private static void Tell(RoomChange change, Me me, Gathering gathering, IEnumerable<IdentityId> whom, string text) =>
        Tidings.Tell(change.Transaction, whom, text, $"/series/{gathering.Series}", change.Now, me.Speaker());

    private static Gathering Other(RoomChange change, Me me, ConversationId id) => GatheringStore.Find(change.Transaction.Connection!, me.Reader, id)
        ?? throw new InvalidInputException("There is no such gathering to swap with.", "with", "Choose another of the series.");

    private static Swap Find(Present present, long id) => present.Database.Read(connection => Swaps.Find(connection, id))
        ?? throw new RefusedException(StatusCodes.Status404NotFound, "There is no such swap: it was answered, or one of the two has begun.", "The page of the series shows those that wait.");

    private static string SeriesOf(Present present, Me me, ConversationId id) =>
        present.Database.Read(connection => GatheringStore.Find(connection, me.Reader, id)) is { Series: { } series } ? $"/series/{series}" : Address.OfGathering(id);
}

/// <summary>The gathering with which to swap.</summary>
/// <param name="With">Its number.</param>
public sealed record SwapBody(long With);

/// <summary>A swap that waits for an answer; see docs/json.md.</summary>
/// <param name="Id">Its number.</param>
/// <param name="By">Who asks.</param>
/// <param name="Gives">Path of the gathering that they would give away.</param>
/// <param name="Takes">Path of the one that they would take.</param>
/// <param name="MayAnswer">Whether the reader was asked.</param>
/// <param name="Mine">Whether the reader asked.</param>
public sealed record SwapAnswer(long Id, string By, string Gives, string Takes, bool MayAnswer, bool Mine);

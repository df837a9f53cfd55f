using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Kith.Server.Rooms;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Recaps;

/// <summary>"That was not me": corrections of who said what, asked for and decided by those concerned.</summary>
internal static class CorrectionEndpoints
{
    private const string NoMessage = "There is no such message: it was removed, or only those who took part may read it.";
    private const string NoCorrection = "There is no such correction for you.";

    public static void MapCorrections(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("").For(Role.Member);
        routes.MapGet("/corrections", (Present present, RoomPeople people, Me me) =>
            new RazorComponentResult<CorrectionsPage>(new { Waiting = CorrectionAnswer.Waiting(present, people, me) }));
        routes.MapGet("/conversations/{id:long}/{seq:long}/author", Page);
        routes.MapPost("/conversations/{id:long}/{seq:long}/author", async (Present present, RoomPeople people, RoomLog log, Me me, long id, long seq, [FromForm] string? who, [FromForm] bool? unknown) =>
            await Ask(present, people, log, me, new(id), seq, new(who, unknown ?? false)) is null ? (IResult)Problems.NoPage(NoMessage) : new SeeOther($"/conversations/{id}/{seq}/author"));
        routes.MapPost("/corrections/{id:long}/{verb}", async (Present present, RoomPeople people, RoomLog log, Me me, long id, string verb) =>
            await Decide(present, people, log, me, new(id), verb) is { } correction ? new SeeOther($"/conversations/{correction.Conversation}/{correction.Seq}/author") : (IResult)Problems.NoPage(NoCorrection));

        var api = routes.MapGroup("/api").WithTags("Corrections");
        api.MapGet("corrections", (Present present, RoomPeople people, Me me) => CorrectionAnswer.Waiting(present, people, me)).WithSummary("Corrections of who said what that wait for you, or that you asked for");
        api.MapPost("conversations/{id:long}/{seq:long}/author", async (Present present, RoomPeople people, RoomLog log, Me me, long id, long seq, AuthorSaid said) =>
            await Ask(present, people, log, me, new(id), seq, said) is { } correction ? TypedResults.Ok(Answer(present, people, me, correction)) : (IResult)Problems.None(NoMessage))
            .WithSummary("Says that a message is somebody else's, or your own");
        api.MapPost("corrections/{id:long}/{verb}", async (Present present, RoomPeople people, RoomLog log, Me me, long id, string verb) =>
            await Decide(present, people, log, me, new(id), verb) is { } correction ? TypedResults.Ok(Answer(present, people, me, correction)) : (IResult)Problems.None(NoCorrection))
            .WithSummary("Decides about a correction: accept, decline or undo");
    }

    private static IResult Page(Present present, RoomPeople people, Me me, long id, long seq) => AuthorView.Of(present, people, me, new(id), seq) is { } view
        ? new RazorComponentResult<AuthorPage>(new { View = view, Known = me.Account is not null })
        : Problems.NoPage(NoMessage);

    private static CorrectionAnswer? Answer(Present present, RoomPeople people, Me me, Correction correction) =>
        present.Database.Read(connection => CorrectionAnswer.Of(connection, me, CorrectionStore.Find(connection, correction.Id)!, people.Now(connection)));

    // Nobody named: it is the asker's own.
    private static async Task<Correction?> Ask(Present present, RoomPeople people, RoomLog log, Me me, ConversationId id, long seq, AuthorSaid said)
    {
        if (AuthorView.Of(present, people, me, id, seq) is not { } view)
        {
            return null;
        }
        var by = me.Speaker();
        IdentityId? to = said.Unknown ? null : string.IsNullOrWhiteSpace(said.Who) ? by : Named(present, people, me, id, said.Who);
        if (!view.IsMine && !view.Settles && (to is not { } claimed || view.Everyone.Of(claimed)?.Id != me.Reader.Person))
        {
            throw new RefusedException(StatusCodes.Status403Forbidden, "Only those concerned can say whose a message is.", "Say that you said it yourself, or tell a moderator.");
        }
        if (to is { } named && view.Everyone.Of(named)?.Id == view.Author.Id)
        {
            throw new InvalidInputException($"The message stands under the name of {view.Author.Name} already.", "who", "Choose somebody else.");
        }
        return await log.Change(id, change =>
        {
            var correction = CorrectionStore.Ask(change, seq, to, by);
            if (correction.Other(view.Everyone) is not { } other)
            {
                // Nobody is there to say yes but those who look after the conversation.
                Tell(change, Keepers(change).Where(keeper => keeper != by), $"{Name(view.Everyone, by)} says not to have said something that stands under the name of {view.Author.Name}: is that so?", seq);
            }
            else
            {
                Tell(change, [other], other == to
                    ? $"{Name(view.Everyone, by)} says that you said something that stands under the name of {view.Author.Name}: is that so?"
                    : $"{Name(view.Everyone, by)} says to have said something that stands under your name: is that so?", seq);
            }
            return correction;
        });
    }

    private static void Tell(RoomChange change, IEnumerable<IdentityId> whom, string text, long seq)
    {
        foreach (var one in whom.Distinct())
        {
            Notices.Add(change.Transaction, one, text, $"{Address.Of(change.Room, seq)}/author", change.Now);
        }
    }

    // Its moderators if it is a gathering, else the stewards of its community.
    private static IEnumerable<IdentityId> Keepers(RoomChange change)
    {
        var connection = change.Transaction.Connection!;
        var moderators = ModeratorStore.Of(connection, [change.Room])[change.Room].ToList();
        var community = ConversationStore.CommunityOf(connection, change.Room);
        return moderators.Count > 0 ? moderators : AccountStore.All(connection).Where(account => account.In(community) >= Role.Steward).Select(account => account.Identity);
    }

    private static async Task<Correction?> Decide(Present present, RoomPeople people, RoomLog log, Me me, CorrectionId id, string verb)
    {
        var (correction, everyone, settles) = present.Database.Read(connection =>
            CorrectionStore.Find(connection, id) is { } found && ConversationStore.Find(connection, me.Reader, found.Conversation) is not null
                ? (found, people.Now(connection), Leading.Settles(connection, me, found.Conversation)) : default((Correction?, Everyone, bool)));
        if (correction is null)
        {
            return null;
        }
        var (by, person) = (me.Speaker(), me.Reader.Person!.Value);
        var may = verb == "undo" ? correction.MayUndo(person, settles, everyone) : correction.MayDecide(person, settles, everyone);
        Action<RoomChange, Correction, IdentityId> act = verb switch
        {
            "accept" => CorrectionStore.Accept,
            "decline" => CorrectionStore.Decline,
            "undo" => CorrectionStore.Undo,
            _ => throw new InvalidInputException($"'{verb}' is not something that can be done with a correction.", "verb", "Say accept, decline or undo."),
        };
        if (!may)
        {
            throw new RefusedException(StatusCodes.Status403Forbidden, "That is for the other one concerned, or for whoever looks after the conversation.", "Wait for what they say.");
        }
        return await log.Change(correction.Conversation, change =>
        {
            act(change, correction, by);
            Tell(change, ((IdentityId?[])[correction.AskedBy, correction.From, correction.To]).OfType<IdentityId>().Where(each => everyone.Of(each)?.Id != person).DistinctBy(each => everyone.Of(each)?.Id),
                $"{Name(everyone, by)} {Done(verb)} the correction that {(correction.To is { } to ? Name(everyone, to) : "somebody unknown")}, not {Name(everyone, correction.From)}, said something.", correction.Seq);
            return correction;
        });
    }

    private static string Done(string verb) => verb switch { "accept" => "accepted", "decline" => "declined", _ => "took back" };

    private static string Name(Everyone everyone, IdentityId identity) => everyone.Of(identity)?.Name ?? "Somebody";

    private static IdentityId Named(Present present, RoomPeople people, Me me, ConversationId id, string who) =>
        present.Database.Read(connection => RoomNames.Of(connection, me, id, people.Now(connection)).Listed(who)) is [var only] ? only
            : throw new InvalidInputException($"{who} names more than one.", "who", "A message has one author.");
}

/// <summary>Whose a message is.</summary>
/// <param name="Who">The name; null: one's own.</param>
/// <param name="Unknown">True: not whose it seems, and nobody knows whose.</param>
public sealed record AuthorSaid(string? Who, bool Unknown = false);

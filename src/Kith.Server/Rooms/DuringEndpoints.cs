using Kith.Accounts;
using Kith.Gatherings;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Kith.Server.Shared;

namespace Kith.Server.Rooms;

/// <summary>What people do in a room beside speaking: each as JSON under <c>/api</c>, and the same by a form for whoever has no script.</summary>
internal static class DuringEndpoints
{
    public static void MapDuring(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/gatherings/{id:long}").WithTags("Rooms").For(Role.Guest);
        var pages = routes.MapGroup("/gatherings/{id:long}").For(Role.Guest);

        Map<Nothing>("open", "Opens the room", Lead(doing => doing.Change(Hour.Open)));
        Map<Nothing>("end", "Ends the hour", Lead(doing => doing.Change(Hour.End)));
        Map<PaceSaid>("pace", "Sets slow mode: seconds between two messages of one person; 0 for none", Lead<PaceSaid>((doing, said) => doing.Change(change => Hour.SetPace(change, said.Seconds))));
        Map<Nothing>("questions/{question:long}/ask", "Asks a planned question", Lead(doing => doing.Change(change => Asking.Ask(change, new(doing.Number("question")), doing.Who))));
        Map<Nothing>("questions/{question:long}/close", "Closes the question that is asked", Lead(doing => doing.Change(change => Asking.Close(change, new(doing.Number("question"))))));
        Map<QuestionSaid>("questions/add", "Adds a question: last, next or now", Lead<QuestionSaid>((doing, said) => doing.Change(change =>
            Asking.Add(change, said.Question(doing.Gathering), said.When, doing.Who).Refusal)));
        Map<VoteSaid>("questions/{question:long}/vote", "Votes in a poll, for an option from 0", Speak<VoteSaid>((doing, said) => doing.Change(change =>
            Polls.Vote(change, new(doing.Number("question")), said.Option, doing.Who))));

        Map<TextSaid>("messages/{seq:long}/edit", "Puts other words in place of one's own", Speak<TextSaid>(Noting.Edit));
        Map<ReasonSaid>("messages/{seq:long}/remove", "Removes a message; a mark with the reason stays", Any<ReasonSaid>((doing, said) => doing.Change(change =>
            Struck.Remove(change, doing.Number("seq"), said.Reason, doing.Who, doing.Moderates))));
        Map<SignSaid>("messages/{seq:long}/react", "Sets a sign under a message, or takes it back", Speak<SignSaid>((doing, said) => doing.Change(change =>
            Reacting.React(change, doing.Number("seq"), said.Sign, doing.Who))));
        Map<MuteSaid>("mute", "Mutes somebody for the gathering", Lead<MuteSaid>((doing, said) => doing.Change(change => Muting.Mute(change, new(said.Who), said.Reason, doing.Who))));
        Map<MuteSaid>("unmute", "Lets somebody speak again", Lead<MuteSaid>((doing, said) => doing.Change(change => Muting.Unmute(change, new(said.Who)))));

        Map<TextSaid>("audience", "Proposes a question of the audience", Speak<TextSaid>((doing, said) => doing.Change(change => Audience.Propose(change, said.Text, doing.Who).Refusal)));
        Map<Nothing>("audience/{question:long}/back", "Backs a question of the audience, or takes that back", Speak<Nothing>((doing, _) => doing.Change(change => Audience.Back(change, doing.Number("question"), doing.Who))));
        Map<AskSaid>("audience/{question:long}/ask", "Asks a question of the audience: next or now", Lead<AskSaid>((doing, said) => doing.Change(change => Audience.Ask(change, doing.Number("question"), said.When, doing.Who))));
        Map<MergeSaid>("audience/{question:long}/merge", "Lets it go with another one", Lead<MergeSaid>((doing, said) => doing.Change(change => Audience.Merge(change, doing.Number("question"), said.Into, doing.Who))));
        Map<WordSaid>("audience/{question:long}/aside", "Sets it aside, with a word why", Lead<WordSaid>((doing, said) => doing.Change(change => Audience.SetAside(change, doing.Number("question"), said.Word, doing.Who))));

        Map<TextSaid>("decisions", "Writes down what a meeting decided", Speak<TextSaid>(Noting.Decide));
        Map<ActionSaid>("actions", "Writes down who is to do what by when", Speak<ActionSaid>(Noting.Act));
        Map<TextSaid>("backchannel", "Says something among the moderators", Lead<TextSaid>(Noting.Whisper));

        void Map<T>(string path, string summary, Func<Doing, T, Task<Refusal?>> act) where T : class
        {
            var known = api.MapPost(path, (HttpContext http, long id) => Do(http, id, isApi: true, act)).WithSummary(summary).Produces(StatusCodes.Status204NoContent);
            if (typeof(T) != typeof(Nothing))
            {
                known.Accepts<T>("application/json");
            }
            pages.MapPost(path, (HttpContext http, long id) => Do(http, id, isApi: false, act)).ExcludeFromDescription();
        }
    }

    /// <summary>Who asks, and where; null if there is no such gathering for them, or they have no name.</summary>
    internal static Doing? Of(HttpContext http, long id)
    {
        var services = http.RequestServices;
        var (me, present) = (services.GetRequiredService<Me>(), services.GetRequiredService<Present>());
        return me.Account is { } account && present.Database.Read(connection => GatheringStore.Find(connection, me.Reader, new(id))) is { } gathering
            ? new Doing(http, me, account.Identity, gathering, services.GetRequiredService<RoomLog>(), present)
            : null;
    }

    private static async Task<IResult> Do<T>(HttpContext http, long id, bool isApi, Func<Doing, T, Task<Refusal?>> act) where T : class
    {
        if (Of(http, id) is not { } doing)
        {
            return isApi ? Problems.None(TakingPart.Nowhere) : Problems.NoPage(TakingPart.Nowhere);
        }
        return await act(doing, await Doing.Read<T>(http.Request)) is { } refusal ? isApi ? Refusals.Say(http, refusal) : Refusals.Show(http, refusal)
            : isApi ? TypedResults.NoContent()
            : new SeeOther($"/gatherings/{id}{(RoomRules.IsOver(doing.Gathering.State) ? "/room" : "")}{PlaceOf(http.Request)}");
    }

    // Where on the page to go on reading. What no header can hold is no place.
    private static string PlaceOf(HttpRequest request) =>
        request.Query["to"] is [['#', .. var place] whole] && place.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? whole : "";

    // Whoever leads the gathering.
    private static Func<Doing, T, Task<Refusal?>> Lead<T>(Func<Doing, T, Task<Refusal?>> act) => (doing, said) => doing.Moderates
        ? act(doing, said)
        : Task.FromResult<Refusal?>(new(RefusalKind.NotYours, "Only moderators of the gathering may do that.", "Ask one of them."));

    private static Func<Doing, Nothing, Task<Refusal?>> Lead(Func<Doing, Task<Refusal?>> act) => Lead<Nothing>((doing, _) => act(doing));

    // Whoever may speak there now; slow mode holds for messages alone.
    private static Func<Doing, T, Task<Refusal?>> Speak<T>(Func<Doing, T, Task<Refusal?>> act) => (doing, said) =>
        MaySpeak(doing) is { } refusal ? Task.FromResult<Refusal?>(refusal) : act(doing, said);

    private static Refusal? MaySpeak(Doing doing) => doing.MaySpeak
        ? RoomRules.Check(doing.Database.Read(connection => RoomRules.StandingOf(connection, doing.Gathering.Id, doing.Who)) with { Pace = 0 }, doing.Now)
        : new(RefusalKind.NotYours, "Only members of the community may do that.", "Ask its stewards to let you in.");

    // Whoever may read there: whose message it is decides. They may remove their own even when they may not speak any more.
    private static Func<Doing, T, Task<Refusal?>> Any<T>(Func<Doing, T, Task<Refusal?>> act) => act;
}

using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Gatherings;

/// <summary>Setting gatherings up, changing and cancelling them, and who moderates: as forms, and the same as JSON.</summary>
internal static class PlanEndpoints
{
    public static void MapPlanning(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/gatherings/new", NewPage).For(Role.Member);
        routes.MapPost("/gatherings/new", NewByForm).For(Role.Member);
        routes.MapGet("/gatherings/{id:long}/edit", EditPage).For(Role.Member);
        routes.MapPost("/gatherings/{id:long}/edit", EditByForm).For(Role.Member);
        routes.MapPost("/gatherings/{id:long}/cancel", (long id, Preparing preparing) => preparing.Act(id, Cancel)).For(Role.Member);
        routes.MapPost("/gatherings/{id:long}/host", (long id, Preparing preparing) => preparing.Act(id, Host)).For(Role.Member);
        routes.MapPost("/gatherings/{id:long}/step-down", (long id, Preparing preparing) => preparing.Act(id, StepDown)).For(Role.Member);

        var api = routes.MapGroup("/api/gatherings").WithTags("Gatherings").For(Role.Member);
        api.MapPost("", NewByJson).WithSummary("Sets a gathering up, as the form at /gatherings/new does");
        api.MapPost("{id:long}/edit", EditByJson).WithSummary("Changes a gathering: all of what the form says");
        api.MapPost("{id:long}/cancel", (long id, Preparing preparing) => preparing.Do(id, Cancel)).WithSummary("Calls a gathering off");
        api.MapPost("{id:long}/host", (long id, Preparing preparing) => preparing.Do(id, Host)).WithSummary("Takes on a gathering that has no moderator");
        api.MapPost("{id:long}/step-down", (long id, Preparing preparing) => preparing.Do(id, StepDown)).WithSummary("Stops moderating a gathering");
    }

    private static Results<RazorComponentResult<PlanPage>, RazorComponentResult<NotFoundPage>> NewPage(Present present, Me me, long? copy, long? proposal)
    {
        var form = new PlanForm { Introductions = "on", When = Tomorrow(present) };
        if (copy is { } number)
        {
            if (GatheringView.Of(present, me, new(number)) is not { } view)
            {
                return Problems.NoPage(TakingPart.Nowhere);
            }
            form = FormOf(present, view);
            (form.When, form.Moderators) = (Tomorrow(present)[..11] + form.When![11..], null);
        }
        if (proposal is { } asked && present.Database.Read(connection => Proposals.Find(connection, me.Reader, asked)) is { } topic)
        {
            (form.Title, form.Framing, form.Proposal, form.Community) = (topic.Title, topic.Why, topic.Id.ToString(), topic.Community.ToString());
        }
        return Page(present, me, form);
    }

    private static RazorComponentResult<PlanPage> Page(Present present, Me me, PlanForm form, long? id = null, InvalidInputException? problem = null) => Problems.Form<PlanPage>(new
    {
        Form = form, Me = me, Problem = problem, Communities = id is null ? me.Communities(present, Role.Member) : [],
        Heading = id is null ? "Hold a gathering" : "Change the gathering", Button = id is null ? "Set it up" : "Save",
        Action = id is null ? "/gatherings/new" : $"/gatherings/{id}/edit",
    }, problem);

    private static Results<RedirectHttpResult, RazorComponentResult<PlanPage>> NewByForm(Present present, Me me, [FromForm] PlanForm form)
    {
        try
        {
            return TypedResults.LocalRedirect(Address.OfGathering(Add(present, me, form)));
        }
        catch (InvalidInputException problem)
        {
            return Page(present, me, form, problem: problem);
        }
    }

    private static Created<GatheringAnswer> NewByJson(Present present, Me me, PlanForm body)
    {
        var id = Add(present, me, body);
        return TypedResults.Created(Address.OfGathering(id), GatheringAnswer.Of(GatheringView.Of(present, me, id)!));
    }

    private static ConversationId Add(Present present, Me me, PlanForm form)
    {
        var speaker = me.Speaker();
        var community = form.In(me, me.Communities(present, Role.Member), Role.Member);
        var plan = form.Plan();
        Planning.ToCome(plan, present.Now);
        var moderators = PlanForm.Named(present, form.Moderators, "moderators");
        var proposal = long.TryParse(form.Proposal, out var number) ? present.Database.Read(connection => Proposals.Find(connection, me.Reader, number)) : null;
        var gathering = new NewGathering(community, plan, speaker, moderators.Count == 0 ? [speaker] : moderators, form.NewQuestions(), PlanForm.Named(present, form.Invited, "invited"));
        return present.Database.Write(transaction =>
        {
            Preparing.Belong(transaction.Connection!, gathering.Moderators, community);
            var id = Planning.Schedule(transaction, gathering, present.Now);
            if (proposal is not null)
            {
                Proposals.Host(transaction, proposal, id, speaker, present.Now);
            }
            Tidings.Tell(transaction, gathering.Moderators, $"You moderate \"{plan.Title.Trim()}\".", Tidings.Path(id), present.Now, speaker);
            Tidings.Tell(transaction, gathering.Invited!, $"You are invited to \"{plan.Title.Trim()}\".", Tidings.Path(id), present.Now, speaker);
            return id;
        });
    }

    private static Results<RazorComponentResult<PlanPage>, RazorComponentResult<NotFoundPage>> EditPage(Present present, Me me, long id)
    {
        if (GatheringView.Of(present, me, new(id)) is not { } view)
        {
            return Problems.NoPage(TakingPart.Nowhere);
        }
        Preparing.Check(view.Gathering, me);
        return Page(present, me, FormOf(present, view), id);
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<PlanPage>>> EditByForm(Present present, Me me, Preparing preparing, long id, [FromForm] PlanForm form)
    {
        try
        {
            return await preparing.Act(id, Edit(present, me, id, form));
        }
        catch (InvalidInputException problem)
        {
            return Page(present, me, form, id, problem);
        }
    }

    private static Task<Ok<GatheringAnswer>> EditByJson(Present present, Me me, Preparing preparing, long id, PlanForm body) => preparing.Do(id, Edit(present, me, id, body));

    private static Action<RoomChange, Gathering, Me> Edit(Present present, Me me, long id, PlanForm form)
    {
        // Read before the change: looking people up must not hold up the room.
        // Names left as they were mean whom they meant, also where two members have the same.
        var stay = GatheringView.Of(present, me, new(id)) is { } view && FormOf(present, view).Moderators == form.Moderators;
        var moderators = stay ? [] : PlanForm.Named(present, form.Moderators, "moderators");
        var invited = PlanForm.Named(present, form.Invited, "invited");
        var plan = form.Plan();
        return (change, gathering, _) =>
        {
            Preparing.Check(gathering, me);
            if (plan.StartsAt != gathering.StartsAt)
            {
                Planning.ToCome(plan, change.Now);
            }
            Planning.Change(change.Transaction, gathering, plan, change.Now);
            Agenda.Plan(change.Transaction, gathering.Id, form.NewQuestions());
            ModeratorStore.Invite(change.Transaction, gathering.Id, [.. invited, .. gathering.Moderators]);
            if (moderators.Count > 0 && !moderators.ToHashSet().SetEquals(gathering.Moderators))
            {
                Preparing.Belong(change.Transaction.Connection!, moderators.Except(gathering.Moderators), gathering.Community);
                ModeratorStore.Set(change.Transaction, gathering.Id, moderators);
                Rota.Settle(change.Transaction, gathering.Id);
                if (gathering.State == GatheringState.Proposed)
                {
                    GatheringStore.Take(change.Transaction, gathering.Id, GatheringStep.Host, change.Now);
                }
                Tidings.Tell(change.Transaction, moderators.Except(gathering.Moderators), $"You moderate \"{plan.Title.Trim()}\".", Tidings.Path(gathering.Id), change.Now, me.Speaker());
            }
            if (plan.StartsAt != gathering.StartsAt && gathering.State <= GatheringState.Scheduled)
            {
                Tidings.Moved(change.Transaction, gathering.Id, me.Speaker(), change.Now);
            }
        };
    }

    private static void Cancel(RoomChange change, Gathering gathering, Me me)
    {
        Preparing.Check(gathering, me);
        Planning.Cancel(change.Transaction, gathering.Id, change.Now);
        Tidings.Cancelled(change.Transaction, gathering.Id, me.Speaker(), change.Now);
    }

    private static void Host(RoomChange change, Gathering gathering, Me me)
    {
        Preparing.Need(Hosting.MayHost(me.In(gathering.Community)), "Only members of the community host its gatherings.");
        Rota.Host(change.Transaction, gathering.Id, me.Speaker(), change.Now);
    }

    private static void StepDown(RoomChange change, Gathering gathering, Me me)
    {
        me.Speaker();
        Rota.StepDown(change.Transaction, gathering, me.Reader.Identities, change.Now);
    }

    /// <summary>Tomorrow at four, for a form that nobody has filled in.</summary>
    internal static string Tomorrow(Present present) => present.Time.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T16:00'");

    private static PlanForm FormOf(Present present, GatheringView view)
    {
        var it = view.Gathering;
        var planned = view.Questions.Where(question => question.State == QuestionState.Planned).Select(question => new NewQuestion(question.Text, question.Minutes, question.Kind, question.Options));
        var everyone = present.Network.Everyone;
        return new PlanForm
        {
            Title = it.Title, When = Zones.Text(Zones.Local(it.StartsAt, Zones.Find(it.Zone))), Minutes = it.Minutes.ToString(), Zone = it.Zone, Framing = it.Framing,
            Questions = QuestionLines.Of(planned), Kind = it.Conversation.Kind == ConversationKind.Meeting ? "meeting" : "chat",
            Visibility = it.Conversation.Visibility.ToString().ToLowerInvariant(), Guests = it.Guests ? "on" : null,
            Moderators = string.Join(", ", it.Moderators.Select(everyone.Of).OfType<Person>().Select(person => person.Name)), Community = it.Community.ToString(),
        };
    }
}

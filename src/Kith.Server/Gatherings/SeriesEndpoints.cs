using System.Data.Common;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Gatherings;

/// <summary>Series: their page for everybody who may see them, their forms for hosts.</summary>
internal static class SeriesEndpoints
{
    private const string Unknown = "There is no such series, or only its community may see it.";

    public static void MapSeries(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/series/{id:long}", Show).For(Role.Anyone);
        routes.MapGet("/series/new", NewPage).For(Role.Host);
        routes.MapPost("/series/new", NewByForm).For(Role.Host);
        routes.MapGet("/series/{id:long}/edit", EditPage).For(Role.Host);
        routes.MapPost("/series/{id:long}/edit", EditByForm).For(Role.Host);
        routes.MapPost("/series/{id:long}/end", EndByForm).For(Role.Host);

        var api = routes.MapGroup("/api/series").WithTags("Gatherings");
        api.MapGet("", (Present present, Me me) => present.Database.Read(connection => SeriesStore.All(connection, me.Reader))
            .Select(each => SeriesAnswer.Of(SeriesView.Of(present, me, each.Id)!))).WithSummary("Series, those that go on first").For(Role.Anyone);
        api.MapGet("{id:long}", One).WithSummary("A series: its rule, rota, next and past gatherings").For(Role.Anyone);
        api.MapPost("", NewByJson).WithSummary("Begins a series, as the form at /series/new does").For(Role.Host);
        api.MapPost("{id:long}/edit", EditByJson).WithSummary("Changes a series: all of what the form says").For(Role.Host);
        api.MapPost("{id:long}/end", EndByJson).WithSummary("Ends a series and cancels what is planned").For(Role.Host);
    }

    private static Results<RazorComponentResult<SeriesPage>, RazorComponentResult<NotFoundPage>> Show(Present present, Me me, long id) =>
        SeriesView.Of(present, me, new(id)) is { } view ? new RazorComponentResult<SeriesPage>(new { View = view }) : Problems.NoPage(Unknown);

    private static Results<Ok<SeriesAnswer>, ProblemHttpResult> One(Present present, Me me, long id) =>
        SeriesView.Of(present, me, new(id)) is { } view ? TypedResults.Ok(SeriesAnswer.Of(view)) : Problems.None(Unknown);

    private static RazorComponentResult<SeriesFormPage> NewPage(Present present, Me me) => Page(present, me, new() { Introductions = "on", When = PlanEndpoints.Tomorrow(present) });

    private static RazorComponentResult<SeriesFormPage> Page(Present present, Me me, PlanForm form, long? id = null, InvalidInputException? problem = null) => Problems.Form<SeriesFormPage>(new
    {
        Form = form, Id = id, Problem = problem, Communities = id is null ? me.Communities(present, Role.Host) : [],
    }, problem);

    private static Results<RedirectHttpResult, RazorComponentResult<SeriesFormPage>> NewByForm(Present present, Me me, [FromForm] PlanForm form)
    {
        try
        {
            return TypedResults.LocalRedirect($"/series/{Begin(present, me, form)}");
        }
        catch (InvalidInputException problem)
        {
            return Page(present, me, form, problem: problem);
        }
    }

    private static Created<SeriesAnswer> NewByJson(Present present, Me me, PlanForm body)
    {
        var id = Begin(present, me, body);
        return TypedResults.Created($"/series/{id}", SeriesAnswer.Of(SeriesView.Of(present, me, id)!));
    }

    private static SeriesId Begin(Present present, Me me, PlanForm form)
    {
        var (speaker, now) = (me.Speaker(), present.Now);
        var community = form.In(me, me.Communities(present, Role.Host), Role.Host);
        var rota = PlanForm.Named(present, form.Moderators, "rota");
        return present.Database.Write(transaction =>
        {
            Preparing.Belong(transaction.Connection!, rota, community);
            var id = SeriesStore.Add(transaction, community, form.Series(), speaker, rota, now);
            Occurrences.Make(transaction, SeriesStore.Find(transaction.Connection!, me.Reader, id)!, now);
            Tidings.Tell(transaction, rota, $"You are on the rota of \"{form.Title?.Trim()}\".", $"/series/{id}", now, speaker);
            return id;
        });
    }

    private static Results<RazorComponentResult<SeriesFormPage>, RazorComponentResult<NotFoundPage>> EditPage(Present present, Me me, long id)
    {
        if (SeriesView.Of(present, me, new(id)) is not { } view)
        {
            return Problems.NoPage(Unknown);
        }
        Lead(view, me);
        return Page(present, me, FormOf(view), id);
    }

    private static Results<RedirectHttpResult, RazorComponentResult<SeriesFormPage>> EditByForm(Present present, Me me, long id, [FromForm] PlanForm form)
    {
        try
        {
            Change(present, me, id, form);
            return TypedResults.LocalRedirect($"/series/{id}");
        }
        catch (InvalidInputException problem)
        {
            return Page(present, me, form, id, problem);
        }
    }

    private static Ok<SeriesAnswer> EditByJson(Present present, Me me, long id, PlanForm body)
    {
        Change(present, me, id, body);
        return TypedResults.Ok(SeriesAnswer.Of(SeriesView.Of(present, me, new(id))!));
    }

    private static void Change(Present present, Me me, long id, PlanForm form)
    {
        var (speaker, now) = (me.Speaker(), present.Now);
        var view = Lead(SeriesView.Of(present, me, new(id)), me);
        var before = view.Series;
        var rota = FormOf(view).Moderators == form.Moderators?.ReplaceLineEndings("\n") ? before.Rota : PlanForm.Named(present, form.Moderators, "rota");
        var plan = form.Series();
        present.Database.Write(transaction =>
        {
            Preparing.Belong(transaction.Connection!, rota.Except(before.Rota), before.Community);
            SeriesStore.Change(transaction, new(id), plan, now);
            SeriesStore.SetRota(transaction, new(id), rota);
            var series = SeriesStore.Find(transaction.Connection!, me.Reader, new(id))!;
            foreach (var moved in Occurrences.Follow(transaction, series, now))
            {
                Tell(transaction, moved, speaker, now);
            }
            if (!rota.SequenceEqual(before.Rota))
            {
                Occurrences.FollowRota(transaction, series, now);
                Tidings.Tell(transaction, rota.Except(before.Rota), $"You are on the rota of \"{series.Plan.Title}\".", $"/series/{id}", now, speaker);
            }
            Occurrences.Make(transaction, series, now);
        });
    }

    private static RedirectHttpResult EndByForm(Present present, Me me, long id)
    {
        End(present, me, id);
        return TypedResults.LocalRedirect($"/series/{id}");
    }

    private static Ok<SeriesAnswer> EndByJson(Present present, Me me, long id)
    {
        End(present, me, id);
        return TypedResults.Ok(SeriesAnswer.Of(SeriesView.Of(present, me, new(id))!));
    }

    private static void End(Present present, Me me, long id)
    {
        var (speaker, now) = (me.Speaker(), present.Now);
        var series = Lead(SeriesView.Of(present, me, new(id)), me).Series;
        present.Database.Write(transaction =>
        {
            foreach (var cancelled in Occurrences.End(transaction, series, now))
            {
                Tidings.Cancelled(transaction, cancelled, speaker, now);
            }
        });
    }

    private static void Tell(DbTransaction transaction, ConversationId id, IdentityId by, long now)
    {
        if (GatheringStore.StateOf(transaction.Connection!, id) == GatheringState.Cancelled)
        {
            Tidings.Cancelled(transaction, id, by, now);
        }
        else
        {
            Tidings.Moved(transaction, id, by, now);
        }
    }

    private static SeriesView Lead(SeriesView? view, Me me)
    {
        var known = view ?? throw new RefusedException(StatusCodes.Status404NotFound, Unknown, "The list of gatherings shows all.");
        Preparing.Need(me.In(known.Series.Community) >= Role.Host, "Only the hosts of its community lead a series.");
        return known;
    }

    private static PlanForm FormOf(SeriesView view)
    {
        var plan = view.Series.Plan;
        return new PlanForm
        {
            Title = plan.Title, When = plan.Starts, Minutes = plan.Minutes.ToString(), Zone = plan.Zone, Framing = plan.Framing, Questions = plan.Questions,
            Kind = plan.Kind == ConversationKind.Meeting ? "meeting" : "chat", Visibility = plan.Visibility.ToString().ToLowerInvariant(), Guests = plan.Guests ? "on" : null,
            Moderators = string.Join("\n", view.People(view.Series.Rota).Select(person => person.Name)), Repeats = "rule", Rule = plan.Rule,
        };
    }
}

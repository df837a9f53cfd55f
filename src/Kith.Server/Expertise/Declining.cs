using System.Data.Common;
using Kith.Accounts;
using Kith.Expertise;
using Kith.People;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Expertise;

/// <summary>A topic that somebody declines.</summary>
/// <param name="Topic">A word or a few.</param>
public sealed record TopicSaid(string? Topic);

/// <summary>People say what they do not want to be asked about; nobody else sees the list.</summary>
internal static class Declining
{
    public static void MapDeclining(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/me/declined").For(Role.Member);
        forms.MapPost("", (Present present, Me me, [FromForm] string? topic) => Done(present, me, Add(present, me, topic)));
        forms.MapPost("back", (Present present, Me me, [FromForm] string? topic) => Done(present, me, Remove(present, me, topic)));

        var api = routes.MapGroup("/api/me/declined").WithTags("Expertise").For(Role.Member);
        api.MapGet("", (Present present, Me me) => Of(present, me.Reader.Identities)).WithSummary("What you do not want to be asked about");
        api.MapPost("", (Present present, Me me, TopicSaid said) => Add(present, me, said.Topic)).WithSummary("Declines a topic: you are not found for it; returns all that you decline");
        api.MapPost("back", (Present present, Me me, TopicSaid said) => Remove(present, me, said.Topic)).WithSummary("Takes that back; returns all that you still decline");
    }

    /// <summary>What somebody declines, in the order in which they did.</summary>
    public static IReadOnlyList<string> Of(Present present, IReadOnlyList<IdentityId> identities) =>
        [.. present.Database.Read(DeclinedTopics.All).Where(each => identities.Contains(each.Who)).Select(each => each.Topic).Distinct()];

    /// <summary>What anybody declines, by person.</summary>
    public static IReadOnlyCollection<(PersonId Person, string Topic)> Everywhere(DbConnection connection, Everyone everyone) =>
        [.. DeclinedTopics.All(connection).Select(each => (everyone.OrNew(each.Who).Id, each.Topic))];

    private static IReadOnlyList<string> Add(Present present, Me me, string? topic)
    {
        var who = me.Speaker();
        present.Database.Write(transaction => DeclinedTopics.Add(transaction, who, topic, present.Now));
        return Of(present, me.Reader.Identities);
    }

    private static IReadOnlyList<string> Remove(Present present, Me me, string? topic)
    {
        present.Database.Write(transaction => DeclinedTopics.Remove(transaction, me.Reader.Identities, topic));
        return Of(present, me.Reader.Identities);
    }

    private static SeeOther Done(Present present, Me me, IReadOnlyList<string> _) => new($"{Address.Of(present.Network.Everyone.OrNew(me.Speaker()).Id)}#topics");
}

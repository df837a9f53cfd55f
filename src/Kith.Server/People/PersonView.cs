using Kith.Conversations;
using Kith.People;
using Kith.Server.Network;
using Kith.Server.Shared;
using Kith.Server.Ties;

namespace Kith.Server.People;

/// <summary>A decision by which identities are one person, or called as they are.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Kind">What was decided.</param>
/// <param name="Text">Why; of a name, the name.</param>
public sealed record DecisionAnswer(DateTimeOffset At, PersonDecisionKind Kind, string? Text);

/// <summary>All that the page of a person shows.</summary>
/// <param name="Person">The name.</param>
/// <param name="Id">The number.</param>
/// <param name="Bot">A program.</param>
/// <param name="Messages">How many that the reader may see.</param>
/// <param name="Conversations">In how many conversations.</param>
/// <param name="Last">When last heard of; null if never.</param>
/// <param name="Identities">How sources know them.</param>
/// <param name="Decisions">What people decided about them.</param>
/// <param name="TieCount">How many people they know.</param>
/// <param name="Ties">The strongest ties.</param>
/// <param name="Quiet">Ties that are going quiet, the strongest first.</param>
/// <param name="SpokeIn">Where they spoke last.</param>
public sealed record PersonView(
    string Person, long Id, bool Bot, long Messages, long Conversations, DateTimeOffset? Last, IReadOnlyList<IdentityAnswer> Identities,
    IReadOnlyList<DecisionAnswer> Decisions, int TieCount, IReadOnlyList<TieAnswer> Ties, IReadOnlyList<TieAnswer> Quiet, IReadOnlyList<SpokeIn> SpokeIn)
{
    /// <summary>Ties shown at first.</summary>
    public const int FewTies = 12;

    private const int AllTies = 500, QuietTies = 6, Talks = 12;

    /// <summary>Reads it.</summary>
    /// <param name="present">What is derived as of now.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="person">Whose page.</param>
    /// <param name="all">All ties, without quotes, instead of the strongest with them.</param>
    public static PersonView Of(Present present, Reader reader, Person person, bool all)
    {
        var row = PersonRow.Of(present, reader, person);
        return new PersonView(
            person.Name, person.Id.Value, person.IsBot, row.Messages, row.Conversations, row.Last, row.Identities, DecisionsOn(present, person),
            present.Network.TiesOf(person.Id, present.Network.PrivateTies(present.Database, reader)).Count,
            TieAnswer.Of(present, reader, person, all ? AllTies : FewTies, quotes: all ? 0 : 3),
            TieAnswer.Of(present, reader, person, QuietTies, quietOnly: true, quotes: 1),
            Server.People.SpokeIn.Of(present, reader, person, Talks));
    }

    private static List<DecisionAnswer> DecisionsOn(Present present, Person person)
    {
        var own = person.Identities.Select(identity => identity.Id).ToHashSet();
        return [.. present.Database.Read(PeopleStore.Decisions)
            .Where(decision => decision.UndoneAt is null && decision.Kind != PersonDecisionKind.Distinct && own.Contains(decision.Identity))
            .Select(decision => new DecisionAnswer(Times.Of(decision.At), decision.Kind, decision.Text))];
    }
}

/// <summary>The ways to a person from somebody chosen.</summary>
/// <param name="From">Who was asked for.</param>
/// <param name="Answer">The ways; null if it is not clear who is meant.</param>
public sealed record WayHere(Chosen From, PathAnswer? Answer);

using Kith.Conversations;
using Kith.People;
using Kith.Server.Expertise;
using Kith.Server.Network;
using Kith.Server.Shared;
using Kith.Server.Ties;

namespace Kith.Server.People;

/// <summary>All that the page of a person shows.</summary>
/// <param name="Row">Who, how known, how much said.</param>
/// <param name="Decisions">What people decided about them, and what still counts.</param>
/// <param name="Topics">What they talk about more than others do.</param>
/// <param name="TieCount">How many people they know.</param>
/// <param name="Ties">The strongest ties, or all.</param>
/// <param name="Quiet">Ties that are going quiet, the strongest first.</param>
/// <param name="SpokeIn">Where they spoke last.</param>
/// <param name="Declined">What they do not want to be asked about: for themselves alone.</param>
public sealed record PersonView(
    PersonRow Row, IReadOnlyList<PersonDecision> Decisions, IReadOnlyList<TopicAnswer> Topics, int TieCount,
    IReadOnlyList<TieAnswer> Ties, IReadOnlyList<TieAnswer> Quiet, IReadOnlyList<SpokeIn> SpokeIn, IReadOnlyList<string> Declined)
{
    private const int FewTies = 10, AllTies = 500, QuietTies = 5, Talks = 10, Known = 6;

    /// <summary>Reads it.</summary>
    /// <param name="present">What is derived as of now.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="person">Whose page.</param>
    /// <param name="all">All ties, without quotes, instead of the strongest with them.</param>
    public static PersonView Of(Present present, Reader reader, Person person, bool all) => new(
        PersonRow.Of(present, reader, person), DecisionsOn(present, person), TopicAnswer.Of(present, reader, person, Known),
        present.Network.TiesOf(person.Id, present.Network.PrivateTies(present.Database, reader)).Count,
        TieAnswer.Of(present, reader, person, all ? AllTies : FewTies, quotes: all ? 0 : 3),
        TieAnswer.Of(present, reader, person, QuietTies, quietOnly: true, quotes: 1),
        Server.People.SpokeIn.Of(present, reader, person, Talks), reader.Person == person.Id ? Declining.Of(present, reader.Identities) : []);

    /// <summary>What people decided about somebody, and what still counts.</summary>
    internal static List<PersonDecision> DecisionsOn(Present present, Person person)
    {
        var own = person.Identities.Select(identity => identity.Id).ToHashSet();
        return [.. present.Database.Read(PeopleStore.Decisions)
            .Where(decision => decision.UndoneAt is null && decision.Kind != PersonDecisionKind.Distinct && own.Contains(decision.Identity))];
    }
}

/// <summary>The ways to a person from somebody chosen.</summary>
/// <param name="From">Who was asked for.</param>
/// <param name="Answer">The ways; null if it is not clear who is meant.</param>
public sealed record WayHere(Chosen From, PathAnswer? Answer);

using Kith.People;

namespace Kith.Recaps;

/// <summary>Who took part in a gathering, each person once, programs not at all.</summary>
/// <param name="Spoke">Whoever said something that stands, and how often; most first.</param>
/// <param name="Reacted">How many reacted to something or voted.</param>
/// <param name="Read">How many were there before the end and read; whoever spoke or reacted has.</param>
public sealed record Participation(IReadOnlyList<(Person Person, int Entries)> Spoke, int Reacted, int Read)
{
    /// <summary>Counts a gathering.</summary>
    public static Participation Of(GatheringTranscript transcript, Everyone everyone)
    {
        var spoke = transcript.Standing.Select(message => Human(everyone, message.Author)).OfType<Person>()
            .GroupBy(person => person.Id).Select(own => (Person: own.First(), Entries: own.Count()))
            .OrderByDescending(own => own.Entries).ThenBy(own => own.Person.Id.Value).ToList();
        var reacted = People(everyone, transcript.Standing.SelectMany(message => message.Reactions.All.SelectMany(one => one.By))
            .Concat(transcript.Votes.SelectMany(votes => votes.Select(vote => vote.By))));
        // Whoever came after the end read a transcript; they were not there.
        var read = People(everyone, transcript.Attendances
            .Where(attendance => attendance.ReadTo > 0 && !(attendance.ArrivedAt > transcript.Gathering.EndedAt)).Select(attendance => attendance.Who));
        read.UnionWith(reacted);
        read.UnionWith(spoke.Select(own => own.Person.Id));
        return new(spoke, reacted.Count, read.Count);
    }

    private static HashSet<PersonId> People(Everyone everyone, IEnumerable<IdentityId> identities) =>
        [.. identities.Select(identity => Human(everyone, identity)).OfType<Person>().Select(person => person.Id)];

    private static Person? Human(Everyone everyone, IdentityId identity) => everyone.Of(identity) is { IsBot: false } person ? person : null;
}

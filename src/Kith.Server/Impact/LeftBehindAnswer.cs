using Kith.Conversations;
using Kith.Impact;
using Kith.People;
using Kith.Recaps;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Kith.Ties;

namespace Kith.Server.Impact;

/// <summary>Two people, and what shows something about them.</summary>
public sealed record PairAnswer(string One, long OneId, string Other, long OtherId, IReadOnlyList<Evidence> Evidence);

/// <summary>Two who were in touch again after a silence.</summary>
public sealed record RenewedAnswer(
    string One, long OneId, string Other, long OtherId, DateOnly Last, int SilentDays, double? UsualGapDays, IReadOnlyList<Evidence> Evidence);

/// <summary>Who answered whom, and how often.</summary>
public sealed record AnsweredAnswer(string Person, long Id, string Answered, long AnsweredId, int Answers, IReadOnlyList<Evidence> Evidence);

/// <summary>A group before the gathering, by the person in it with the strongest ties.</summary>
public sealed record GroupAnswer(string Around, long Id, int People);

/// <summary>One of a group whom somebody talked with.</summary>
public sealed record ReachedAnswer(GroupAnswer Group, string Person, long Id, Evidence? Evidence);

/// <summary>Somebody who talked with people of several groups.</summary>
public sealed record BridgeAnswer(string Person, long Id, IReadOnlyList<ReachedAnswer> Reached);

/// <summary>Two of different groups between whom there had been no tie or a weak one.</summary>
public sealed record AcrossAnswer(string One, long OneId, GroupAnswer OneGroup, string Other, long OtherId, GroupAnswer OtherGroup, IReadOnlyList<Evidence> Evidence);

/// <summary>What followed a gathering in relationships; see docs/json.md.</summary>
/// <param name="Met">Who talked with each other for the first time.</param>
/// <param name="Renewed">Who was in touch again, after the longest silence first.</param>
/// <param name="Answers">Who answered whom, most first.</param>
/// <param name="Bridges">Who bridged groups.</param>
/// <param name="Across">Pairs across groups.</param>
/// <param name="Complete">False while something said there has not been looked at yet.</param>
public sealed record LeftBehindAnswer(
    IReadOnlyList<PairAnswer> Met, IReadOnlyList<RenewedAnswer> Renewed, IReadOnlyList<AnsweredAnswer> Answers, IReadOnlyList<BridgeAnswer> Bridges,
    IReadOnlyList<AcrossAnswer> Across, bool Complete)
{
    /// <summary>What became of them in the months after; null while it is too early to say.</summary>
    public AfterwardsAnswer? Afterwards { get; init; }

    private const int Quotes = 3;

    /// <summary>Tells it to members; null for anybody else: people and ties are for those who are signed in.</summary>
    /// <param name="present">What is derived as of now.</param>
    /// <param name="me">Who asks.</param>
    /// <param name="transcript">Of the gathering, as they may read it.</param>
    /// <param name="everyone">Who is who.</param>
    public static LeftBehindAnswer? Of(Present present, Me me, GatheringTranscript transcript, Everyone everyone)
    {
        if (me.Highest < Kith.Accounts.Role.Member)
        {
            return null;
        }
        // The network may be some seconds old; what followed this gathering must not be.
        new Fold(present.Database).Run();
        var network = present.Network;
        using var connection = present.Database.Connect();
        var gathering = transcript.Gathering;
        var groups = GroupsBefore.Of(network, Days.Of(ImpactStore.BeganAt(gathering)) - 1);
        var found = ImpactStore.Of(connection, me.Reader, gathering, groups, everyone);
        return new Telling(transcript, everyone, groups).Tell(found, Fold.IsDone(connection)) with
        {
            Afterwards = AfterwardsAnswer.Of(ImpactStore.After(
                connection, gathering, [.. Participation.Of(transcript, everyone).Spoke.Select(own => own.Person.Id)], network.All, groups, everyone, network.Today), everyone),
        };
    }

    private sealed class Telling(GatheringTranscript transcript, Everyone everyone, Groups groups)
    {
        private readonly Dictionary<long, Message> standing = transcript.Standing.ToDictionary(message => message.Seq);

        public LeftBehindAnswer Tell(LeftBehind found, bool complete) => new(
            [.. found.Met.Select(met => new PairAnswer(Name(met.Pair.One), met.Pair.One.Value, Name(met.Pair.Other), met.Pair.Other.Value, Shown(met.Entries)))],
            [.. found.Renewed.Select(each => new RenewedAnswer(
                Name(each.Pair.One), each.Pair.One.Value, Name(each.Pair.Other), each.Pair.Other.Value, Times.Day(each.LastDay), each.SilentDays, each.UsualGap, Shown(each.Entries)))],
            [.. found.Answers.Select(each => new AnsweredAnswer(Name(each.From), each.From.Value, Name(each.To), each.To.Value, each.Entries.Count, Shown(each.Entries)))],
            [.. found.Bridges.Select(bridge => new BridgeAnswer(Name(bridge.Person), bridge.Person.Value,
                [.. bridge.Reached.Select(reached => new ReachedAnswer(Group(reached.Group), Name(reached.Other), reached.Other.Value, Shown([reached.Entry]).FirstOrDefault()))]))],
            [.. found.Across.Select(each => new AcrossAnswer(
                Name(each.Pair.One), each.Pair.One.Value, Group(each.OneGroup), Name(each.Pair.Other), each.Pair.Other.Value, Group(each.OtherGroup), Shown(each.Entries)))],
            complete);

        private string Name(PersonId person) => everyone.Find(person)?.Name ?? "Somebody new";

        private GroupAnswer Group(int number) => new(Name(groups.All[number].Around), groups.All[number].Around.Value, groups.All[number].People);

        private IReadOnlyList<Evidence> Shown(IEnumerable<long> entries) => [.. entries.Where(standing.ContainsKey).Take(Quotes).Select(seq => standing[seq]).Select(message => new Evidence(
            Excerpt.Of(message.Body, message.Markup), Times.Of(message.At), everyone.Of(message.Author)?.Name ?? "", $"{Address.OfGathering(message.Conversation)}#m{message.Seq}"))];
    }
}

using Kith.Conversations;
using Kith.People;
using Kith.Server.Shared;
using Kith.Ties;

namespace Kith.Server.Ties;

/// <summary>A tie as an answer; see docs/json.md.</summary>
/// <param name="Person">Name of the other one.</param>
/// <param name="Id">Number of the other one.</param>
/// <param name="Strength">0 to below 1; one half is the middle of the reciprocated ties.</param>
/// <param name="Chance">Of direct contact in the next 30 days, 0 to 1.</param>
/// <param name="Balance">The person's share of the giving, 0 to 1; one half is even.</param>
/// <param name="First">First interaction.</param>
/// <param name="Last">Last interaction.</param>
/// <param name="Interactions">How many, both ways.</param>
/// <param name="Quiet">Whether it is going quiet.</param>
/// <param name="UsualGapDays">Of a tie that is going quiet: the usual gap between contacts.</param>
/// <param name="Timeline">Days of contact in each of the last 24 months, the present one last.</param>
/// <param name="Evidence">The latest messages behind it that the reader may see.</param>
public sealed record TieAnswer(
    string Person, long Id, double Strength, double Chance, double Balance, DateTimeOffset First, DateTimeOffset Last, long Interactions,
    bool Quiet, double? UsualGapDays, IReadOnlyList<int> Timeline, IReadOnlyList<Evidence> Evidence)
{
    private const int Months = 24;

    /// <summary>The ties of a person that the reader may know of, strongest first.</summary>
    /// <param name="present">What is derived as of now.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="person">Whose ties.</param>
    /// <param name="top">At most how many.</param>
    /// <param name="quietOnly">Only those that are going quiet.</param>
    /// <param name="quotes">At most how many messages for each.</param>
    public static IReadOnlyList<TieAnswer> Of(Present present, Reader reader, Person person, int top, bool quietOnly = false, int quotes = 3)
    {
        var network = present.Network;
        var ties = network.TiesOf(person.Id, network.PrivateTies(present.Database, reader))
            .Where(tie => !quietOnly || tie.QuietOn(network.Today) is not null).Take(top);
        using var connection = present.Database.Connect();
        return [.. ties.Select(tie =>
        {
            var other = network.Everyone.Find(tie.Other)!;
            var quiet = tie.QuietOn(network.Today);
            return new TieAnswer(
                other.Name, other.Id.Value, Round(network.Shown(tie)), Round(network.Chance(tie)), Round(tie.BalanceOn(network.Today)),
                Times.Of(tie.FirstAt), Times.Of(tie.LastAt), tie.Interactions, quiet is not null, quiet?.Gap,
                Kith.Ties.Timeline.Of(tie.There.Merge(tie.Back), network.Today, Months),
                [.. ContactStore.Evidence(connection, reader, person, other, quotes)
                    .Select(each => Shared.Evidence.Of(connection, reader, each.Conversation, each.Seq, each.At)).OfType<Evidence>().DistinctBy(each => each.Url)]);
        })];
    }

    private static double Round(double value) => Math.Round(value, 4);
}

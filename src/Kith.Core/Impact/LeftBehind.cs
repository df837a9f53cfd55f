using Kith.Interactions;
using Kith.People;
using Kith.Ties;

namespace Kith.Impact;

/// <summary>Two who talked with each other for the first time.</summary>
/// <param name="Pair">Who.</param>
/// <param name="Entries">The entries that show it.</param>
public sealed record Met(Pair Pair, IReadOnlyList<long> Entries);

/// <summary>Two who were in touch again.</summary>
/// <param name="Pair">Who.</param>
/// <param name="LastDay">UTC day of the last sign before.</param>
/// <param name="SilentDays">How long it had been silent.</param>
/// <param name="UsualGap">Their usual gap in days, if the tie was going quiet by its own measure; null if it was only silent for long.</param>
/// <param name="Entries">The entries that show it.</param>
public sealed record Renewed(Pair Pair, int LastDay, int SilentDays, double? UsualGap, IReadOnlyList<long> Entries);

/// <summary>Who answered whom.</summary>
/// <param name="From">Who answered.</param>
/// <param name="To">Whom.</param>
/// <param name="Entries">The answers.</param>
public sealed record Answered(PersonId From, PersonId To, IReadOnlyList<long> Entries);

/// <summary>Two of different groups, between whom there had been no tie or a weak one.</summary>
/// <param name="Pair">Who.</param>
/// <param name="OneGroup">Number of the group of the first.</param>
/// <param name="OtherGroup">Number of the group of the second.</param>
/// <param name="Entries">The entries that show it.</param>
public sealed record Across(Pair Pair, int OneGroup, int OtherGroup, IReadOnlyList<long> Entries);

/// <summary>Somebody who talked with people of several groups, some of them hardly known to them before.</summary>
/// <param name="Person">Who.</param>
/// <param name="Reached">Of each group, one whom they talked with, and an entry that shows it (0: none).</param>
public sealed record Bridge(PersonId Person, IReadOnlyList<(int Group, PersonId Other, long Entry)> Reached);

/// <summary>
/// What followed a gathering in relationships. It says what came after, never what caused it.
/// </summary>
/// <param name="Met">Who talked for the first time.</param>
/// <param name="Renewed">Who was in touch again, after the longest silence first.</param>
/// <param name="Answers">Who answered whom, most first.</param>
/// <param name="Bridges">Who bridged groups, most groups first.</param>
/// <param name="Across">Pairs across groups.</param>
/// <param name="Groups">The groups as they were before.</param>
public sealed record LeftBehind(
    IReadOnlyList<Met> Met, IReadOnlyList<Renewed> Renewed, IReadOnlyList<Answered> Answers, IReadOnlyList<Bridge> Bridges, IReadOnlyList<Across> Across, Groups Groups)
{
    /// <summary>Days of silence after which contact rekindles a tie.</summary>
    public const int LongSilence = 180;

    /// <summary>Shown strength below which a tie counts as weak: what pages call faint.</summary>
    public const double Weak = .35;

    /// <summary>Tells it.</summary>
    /// <param name="here">The interactions of the gathering.</param>
    /// <param name="past">What was between those people before.</param>
    /// <param name="groups">The groups before.</param>
    /// <param name="everyone">Who is who.</param>
    /// <param name="startsAt">UTC milliseconds at which the gathering began.</param>
    public static LeftBehind Of(IReadOnlyList<Interaction> here, Past past, Groups groups, Everyone everyone, long startsAt)
    {
        var day = Days.Of(startsAt);
        var talks = Encounter.In(here, everyone).Where(encounter => encounter.IsTalk).ToList();
        var met = talks.Where(talk => past.LastSign(talk.Pair) is null).Select(talk => new Met(talk.Pair, talk.Entries));
        var renewed = talks.Select(talk => RenewedBy(talk, past, day)).OfType<Renewed>().OrderByDescending(each => each.SilentDays);
        var answers = here.Where(each => each.Kind == InteractionKind.Reply && Pair.Of(everyone, each.From, each.To) is not null)
            .GroupBy(each => (From: everyone.Of(new(each.From))!.Id, To: everyone.Of(new(each.To))!.Id))
            .Select(same => new Answered(same.Key.From, same.Key.To, [.. same.Select(each => each.Seq).Distinct().Order()]))
            .OrderByDescending(each => each.Entries.Count).ThenBy(each => each.From.Value).ThenBy(each => each.To.Value);
        var across = talks.Select(talk => AcrossIn(talk, groups)).OfType<Across>().ToList();
        return new([.. met], [.. renewed], [.. answers], BridgesIn(talks, across, groups), across, groups);
    }

    private static Renewed? RenewedBy(Encounter talk, Past past, int day)
    {
        if (past.LastSign(talk.Pair) is not { } last)
        {
            return null;
        }
        var quiet = Quiet.Of(past.Of(talk.Pair), day);
        return quiet is not null || day - last >= LongSilence ? new(talk.Pair, last, day - last, quiet?.Gap, talk.Entries) : null;
    }

    private static Across? AcrossIn(Encounter talk, Groups groups) =>
        groups.Of(talk.Pair.One) is { } one && groups.Of(talk.Pair.Other) is { } other && one != other && groups.Shown(talk.Pair) < Weak
            ? new(talk.Pair, one, other, talk.Entries)
            : null;

    private static List<Bridge> BridgesIn(List<Encounter> talks, List<Across> across, Groups groups)
    {
        var fresh = across.SelectMany(each => (PersonId[])[each.Pair.One, each.Pair.Other])
            .Concat(talks.Where(talk => groups.Shown(talk.Pair) < Weak).SelectMany(talk => (PersonId[])[talk.Pair.One, talk.Pair.Other]).Where(person => groups.Of(person) is null))
            .ToHashSet();
        return [.. talks.SelectMany(talk => ((PersonId Person, PersonId Other, Encounter Talk)[])[(talk.Pair.One, talk.Pair.Other, talk), (talk.Pair.Other, talk.Pair.One, talk)])
            .Where(each => fresh.Contains(each.Person) && groups.Of(each.Other) is not null)
            .GroupBy(each => each.Person)
            .Select(own => new Bridge(own.Key, [.. own.GroupBy(each => groups.Of(each.Other)!.Value).OrderBy(group => group.Key)
                .Select(group => group.MaxBy(each => each.Talk.Weight)).Select(each => (groups.Of(each.Other)!.Value, each.Other, each.Talk.Entries.FirstOrDefault()))]))
            .Where(bridge => bridge.Reached.Count >= 2)
            .OrderByDescending(bridge => bridge.Reached.Count).ThenBy(bridge => bridge.Person.Value)];
    }
}

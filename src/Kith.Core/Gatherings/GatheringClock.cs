namespace Kith.Gatherings;

/// <summary>What time alone does to gatherings. Pure: what is due follows from what is known and the time.</summary>
public static class GatheringClock
{
    private const long Minute = 60_000, Patience = 60 * Minute;

    /// <summary>How long before the start moderators are reminded, in minutes: a week, a day, an hour.</summary>
    public static IReadOnlyList<int> Reminders { get; } = [7 * 24 * 60, 24 * 60, 60];

    /// <summary>
    /// The step that is due, or null. A planned gathering opens at its start. A live one ends an hour after its planned end, or
    /// after the last word if people went on. One that nobody hosted or opened until its end is cancelled.
    /// </summary>
    /// <param name="state">How far it is.</param>
    /// <param name="startsAt">UTC milliseconds.</param>
    /// <param name="endsAt">UTC milliseconds of the planned end.</param>
    /// <param name="lastSaid">UTC milliseconds of the last word; null if there is none.</param>
    /// <param name="now">UTC milliseconds.</param>
    public static GatheringStep? Due(GatheringState state, long startsAt, long endsAt, long? lastSaid, long now) => state switch
    {
        GatheringState.Proposed or GatheringState.Scheduled when now >= endsAt => GatheringStep.Cancel,
        GatheringState.Scheduled when now >= startsAt => GatheringStep.Open,
        GatheringState.Live when now >= Math.Max(endsAt, lastSaid ?? 0) + Patience => GatheringStep.End,
        _ => null,
    };

    /// <summary>Of which reminder it is time, in minutes before the start; null if of none. One that was missed is not caught up on.</summary>
    /// <param name="startsAt">UTC milliseconds.</param>
    /// <param name="createdAt">UTC milliseconds at which it was set up: whoever has just done so needs no reminder.</param>
    /// <param name="now">UTC milliseconds.</param>
    public static int? Reminder(long startsAt, long createdAt, long now)
    {
        var due = Reminders.Where(minutes => now < startsAt && startsAt - minutes * Minute <= now).ToList();
        return due.Count > 0 && createdAt < startsAt - due[^1] * Minute ? due[^1] : null;
    }

    /// <summary>A reminder's lead for people.</summary>
    public static string Words(int minutes) => minutes switch
    {
        >= 7 * 24 * 60 => "in a week",
        >= 24 * 60 => "tomorrow",
        _ => "in an hour",
    };
}

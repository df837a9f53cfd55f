namespace Kith.Gatherings;

/// <summary>What can happen to a gathering as a whole.</summary>
public enum GatheringStep
{
    /// <summary>Somebody is there to moderate it.</summary>
    Host,

    /// <summary>The last moderator steps down.</summary>
    Leave,

    /// <summary>The room opens.</summary>
    Open,

    /// <summary>The hour is over.</summary>
    End,

    /// <summary>Its recap is published.</summary>
    Publish,

    /// <summary>It is called off.</summary>
    Cancel,
}

/// <summary>Which step is possible from which state: there is no other way for a gathering to change its state.</summary>
public static class GatheringSteps
{
    /// <summary>The state after a step, or null if it can't be taken from here.</summary>
    public static GatheringState? After(this GatheringState state, GatheringStep step) => (state, step) switch
    {
        (GatheringState.Proposed, GatheringStep.Host) => GatheringState.Scheduled,
        (GatheringState.Scheduled, GatheringStep.Leave) => GatheringState.Proposed,
        (GatheringState.Scheduled, GatheringStep.Open) => GatheringState.Live,
        (GatheringState.Live, GatheringStep.End) => GatheringState.Ended,
        (GatheringState.Ended, GatheringStep.Publish) => GatheringState.Published,
        (GatheringState.Proposed or GatheringState.Scheduled, GatheringStep.Cancel) => GatheringState.Cancelled,
        _ => null,
    };

    /// <summary>The state after a step.</summary>
    /// <exception cref="InvalidInputException">It can't be taken from here.</exception>
    public static GatheringState Take(this GatheringState state, GatheringStep step) => state.After(step) ?? throw Not(state, step);

    private static InvalidInputException Not(GatheringState state, GatheringStep step) => new(
        $"The gathering can't be {Done(step)}: it {Now(state)}.", "state", Hint(state));

    private static string Done(GatheringStep step) => step switch
    {
        GatheringStep.Host => "taken on",
        GatheringStep.Leave => "left without a moderator",
        GatheringStep.Open => "opened",
        GatheringStep.End => "ended",
        GatheringStep.Publish => "published",
        _ => "cancelled",
    };

    private static string Now(GatheringState state) => state switch
    {
        GatheringState.Proposed => "has no moderator yet",
        GatheringState.Scheduled => "has not begun",
        GatheringState.Live => "is live",
        GatheringState.Ended => "has ended",
        GatheringState.Published => "is published",
        _ => "was cancelled",
    };

    private static string Hint(GatheringState state) => state switch
    {
        GatheringState.Proposed => "Somebody has to say \"I will host\" first.",
        GatheringState.Scheduled => "Open it when it is time.",
        GatheringState.Live => "End it first.",
        GatheringState.Cancelled => "Copy it as a new one.",
        _ => "What was said stays; late answers may still come in.",
    };
}

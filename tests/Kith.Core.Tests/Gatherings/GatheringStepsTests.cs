using Kith.Gatherings;

namespace Kith.Tests.Gatherings;

public sealed class GatheringStepsTests
{
    // The whole machine, so that a step that becomes possible is noticed.
    [Fact]
    public void A_gathering_goes_from_state_to_state_by_these_steps_and_no_other() => Assert.Equal(
        [
            "Proposed Host Scheduled", "Proposed Cancel Cancelled", "Scheduled Leave Proposed", "Scheduled Open Live", "Scheduled Cancel Cancelled",
            "Live End Ended", "Ended Publish Published",
        ],
        Enum.GetValues<GatheringState>().SelectMany(state => Enum.GetValues<GatheringStep>()
            .Where(step => state.After(step) is not null).Select(step => $"{state} {step} {state.After(step)}")));

    [Fact]
    public void A_step_that_cannot_be_taken_is_refused_in_a_sentence()
    {
        var refused = Assert.Throws<InvalidInputException>(() => GatheringState.Ended.Take(GatheringStep.Open));
        Assert.Equal("The gathering can't be opened: it has ended.", refused.Message);
    }
}

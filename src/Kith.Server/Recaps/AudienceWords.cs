using Kith.Rooms;

namespace Kith.Server.Recaps;

/// <summary>What became of a question of the audience, in words.</summary>
internal static class AudienceWords
{
    /// <summary>Such as "asked as Q4".</summary>
    public static string Of(AudienceAnswer asked) => asked.State switch
    {
        AudienceState.Asked => asked.Question is { } number ? $"asked as Q{number}" : "asked",
        AudienceState.Merged => "asked together with another",
        AudienceState.SetAside => $"set aside: {asked.Word}",
        _ => asked.Backers > 0 ? $"still open, backed by {asked.Backers}" : "still open",
    };
}

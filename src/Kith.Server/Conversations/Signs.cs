using Kith.Conversations;
using Markdig.Extensions.Emoji;

namespace Kith.Server.Conversations;

/// <summary>Reactions by their names at the sources, as what people see.</summary>
internal static class Signs
{
    private static readonly IDictionary<string, string> Known = EmojiMapping.GetDefaultEmojiShortcodeToUnicode();

    /// <summary>What a sign says, in words.</summary>
    public static string Name(string sign) => sign switch
    {
        "+1" => "Agreed",
        "heart" => "Love it",
        "bulb" => "Good idea",
        "tada" => "Hooray",
        _ => char.ToUpperInvariant(sign[0]) + sign[1..],
    };

    /// <summary>The character, or the name where there is none.</summary>
    public static string Of(string sign) => sign == Reactions.Thanks ? "🙏" : Known.TryGetValue($":{sign}:", out var character) ? character : sign;
}

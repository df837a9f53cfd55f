using Markdig.Extensions.Emoji;

namespace Kith.Server.Conversations;

/// <summary>Reactions by their names at the sources, as what people see.</summary>
internal static class Signs
{
    private static readonly IDictionary<string, string> Known = EmojiMapping.GetDefaultEmojiShortcodeToUnicode();

    /// <summary>The character, or the name where there is none.</summary>
    public static string Of(string sign) => Known.TryGetValue($":{sign}:", out var character) ? character : sign;
}

using System.Text.RegularExpressions;
using Kith.Importing.Text;

namespace Kith.Importing.Transcripts;

/// <summary>A message of a chat, with what hangs on it.</summary>
internal sealed class ChatMessage
{
    /// <summary>Key in its conversation.</summary>
    public required string Key { get; init; }

    /// <summary>The entry, its text without the quotation of what it answers.</summary>
    public required ChatLine Line { get; init; }

    /// <summary>Key of the message it answers.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Who gave which sign.</summary>
    public List<(string Sign, string By)> Reactions { get; } = [];
}

/// <summary>
/// The entries of a chat as messages. Replies and reactions quote the start of what they mean, in the language of the one who
/// sent them; they find it among the messages before.
/// </summary>
internal static partial class ChatTalk
{
    // Nobody reacts to what has scrolled away that far.
    private const int Reach = 1000;

    /// <summary>The messages, in order.</summary>
    public static List<ChatMessage> Of(IReadOnlyList<ChatLine> lines)
    {
        var (messages, keys) = (new List<ChatMessage>(), new Fingerprint());
        foreach (var line in lines.Where(line => line.Text.Length > 0))
        {
            if (Removed().Match(line.Text) is { Success: true } removed)
            {
                Quoted(messages, removed, line)?.Reactions.RemoveAll(one => one == (removed.Groups["sign"].Value, line.Name));
                continue;
            }
            var reaction = Reacted().Match(line.Text) is { Success: true } plain ? plain : ReactedOddly().Match(line.Text);
            if (reaction.Success)
            {
                // Whoever reacts to something that is not there has said nothing.
                React(Quoted(messages, reaction, line), reaction.Groups["sign"].Value, line.Name);
                continue;
            }
            messages.Add(Message(messages, line, keys));
        }
        return messages;
    }

    private static ChatMessage Message(List<ChatMessage> before, ChatLine line, Fingerprint keys)
    {
        var reply = Replied().Match(line.Text);
        var answered = reply.Success ? Quoted(before, reply, line) : null;
        // What a reply quotes may be a picture, or have been said before the recording began.
        var isReply = answered is not null || (reply.Success && line.Text.StartsWith("Replying to ", StringComparison.Ordinal));
        var (text, signs) = Trailing(isReply ? reply.Groups["text"].Value.Trim() : line.Text);
        var key = keys.Next($"c{TimeSpan.FromMilliseconds(line.At):hh\\:mm\\:ss}-{Fingerprint.Of($"{line.Name} {text}")}");
        var message = new ChatMessage { Key = key, Line = line with { Text = text.Length > 0 ? text : line.Text }, ReplyTo = answered?.Key };
        foreach (var (by, sign) in signs)
        {
            React(message, sign, by);
        }
        return message;
    }

    // A saved chat may list reactions below the message: "Ann Lee:👍".
    private static (string Text, List<(string By, string Sign)>) Trailing(string text)
    {
        var signs = new List<(string, string)>();
        var lines = text.Split('\n');
        var end = lines.Length;
        while (end > 1 && (string.IsNullOrWhiteSpace(lines[end - 1]) || Sign().IsMatch(lines[end - 1])))
        {
            end--;
            if (Sign().Match(lines[end]) is { Success: true } sign)
            {
                signs.Insert(0, (sign.Groups["name"].Value.Trim(), sign.Groups["sign"].Value));
            }
        }
        return signs.Count == 0 ? (text, signs) : (string.Join('\n', lines[..end]).Trim(), signs);
    }

    private static void React(ChatMessage? message, string sign, string by)
    {
        if (message is not null && !message.Reactions.Contains((sign, by)))
        {
            message.Reactions.Add((sign, by));
        }
    }

    // The quotation is cut after some letters and dots; what is said to one person is not quoted to another.
    private static ChatMessage? Quoted(List<ChatMessage> messages, Match quoting, ChatLine by)
    {
        var quote = Plain(quoting.Groups["quote"].Value);
        var start = quote.EndsWith("...", StringComparison.Ordinal) ? quote[..^3].TrimEnd() : quote.TrimEnd('…').TrimEnd();
        for (var i = messages.Count - 1; start.Length > 0 && i >= 0 && i >= messages.Count - Reach; i--)
        {
            if (messages[i].Line.To is null == by.To is null && Plain(messages[i].Line.Text).StartsWith(start, StringComparison.Ordinal))
            {
                return messages[i];
            }
        }
        return null;
    }

    private static string Plain(string text) => Spaces().Replace(text.Length > 2000 ? text[..2000] : text, " ").Trim();

    [GeneratedRegex(@"^[^""\n]{3,40}?[ ]""(?<quote>.+)""[ ]\w{1,10}[ ](?<sign>[^\p{L}\p{N}\s""]{1,24})(?:[ ]\w{1,15})?$", RegexOptions.Singleline)]
    private static partial Regex Reacted();

    [GeneratedRegex(@"^Reacted to (?<quote>.+) with ""(?<sign>[^\p{L}\p{N}\s""]{1,24})""$", RegexOptions.Singleline)]
    private static partial Regex ReactedOddly();

    [GeneratedRegex(@"^Removed an? (?<sign>\S{1,24}) reaction from ""(?<quote>.+)""$", RegexOptions.Singleline)]
    private static partial Regex Removed();

    [GeneratedRegex(@"^[^""\n]{3,40}?[ ]""(?<quote>.*?)""[ ]?:?[ ]?\n+(?<text>.+)$", RegexOptions.Singleline)]
    private static partial Regex Replied();

    [GeneratedRegex(@"^(?<name>[^:]{1,100}):[ ]?(?<sign>[^\p{L}\p{N}\s:""()/]{1,24})$")]
    private static partial Regex Sign();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

namespace Kith.Importing.Zulip;

/// <summary>Quoting somebody writes "@_**Name|7** [said](…/stream/4-name/topic/a.20topic/near/1002):" above the quotation.</summary>
internal static class ZulipQuote
{
    /// <summary>Key of the message that is quoted first, if it is of the same conversation; null if none is.</summary>
    /// <param name="content">A message in Zulip's Markdown.</param>
    /// <param name="conversation">Key of its conversation: stream and topic.</param>
    public static string? Answered(string content, string conversation)
    {
        foreach (var line in content.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("@_**") && line.TrimEnd().EndsWith("):") && Target(line, conversation) is { } answered)
            {
                return answered;
            }
        }
        return null;
    }

    private static string? Target(ReadOnlySpan<char> line, string conversation)
    {
        var near = line.LastIndexOf("/near/");
        var topic = near < 0 ? -1 : line[..near].LastIndexOf("/topic/");
        if (topic < 0)
        {
            return null;
        }
        var id = line[(near + 6)..];
        id = id[..Math.Max(0, id.IndexOfAnyExceptInRange('0', '9'))];
        var stream = line[(line[..topic].LastIndexOf('/') + 1)..topic];
        stream = stream[..Math.Max(0, stream.IndexOf('-'))];
        var name = ZulipNames.Unresolved(ZulipFolders.Decode(line[(topic + 7)..near].ToString()));
        return id.Length > 0 && $"{stream}/{name}" == conversation ? id.ToString() : null;
    }
}

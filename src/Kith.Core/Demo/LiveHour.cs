using System.Text.RegularExpressions;
using Kith.Importing;

namespace Kith.Demo;

/// <summary>One line of an hour that is held in the demo.</summary>
/// <param name="After">Milliseconds since the hour began.</param>
/// <param name="Key">Its key.</param>
/// <param name="Email">Mail address of who says it.</param>
/// <param name="Text">The words; of a line that asks, nothing.</param>
/// <param name="Asks">Whether it asks the next planned question.</param>
/// <param name="ReplyTo">Key of the line it replies to, or null.</param>
public sealed record LiveLine(long After, string Key, string Email, string Text, bool Asks, string? ReplyTo);

/// <summary>Somebody who comes to it.</summary>
public sealed record LiveMember(string Name, string Email);

/// <summary>A chat after the year: nobody has heard its stories before.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Framing">What it is about.</param>
/// <param name="Questions">Those that are planned.</param>
/// <param name="Host">Who asks them.</param>
/// <param name="Members">Everybody who says something.</param>
/// <param name="Lines">In order of time.</param>
/// <param name="Cast">Everybody of the demo.</param>
public sealed partial record LiveHour(
    string Title, string Framing, IReadOnlyList<string> Questions, LiveMember Host, IReadOnlyList<LiveMember> Members, IReadOnlyList<LiveLine> Lines, IReadOnlyList<LiveMember> Cast)
{
    /// <param name="stage">Of the year.</param>
    /// <param name="chats">Of which it is the next.</param>
    /// <param name="withDoors">Whether those speak in it whom the visitor can be.</param>
    internal static LiveHour Of(Stage stage, Chats chats, bool withDoors)
    {
        var (held, entries) = chats.Next();
        var all = entries.OfType<MessageEntry>().OrderBy(message => message.At).ToList();
        // A question of which everything was told before is not asked: nobody would answer.
        var messages = all.Where((message, i) => !(Asks(message) && i + 1 < all.Count && Asks(all[i + 1]))).ToList();
        var members = stage.Cast.Members.ToDictionary(member => member.KeyAt(Medium.Chats), member => new LiveMember(member.Name, member.KeyAt(Medium.Mail)));
        var asked = messages.Select(message => QuestionIn().Match(message.Body)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        var doors = messages.Where(message => !withDoors && LiveHarbour.Doors.Contains(members[message.Author].Name)).Select(message => message.Key).ToHashSet();
        var said = messages.Where(message => !doors.Contains(message.Key) && !doors.Contains(message.ReplyTo ?? "")).ToList();
        return new LiveHour(
            held.Title, messages[1].Body, asked, members[held.Host.KeyAt(Medium.Chats)], [.. said.Select(message => members[message.Author]).Distinct()],
            [.. said.Select(message => Asks(message)
                ? new LiveLine(message.At - messages[0].At, message.Key, members[message.Author].Email, "", Asks: true, ReplyTo: null)
                : new LiveLine(message.At - messages[0].At, message.Key, members[message.Author].Email, message.Body, Asks: false, message.ReplyTo))],
            [.. members.Values]);
    }

    private static bool Asks(MessageEntry message) => QuestionIn().IsMatch(message.Body);

    [GeneratedRegex(@"\bQ\d\. (.+)$", RegexOptions.Singleline)]
    private static partial Regex QuestionIn();
}

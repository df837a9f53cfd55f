using Kith.Conversations;
using Kith.Importing;

namespace Kith.Demo;

/// <summary>What is said between the chats, in a channel for each crew and one for all, in threads.</summary>
internal sealed class Talk(Stage stage, IReadOnlyList<Held> chats)
{
    private const string Quayside = "quayside", MorningLog = "morning log";

    private readonly Draw draw = new("talk");
    private readonly Dictionary<string, Transcript> channels = [];

    public IEnumerable<Entry> Entries()
    {
        foreach (var crew in stage.Crews.Append(Quayside).Append(MorningLog))
        {
            channels.Add(crew, new Transcript($"talk-{Name(crew)}", Medium.Talk));
        }
        for (var week = 0; week < Calendar.Weeks; week++)
        {
            Week(week);
        }
        yield return Cast.Bot;
        foreach (var (crew, transcript) in channels)
        {
            yield return new ConversationEntry($"talk-{Name(crew)}", $"#{Name(crew)}", ConversationKind.Channel, Visibility.Community);
            foreach (var entry in transcript.Entries())
            {
                yield return entry;
            }
        }
    }

    private static string Name(string crew) => crew.ToLowerInvariant().Replace(' ', '-');

    private void Week(int week)
    {
        foreach (var topic in draw.Shuffled(stage.Topics).OrderByDescending(topic => stage.Left(topic.Talk)).Take(3))
        {
            Thread(topic.Crew, topic, stage.Fresh(topic.Talk, 1), week);
        }
        Thread(Quayside, null, draw.Chance(.8) ? stage.Fresh(stage.Exchanges("quayside"), 1) : [], week);
        Log(week);
        Ring(week);
    }

    private void Thread(string channel, Topic? topic, IReadOnlyList<Exchange> fresh, int week)
    {
        if (fresh is not [var exchange])
        {
            return;
        }
        var here = stage.Cast.Members.Where(member => member.IsThere(week)
            && (topic is null || member.Crews.Contains(channel) || member.Knowing(topic) > 1)).ToList();
        if (stage.Fill(exchange, topic, here, week) is not { } scene)
        {
            return;
        }
        var transcript = channels[channel];
        var at = stage.Calendar.At(week, draw.Between(0, 5), draw.Between(6, 20), draw.Between(0, 59));
        Post? root = null;
        foreach (var line in exchange.Lines)
        {
            var speaker = scene.Voices[line.Voice];
            var post = transcript.Add(at, speaker, stage.Say(line, speaker, scene, week, Medium.Talk), root);
            React(post, speaker, here, week);
            root ??= post;
            at += draw.Between(2, 70) * Calendar.Minute;
        }
        var (first, author) = (root!, scene.Voices[exchange.Lines[0].Voice]);
        if (exchange.Lines.Count == 1 && !Asks(first.Body) && stage.Pick("M", topic, [.. here.Except(scene.Voices.Values)], week, author) is { } other)
        {
            var to = new Scene();
            to.Voices.Add("M", author);
            transcript.Add(at, other, stage.Say("reply in talk", other, to, week, Medium.Talk), first);
        }
    }

    // What only amuses may be answered with anything.
    private static bool Asks(string words) => words.Contains('?') || words.Contains("please", StringComparison.OrdinalIgnoreCase) || words.Contains("looking for", StringComparison.Ordinal);

    private void React(Post post, Member author, List<Member> here, int week)
    {
        var others = draw.Some(here, member => stage.Cast.Closeness(author, member, week), 3);
        foreach (var sign in draw.Shuffled(["+1", "heart", "joy", "eyes", "anchor", "tada"]).Take(draw.Between(0, 2)))
        {
            post.Reactions.AddRange(others.Take(draw.Between(1, 3)).Select(member => (sign, member)));
        }
    }

    // What the first one up writes down, at a few harbours, and who answers.
    private void Log(int week)
    {
        var here = stage.Cast.Members.Where(member => member.IsThere(week) && member.Liveliness > 2).ToList();
        foreach (var (one, other) in stage.Cast.Correspondents.Where(pair => pair.One.IsThere(week) && pair.Other.IsThere(week)))
        {
            Log(week, draw.Below(7), here, draw.Shuffled([one, other]));
        }
        for (var i = draw.Between(2, 4); i > 0; i--)
        {
            Log(week, draw.Below(7), here, [draw.One(here)]);
        }
    }

    private void Log(int week, int day, List<Member> here, List<Member> writers)
    {
        var at = stage.Calendar.At(week, day, draw.Between(4, 7), draw.Between(0, 59));
        var post = channels[MorningLog].Add(at, writers[0], stage.Say("log", writers[0], new Scene(), week, Medium.Meetings));
        React(post, writers[0], here, week);
        var other = writers.Count > 1 ? writers[1] : draw.Chance(.5) ? stage.Pick("M", null, here, week, writers[0]) : null;
        if (other is not null && stage.Cast.Closeness(writers[0], other, week) > 0)
        {
            var scene = new Scene { Voices = { ["M"] = writers[0] } };
            channels[MorningLog].Add(at + draw.Between(3, 90) * Calendar.Minute, other, stage.Say("log reply", other, scene, week, Medium.Meetings), post);
        }
    }

    // The program reminds of the chat.
    private void Ring(int week)
    {
        var (chat, at) = (chats[week], stage.Calendar.Chat(week));
        Ring(chat, "bell", at - 45 * Calendar.Minute);
        Ring(chat, "bell after", at + 75 * Calendar.Minute);
    }

    private void Ring(Held chat, string heading, long at)
    {
        var scene = new Scene { Slots = { ["number"] = $"{chat.Week + 1}", ["title"] = chat.Title, ["people"] = $"{chat.Attendees.Count}" }, Voices = { ["H"] = chat.Host } };
        channels[Quayside].Add(new Post(at, Cast.Bot, stage.Say(heading, chat.Host, scene, chat.Week, Medium.Talk).Text, null));
    }
}

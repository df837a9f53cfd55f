using Kith.Conversations;
using Kith.Importing;

namespace Kith.Demo;

/// <summary>Meetings of the crews, three a year each, and of the hosts every four months: transcripts, and who was there.</summary>
internal sealed class Meetings(Stage stage)
{
    private readonly Draw draw = new("meetings");

    public IEnumerable<Entry> Entries()
    {
        for (var week = 0; week < Calendar.Weeks; week++)
        {
            var crews = stage.Crews.Where((_, at) => (week - 2 * at) % 17 == 3).ToList();
            foreach (var crew in crews)
            {
                var topics = stage.Topics.Where(topic => topic.Crew == crew).ToList();
                var items = draw.Shuffled(topics.SelectMany(topic => topic.Items.Select(item => (topic, item)))).Where(each => stage.Left([each.item]) > 0).Take(2).ToList();
                items.ForEach(each => stage.Fresh([each.item], 1));
                foreach (var entry in Meeting($"{crew} meeting", week, Coming(week, member => member.Crews.Contains(crew)), [.. items.Select(each => ((Topic?)each.topic, each.item))]))
                {
                    yield return entry;
                }
            }
            if (week % 17 == 8)
            {
                var items = stage.Fresh(stage.Exchanges("hosts"), 2);
                foreach (var entry in Meeting("Hosts' meeting", week, Coming(week, member => member.Traits.Contains("host") || member.Traits.Contains("bridge")), [.. items.Select(item => ((Topic?)null, item))]))
                {
                    yield return entry;
                }
            }
        }
    }

    private List<Member> Coming(int week, Func<Member, bool> invited) =>
        [.. draw.Shuffled(stage.Cast.Members.Where(member => member.IsThere(week) && invited(member))).Where(_ => draw.Chance(.8))];

    private IEnumerable<Entry> Meeting(string title, int week, List<Member> attendees, IReadOnlyList<(Topic? Topic, Exchange Item)> items)
    {
        var key = $"meeting-{week + 1}-{title.Split(' ')[0].ToLowerInvariant().TrimEnd('\'')}";
        var start = stage.Calendar.At(week, 5, 17);
        var chair = attendees.MaxBy(member => (member.Traits.Contains("host") ? 10 : 0) + member.Liveliness)!;
        var transcript = new Transcript(key, Medium.Meetings);
        var at = start + 20 * Calendar.Second;
        var scene = Chaired(chair);
        at = Turn(transcript, at, chair, stage.Say("meeting open", chair, scene, week, Medium.Meetings));
        foreach (var member in attendees.Where(member => member != chair).Take(4))
        {
            at = Turn(transcript, at, member, stage.Say("meeting here", member, Chaired(chair), week, Medium.Meetings));
        }
        foreach (var (topic, item) in items)
        {
            at = Discuss(transcript, at, chair, attendees, topic, item, week);
        }
        at = Turn(transcript, at, chair, stage.Say("meeting close", chair, scene, week, Medium.Meetings));
        foreach (var member in attendees.Where(member => member != chair).TakeLast(3))
        {
            at = Turn(transcript, at, member, stage.Say("meeting bye", member, Chaired(chair), week, Medium.Meetings));
        }
        return
        [
            new ConversationEntry(key, title, ConversationKind.Meeting, Visibility.Community),
            .. transcript.Entries(),
            .. attendees.Select(member => new AttendanceEntry(key, member.KeyAt(Medium.Meetings), start, at)),
        ];
    }

    private long Discuss(Transcript transcript, long at, Member chair, List<Member> attendees, Topic? topic, Exchange item, int week)
    {
        if (stage.Fill(item, topic, attendees, week, Chaired(chair)) is not { } scene)
        {
            return at;
        }
        var heading = $"{stage.Pattern("meeting item")} {item.Title}.";
        at = Turn(transcript, at + draw.Between(60, 240) * Calendar.Second, chair, stage.Say(new Line("H", heading), chair, scene, week, Medium.Meetings));
        foreach (var line in item.Lines)
        {
            at = Turn(transcript, at, scene.Voices[line.Voice], stage.Say(line, scene.Voices[line.Voice], scene, week, Medium.Meetings));
        }
        return at;
    }

    // About 14 letters a second, and a while to think.
    private long Turn(Transcript transcript, long at, Member speaker, Said said)
    {
        transcript.Add(at, speaker, said);
        return at + (said.Text.Length / 14 + draw.Between(2, 30)) * Calendar.Second;
    }

    private static Scene Chaired(Member chair)
    {
        var scene = new Scene();
        scene.Voices.Add("H", chair);
        return scene;
    }
}

using Kith.Importing;

namespace Kith.Demo;

/// <summary>What a recap quotes: who answered which question, and with what sentence.</summary>
internal sealed record Quote(string Question, Member By, string Text);

/// <summary>A chat that was held.</summary>
internal sealed record Held(int Week, string Title, Member Host, IReadOnlyList<Member> Attendees, IReadOnlyList<Quote> Quotes);

/// <summary>The weekly hour: everybody may come, a host asks numbered questions.</summary>
internal sealed class Chats(Stage stage)
{
    private const int Most = 37;

    private readonly Draw draw = new("chats");
    private readonly HashSet<Member> greeted = [.. stage.Cast.Members.Where(member => member.From == 0)];
    private readonly List<Held> held = [];

    /// <summary>The chats, in order.</summary>
    public IReadOnlyList<Held> Held => held;

    public IEnumerable<Entry> Entries()
    {
        var topics = Plan();
        for (var week = 0; week < Calendar.Weeks; week++)
        {
            var (topic, turn) = (topics[week], topics.Take(week).Count(each => each == topics[week]));
            var share = topic.Subjects.Sum(subject => subject.Answers.Count) / topics.Count(each => each == topic);
            var hour = new ChatHour(stage, draw, topic, topic.Titles[turn], week, Host(topic, week), greeted);
            foreach (var entry in hour.Entries(Attendees(topic, week), share))
            {
                yield return entry;
            }
            held.Add(hour.Held);
        }
    }

    // Every topic once before any comes again.
    private List<Topic> Plan() =>
        [.. Enumerable.Repeat(0, 1 + Calendar.Weeks / stage.Topics.Count).SelectMany(_ => draw.Shuffled(stage.Topics)).Take(Calendar.Weeks)];

    // Who knows most should answer, not ask.
    private Member Host(Topic topic, int week)
    {
        var hosts = stage.Cast.Members.Where(member => member.Traits.Contains("host")).ToList();
        return hosts[week % hosts.Count].Knowing(topic) == 3 ? hosts[(week + 1) % hosts.Count] : hosts[week % hosts.Count];
    }

    private List<Member> Attendees(Topic topic, int week)
    {
        var keen = stage.Cast.Members.Where(member => member.IsThere(week)).ToDictionary(member => member, member =>
            .09 * member.Liveliness + (member.Crews.Contains(topic.Crew) ? .2 : 0) + .25 * member.Knowing(topic) + (member.IsNew(week) ? .2 : 0));
        return [.. draw.Shuffled(keen.Keys).Where(member => draw.Chance(keen[member])).OrderByDescending(member => member.Knowing(topic)).Take(Most)];
    }
}

using Kith.Importing;

namespace Kith.Demo;

/// <summary>What a recap quotes: who answered which question, and with what sentence.</summary>
internal sealed record Quote(string Question, Member By, string Text);

/// <summary>A chat that was held.</summary>
internal sealed record Held(int Week, string Title, Member Host, IReadOnlyList<Member> Attendees, IReadOnlyList<Quote> Quotes);

/// <summary>The weekly hour: everybody may come, a host asks numbered questions.</summary>
internal sealed class Chats(Stage stage)
{
    private const int Most = 37, LastShare = 40;

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
            var (hour, entries) = Hour(week, topic, topic.Titles[turn], share);
            foreach (var entry in entries)
            {
                yield return entry;
            }
            held.Add(hour);
        }
    }

    /// <summary>The chat of the week after the year, about what there is most left to tell of.</summary>
    public (Held Held, IReadOnlyList<Entry> Entries) Next()
    {
        var topic = stage.Topics.MaxBy(each => stage.Left(each.Subjects.SelectMany(subject => subject.Answers)))!;
        return Hour(Calendar.Weeks, topic, topic.Titles[^1], LastShare);
    }

    private (Held Held, IReadOnlyList<Entry> Entries) Hour(int week, Topic topic, string title, int share)
    {
        var hour = new ChatHour(stage, draw, topic, title, week, Host(topic, week), greeted);
        IReadOnlyList<Entry> entries = [.. hour.Entries(Attendees(topic, week), share)];
        return (hour.Held, entries);
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

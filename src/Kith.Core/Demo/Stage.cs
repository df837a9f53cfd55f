namespace Kith.Demo;

/// <summary>What chats, mails, meetings and talk share: the people, the words, and a memory of which were used how often.</summary>
internal sealed class Stage
{
    private readonly Dictionary<string, int> used = [];
    private readonly Draw draw = new("stage");
    private readonly Phrases phrases = new();
    private readonly Wording wording;

    public Stage(Calendar calendar)
    {
        Calendar = calendar;
        wording = new Wording(phrases, Cast);
    }

    public Calendar Calendar { get; }

    public Cast Cast { get; } = Cast.Read();

    public IReadOnlyList<Topic> Topics { get; } = Topic.All();

    /// <summary>The groups, by name.</summary>
    public IReadOnlyList<string> Crews => [.. Topics.Select(topic => topic.Crew).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Exchanges that belong to no topic.</summary>
    public IReadOnlyList<Exchange> Exchanges(string heading) => phrases.Exchanges(heading);

    /// <summary>The rounds with which chats begin.</summary>
    public IReadOnlyList<Round> Rounds => phrases.Rounds;

    /// <summary>How many of these were never used.</summary>
    public int Left(IEnumerable<Exchange> exchanges) => exchanges.Count(each => !used.ContainsKey(each.Id));

    /// <summary>Up to so many of these that were never used: nobody tells the same story twice.</summary>
    public IReadOnlyList<Exchange> Fresh(IEnumerable<Exchange> exchanges, int count)
    {
        var chosen = draw.Shuffled(exchanges.Where(each => !used.ContainsKey(each.Id))).Take(count).ToList();
        chosen.ForEach(each => Use(each.Id));
        return chosen;
    }

    /// <summary>One of the lines used least often.</summary>
    public string Least(IReadOnlyList<string> lines)
    {
        var chosen = draw.Shuffled(lines).MinBy(line => used.GetValueOrDefault(line))!;
        Use(chosen);
        return chosen;
    }

    /// <summary>Says one of the lines under a heading.</summary>
    public Said Say(string heading, Member speaker, Scene scene, int week, Medium medium) =>
        Say(new Line("", Pattern(heading)), speaker, scene, week, medium);

    /// <summary>One of the lines under a heading that were used least often, as written.</summary>
    public string Pattern(string heading) => Least(phrases[heading]);

    /// <summary>Says a line.</summary>
    public Said Say(Line line, Member speaker, Scene scene, int week, Medium medium) => wording.Say(line.Text, speaker, scene, week, medium);

    /// <summary>Gives every voice of an exchange to somebody present; null if nobody is left for one.</summary>
    public Scene? Fill(Exchange exchange, Topic? topic, IReadOnlyList<Member> present, int week, Scene? begun = null) =>
        new Casting(Cast, draw).Fill(exchange, topic, present, week, begun);

    /// <summary>Somebody for one voice, turning to <paramref name="before"/>; null if there is nobody.</summary>
    public Member? Pick(string voice, Topic? topic, IReadOnlyList<Member> present, int week, Member? before) =>
        new Casting(Cast, draw).Pick(voice, topic, present, week, before);

    private void Use(string id) => used[id] = used.GetValueOrDefault(id) + 1;
}

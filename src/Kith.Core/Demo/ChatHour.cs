using Kith.Conversations;
using Kith.Importing;

namespace Kith.Demo;

/// <summary>One chat: a welcome, four or five questions with answers and what they lead to, goodbyes.</summary>
internal sealed class ChatHour(Stage stage, Draw draw, Topic topic, string title, int week, Member host, HashSet<Member> greeted)
{
    private const long Minute = Calendar.Minute, Second = Calendar.Second;
    private const int Questions = 4;
    private const long End = 60 * Minute, RoundAt = 3 * Minute, FirstQuestion = 7 * Minute, LastWords = 56 * Minute;

    // Nobody begins an exchange they will not see the end of.
    private const long Lasting = 7 * Minute;

    private readonly string key = $"chat-{week + 1}";
    private readonly long start = stage.Calendar.Chat(week);
    private readonly Dictionary<Member, (long From, long To)> there = [];
    private readonly List<(Post Post, Member By)> said = [];
    private readonly List<Quote> quotes = [];
    private readonly Transcript transcript = new($"chat-{week + 1}", Medium.Chats);

    /// <summary>What there is to tell of it afterwards.</summary>
    public Held Held => new(week, title, host, [.. there.Keys], quotes);

    /// <param name="attendees">Who comes.</param>
    /// <param name="share">About how many answers there are.</param>
    public IEnumerable<Entry> Entries(IReadOnlyList<Member> attendees, int share)
    {
        Arrive(attendees);
        Welcome();
        Round();
        var questions = draw.Shuffled(topic.Subjects).OrderByDescending(subject => stage.Left(subject.Answers)).Take(Questions).ToList();
        var each = (LastWords - FirstQuestion) / questions.Count;
        for (var i = 0; i < questions.Count; i++)
        {
            Ask(questions[i], i, (share + i) / Questions, FirstQuestion + i * each, FirstQuestion + (i + 1) * each);
        }
        LeaveEarly();
        Close();
        React();
        return
        [
            new ConversationEntry(key, $"{title} (Harbour chat {week + 1})", ConversationKind.Chat, Visibility.Public),
            .. transcript.Entries(),
            .. there.Select(one => new AttendanceEntry(key, one.Key.KeyAt(Medium.Chats), start + one.Value.From, start + one.Value.To)),
        ];
    }

    private void Arrive(IReadOnlyList<Member> attendees)
    {
        there[host] = (0, End);
        foreach (var member in attendees.Where(member => member != host))
        {
            var (late, early) = (draw.Chance(.12), draw.Chance(.15));
            // Who is asked for stays to the end.
            var asked = member.Knowing(topic) == 3;
            there[member] = (
                late && !asked ? draw.Between(8, 25) * Minute : draw.Between(0, 39) * Second,
                early && !asked ? draw.Between(32, 50) * Minute : End);
        }
    }

    private List<Member> Present(long at) => [.. there.Where(one => one.Value.From <= at && (one.Value.To == End || one.Value.To > at + Lasting)).Select(one => one.Key)];

    private void Welcome()
    {
        var scene = Hosted();
        var opening = stage.Say("open", host, scene, week, Medium.Chats);
        Say(0, host, opening);
        Say(25 * Second, host, stage.Say(new Line("H", stage.Least(topic.Intros)), host, scene, week, Medium.Chats));
        var early = Present(2 * Minute).Where(member => member != host).ToList();
        var at = 40 * Second;
        foreach (var member in early.Where(member => greeted.Add(member)).ToList())
        {
            early.Remove(member);
            var hello = Say(at += draw.Between(5, 20) * Second, member, stage.Say("first", member, scene, week, Medium.Chats));
            Answer("welcome", host, member, hello, at += draw.Between(8, 20) * Second);
            var neighbour = stage.Cast.Members.Where(one => early.Contains(one) && one.Crews[0] == member.Crews[0]).ToList();
            if (neighbour.Count > 0)
            {
                Answer("welcome", draw.One(neighbour), member, hello, at + draw.Between(6, 15) * Second);
            }
        }
        foreach (var member in early.Take(draw.Between(7, 11)))
        {
            at = Math.Min(at + draw.Between(4, 16) * Second, RoundAt - 5 * Second);
            Say(at, member, stage.Say("hello", member, Hosted(), week, Medium.Chats));
        }
    }

    // A light question first, while people arrive.
    private void Round()
    {
        var round = stage.Rounds[week % stage.Rounds.Count];
        Say(RoundAt, host, stage.Say(new Line("H", stage.Least(round.Questions)), host, Hosted(), week, Medium.Chats));
        foreach (var member in draw.Shuffled(Present(RoundAt)).Where(member => member != host).Take(draw.Between(7, 11)))
        {
            Say(RoundAt + draw.Between(20, 200) * Second, member, stage.Say(new Line("M", stage.Least(round.Answers)), member, Hosted(), week, Medium.Chats));
        }
    }

    private void Ask(Subject subject, int number, int share, long from, long until)
    {
        var question = stage.Say(new Line("H", stage.Least(subject.Questions)), host, Hosted(), week, Medium.Meetings);
        var link = number == 0 ? "" : stage.Say("next", host, Hosted(), week, Medium.Meetings).Text + " ";
        var asked = Say(from, host, question with { Text = $"{link}Q{number + 1}. {question.Text}" });
        var learned = stage.Fresh(subject.Answers.Where(answer => answer.Lines[0].Voice[0] == 'E'), (share + 1) / 2);
        var answers = draw.Shuffled(learned.Concat(stage.Fresh(subject.Answers.Except(learned), share - learned.Count)));
        for (var i = 0; i < answers.Count; i++)
        {
            // Many write at once, and later ever fewer.
            var after = (until - from - 3 * Minute) / Second * (i * answers.Count + i * i) / (2 * answers.Count * answers.Count);
            Perform(answers[i], asked, question.Text, from + (after + draw.Between(35, 70)) * Second);
        }
        if (draw.Chance(.35))
        {
            Aside(from + (until - from) / 2);
        }
    }

    // An answer and what it leads to.
    private void Perform(Exchange exchange, Post asked, string question, long at)
    {
        if (stage.Fill(exchange, topic, Present(at), week, Hosted()) is not { } scene)
        {
            return;
        }
        var before = asked;
        foreach (var line in exchange.Lines)
        {
            var speaker = scene.Voices[line.Voice];
            before = Say(at, speaker, stage.Say(line, speaker, scene, week, Medium.Chats), before);
            at += draw.Between(28, 75) * Second;
        }
        var (root, author) = said[^exchange.Lines.Count];
        quotes.Add(new Quote(question, author, root.Body));
        Confirm(scene, author, root, at);
        for (var i = draw.Between(1, exchange.Lines.Count > 1 ? 2 : 3); i > 0; i--)
        {
            if (stage.Pick("L", topic, [.. Present(at).Except(scene.Voices.Values)], week, author) is { } listener)
            {
                scene.Voices.Add($"L{i}", listener);
                Respond(listener, author, root, exchange.Lines[0].Voice[0] == 'E', Math.Max(root.At - start, at - draw.Between(0, 40) * Second) + 20 * Second);
            }
        }
    }

    // Who knows the topic best has something to say to what others say of it.
    private void Confirm(Scene scene, Member author, Post root, long at)
    {
        var expert = Present(at).Where(member => member.Knowing(topic) > 1).MaxBy(member => member.Knowing(topic));
        if (expert is not null && author.Knowing(topic) < 2 && !scene.Voices.ContainsValue(expert) && !root.Body.EndsWith('?') && draw.Chance(.6))
        {
            scene.Voices.Add("expert", expert);
            Answer("expert", expert, author, root, at);
        }
    }

    // Thanks, a nod or a question back, which is mostly answered.
    private void Respond(Member listener, Member author, Post root, bool byExpert, long at)
    {
        var heading = root.Body.EndsWith('?') ? "curious" : byExpert && draw.Chance(.6) ? "thank" : draw.One(["agree", "agree", "wonder"]);
        if (heading != "wonder")
        {
            Answer(heading, listener, author, root, at);
            return;
        }
        var scene = Hosted(("M", author), ("L", listener));
        var parts = stage.Pattern("wonder").Split(" // ");
        var asked = Say(at, listener, stage.Say(new Line("L", parts[0]), listener, scene, week, Medium.Chats), root);
        if (parts.Length > 1 && draw.Chance(.7))
        {
            Say(at + draw.Between(20, 60) * Second, author, stage.Say(new Line("M", parts[1]), author, scene, week, Medium.Chats), asked);
        }
    }

    private void Aside(long at)
    {
        if (stage.Fresh(stage.Exchanges("aside"), 1) is [var aside] && stage.Fill(aside, null, Present(at), week, Hosted()) is { } scene)
        {
            Post? before = null;
            foreach (var line in aside.Lines)
            {
                before = Say(at, scene.Voices[line.Voice], stage.Say(line, scene.Voices[line.Voice], scene, week, Medium.Chats), before);
                at += draw.Between(15, 40) * Second;
            }
        }
    }

    private void LeaveEarly()
    {
        foreach (var (member, times) in there.Where(one => one.Value.To < End && said.Exists(each => each.By == one.Key)))
        {
            Say(times.To - draw.Between(2, 30) * Second, member, stage.Say("leaving", member, Hosted(), week, Medium.Chats));
        }
    }

    private void Close()
    {
        var closing = Say(LastWords + 20 * Second, host, stage.Say("close", host, Hosted(), week, Medium.Chats));
        foreach (var member in Present(LastWords).Where(member => member != host).Take(draw.Between(6, 9)))
        {
            Answer("bye", member, host, closing, LastWords + draw.Between(35, 220) * Second);
        }
    }

    private void React()
    {
        foreach (var (post, by) in said.Where(_ => draw.Chance(.3)).ToList())
        {
            var sign = draw.One(["+1", "+1", "bulb", "heart", "clap", "anchor"]);
            foreach (var other in draw.Some(Present(post.At - start), other => stage.Cast.Closeness(by, other, week), draw.Between(1, 4)))
            {
                post.Reactions.Add((sign, other));
            }
        }
    }

    private Scene Hosted(params (string Voice, Member Member)[] others)
    {
        var scene = new Scene();
        scene.Voices.Add("H", host);
        foreach (var (voice, member) in others)
        {
            scene.Voices.Add(voice, member);
        }
        return scene;
    }

    private void Answer(string heading, Member by, Member to, Post post, long at)
    {
        if (stage.Cast.Closeness(by, to, week) > 0)
        {
            Say(at, by, stage.Say(heading, by, Hosted(("M", to)), week, Medium.Chats), post);
        }
    }

    private Post Say(long at, Member by, Said words, Post? answers = null)
    {
        var post = transcript.Add(start + Math.Clamp(at, 0, End - Second), by, words, answers);
        said.Add((post, by));
        return post;
    }
}

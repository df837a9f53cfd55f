using Kith.Conversations;
using Kith.Importing;

namespace Kith.Demo;

/// <summary>Threads on the mailing lists of the crews.</summary>
internal sealed class Mails(Stage stage, IReadOnlyList<Held> chats)
{
    private const string Everybody = "list-harbour";

    private readonly Draw draw = new("mails");

    public IEnumerable<Entry> Entries()
    {
        yield return new ConversationEntry(Everybody, "Harbour list", ConversationKind.Channel, Visibility.Community);
        foreach (var crew in stage.Crews)
        {
            yield return new ConversationEntry(List(crew), $"{crew} list", ConversationKind.Channel, Visibility.Community);
        }
        for (var week = 0; week < Calendar.Weeks; week++)
        {
            foreach (var topic in draw.Shuffled(stage.Topics).OrderByDescending(topic => stage.Left(topic.Mails)).Take(week % 13 == 0 ? 2 : 1))
            {
                foreach (var entry in stage.Fresh(topic.Mails, 1).SelectMany(mail => Thread(topic, mail, week)))
                {
                    yield return entry;
                }
            }
            if (week > 0)
            {
                foreach (var entry in new RecapMail(stage, draw, chats[week - 1]).Entries(Everybody))
                {
                    yield return entry;
                }
            }
        }
    }

    private static string List(string crew) => $"list-{crew.ToLowerInvariant().Replace(' ', '-')}";

    private IEnumerable<Entry> Thread(Topic topic, Exchange exchange, int week)
    {
        var readers = stage.Cast.Members.Where(member => member.IsThere(week) && (member.Crews.Contains(topic.Crew) || member.Knowing(topic) > 0)).ToList();
        if (stage.Fill(exchange, topic, readers, week) is not { } scene)
        {
            yield break;
        }
        var key = $"mail-{week + 1}-{topic.Key}";
        var transcript = new Transcript(key, Medium.Mail);
        var title = stage.Say(new Line("", exchange.Title), scene.Voices[exchange.Lines[0].Voice], scene, week, Medium.Mail).Text;
        var at = stage.Calendar.At(week, draw.Between(0, 3), draw.Between(6, 20), draw.Between(0, 59));
        Post? before = null;
        Member? to = null;
        foreach (var line in exchange.Lines)
        {
            var writer = scene.Voices[line.Voice];
            before = transcript.Add(new Post(at, writer.At(Medium.Mail), Body(line, writer, to, scene, week), before) { Addressed = Recipients(writer, to, scene, readers, week) });
            to = writer;
            at = Calendar.Awake(at + draw.Between(25, 900) * Calendar.Minute);
        }
        yield return new ConversationEntry(key, title, ConversationKind.MailThread, Visibility.Community, List(topic.Crew));
        foreach (var entry in transcript.Entries())
        {
            yield return entry;
        }
    }

    private string Body(Line line, Member writer, Member? to, Scene scene, int week)
    {
        var greeted = new Scene();
        if (to is not null)
        {
            greeted.Voices["M"] = to;
        }
        var greeting = stage.Say(to is null || to == writer ? "greeting all" : "greeting one", writer, greeted, week, Medium.Mail).Text;
        var words = stage.Say(line, writer, scene, week, Medium.Mail).Text;
        var farewell = stage.Say("farewell", writer, greeted, week, Medium.Mail).Text;
        var signature = to is null ? $"{writer.Name}\n{writer.Home}" : writer.First;
        return $"{greeting}\n\n{words}\n\n{farewell}\n{signature}";
    }

    // The first mail goes to those on the list who care most; an answer to whom it answers, with the others in copy.
    private List<(AddressKind, Member)> Recipients(Member writer, Member? to, Scene scene, List<Member> readers, int week)
    {
        var known = readers.Where(member => stage.Cast.Closeness(writer, member, week) > 0);
        if (to is null)
        {
            return [.. draw.Shuffled(known).OrderByDescending(member => member.Liveliness).Take(draw.Between(5, 8)).Select(member => (AddressKind.To, member))];
        }
        var others = scene.Voices.Values.Where(member => member != to && stage.Cast.Closeness(writer, member, week) > 0);
        return [.. to == writer ? [] : new[] { (AddressKind.To, to) }, .. others.Select(member => (AddressKind.Cc, member))];
    }
}

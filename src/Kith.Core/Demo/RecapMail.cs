using Kith.Conversations;
using Kith.Importing;

namespace Kith.Demo;

/// <summary>The host's mail after a chat, quoting a few of those who answered, and what they write back.</summary>
internal sealed class RecapMail(Stage stage, Draw draw, Held chat)
{
    private readonly int week = chat.Week + 1;

    public IEnumerable<Entry> Entries(string list)
    {
        var key = $"recap-{chat.Week + 1}";
        var transcript = new Transcript(key, Medium.Mail);
        var quotes = Chosen();
        var at = stage.Calendar.At(week, draw.Between(0, 2), draw.Between(7, 21), draw.Between(0, 59));
        var quoted = quotes.Select(quote => quote.By).Where(Reachable).ToList();
        var recap = transcript.Add(new Post(at, chat.Host.At(Medium.Mail), Body(quotes), null) { Addressed = [.. quoted.Select(member => (AddressKind.To, member))] });
        foreach (var member in Answering(quoted))
        {
            at = Calendar.Awake(at + draw.Between(20, 800) * Calendar.Minute);
            transcript.Add(new Post(at, member.At(Medium.Mail), Answer(member), recap) { Addressed = [(AddressKind.To, chat.Host)] });
        }
        return [new ConversationEntry(key, $"Recap of Harbour chat {chat.Week + 1}", ConversationKind.MailThread, Visibility.Community, list), .. transcript.Entries()];
    }

    // Of each question the longest answer, nobody twice.
    private List<Quote> Chosen()
    {
        var chosen = new List<Quote>();
        foreach (var same in chat.Quotes.Where(quote => quote.By != chat.Host && !quote.Text.EndsWith('?')).GroupBy(quote => quote.Question))
        {
            chosen.AddRange(same.Where(quote => chosen.TrueForAll(other => other.By != quote.By)).OrderByDescending(quote => quote.Text.Length).Take(1));
        }
        return chosen;
    }

    private bool Reachable(Member member) => member.IsThere(week) && stage.Cast.Closeness(chat.Host, member, week) > 0;

    private IEnumerable<Member> Answering(List<Member> quoted) =>
        draw.Shuffled(quoted.Concat(draw.Shuffled(chat.Attendees.Where(Reachable)).Take(1)).Distinct()).Take(draw.Between(1, 3));

    private string Body(List<Quote> quotes)
    {
        var parts = new List<string> { Say("greeting all", new Scene()), Say("recap open", new Scene { Slots = { ["number"] = $"{chat.Week + 1}" } }) };
        foreach (var quote in quotes)
        {
            var line = Say("recap line", new Scene { Slots = { ["name"] = quote.By.Name } });
            parts.Add($"> {quote.Question}\n\n{line}\n> {quote.Text}");
        }
        return string.Join("\n\n", [.. parts, Say("recap close", new Scene()), $"{Say("farewell", new Scene())}\n{chat.Host.Name}"]);
    }

    private string Say(string heading, Scene scene) => stage.Say(heading, chat.Host, scene, week, Medium.Mail).Text;

    private string Answer(Member member)
    {
        var scene = new Scene { Voices = { ["M"] = chat.Host } };
        string By(string heading) => stage.Say(heading, member, scene, week, Medium.Mail).Text;
        return $"{By("greeting one")}\n\n{By("recap reply")}\n\n{By("farewell")}\n{member.First}";
    }
}

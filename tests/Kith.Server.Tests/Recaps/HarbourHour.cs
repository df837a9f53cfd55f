using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Rooms;
using Kith.Server.Tests.Shared;
using Kith.Tests.Importing;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Server.Tests.Recaps;

/// <summary>
/// An hour of a community, held on a running site as it would be: <c>HarbourHour.txt</c>, line by line. Ada moderates. Lines
/// begin with - (said outside of questions), + (an answer), &gt; (a reply to the last line of those), * (reactions to it), x (it is removed).
/// </summary>
internal sealed class HarbourHour : IDisposable
{
    private readonly Dictionary<string, SignedIn> people = [];
    private readonly RunningSite site;
    private readonly RoomLog log;
    private int said;

    private HarbourHour(RunningSite site, ConversationKind kind, Visibility visibility)
    {
        (this.site, log) = (site, site.Services.GetRequiredService<RoomLog>());
        foreach (var name in (string[])["Ada Lindqvist", "Bo Tanaka", "Chidi Okafor", "Dilys Morgan", "Emre Kaya", "Goran Petrov", "Hana Suzuki"])
        {
            people[name] = site.SignIn(Role.Member, name);
        }
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        Id = site.Database.Write(transaction => Planning.Schedule(transaction, new NewGathering(
            CommunityStore.Named(transaction, "Harbour"),
            new GatheringPlan(kind, visibility, "Salt on the glass", "What keeps the lamps clear between two storms? Bring what **worked**, and what did not.", now, 60, "Europe/London"),
            Who("Ada Lindqvist"), [Who("Ada Lindqvist")],
            [
                new("How do you get salt off the glass without scratching it?", 20),
                new("What did you learn the hard way?\n\nThink of the *last* winter.", 20),
                new("When shall we meet next?", 5, QuestionKind.Poll, ["Tuesday at four", "Friday at noon", "Not in spring, we are painting the boats then and nobody has time"]),
            ],
            visibility == Visibility.Participants ? [.. people.Values.Select(one => one.Account.Identity)] : null), now));
    }

    public ConversationId Id { get; }

    public string Path => $"/gatherings/{Id}";

    /// <summary>Holds it, up to but not with its end.</summary>
    public static async Task<HarbourHour> Hold(RunningSite site, ConversationKind kind = ConversationKind.Chat, Visibility visibility = Visibility.Public)
    {
        var hour = new HarbourHour(site, kind, visibility);
        await hour.Do(Hour.Open);
        await hour.Play();
        return hour;
    }

    public SignedIn As(string name) => people[name];

    public IdentityId Who(string name) => people[name].Account.Identity;

    public Task<Refusal?> Do(Func<RoomChange, Refusal?> change) => log.Change(Id, change);

    public Task<Refusal?> End() => Do(Hour.End);

    /// <summary>Somebody says something; returns its number.</summary>
    public async Task<long> Say(string who, string text, int? question = null, long? replyTo = null, EntryMark entry = default, params string[] naming)
    {
        var asked = site.Database.Read(connection => GatheringStore.Questions(connection, Id)).FirstOrDefault(each => each.Number == question)?.Id;
        var answered = replyTo is { } seq ? site.Database.Read(connection => RoomEntries.Find(connection, Id, seq))!.Message.Key : null;
        var posted = await log.Post(Id, new Post($"hour-{++said}", Who(who), text, asked, answered, new Addressed([.. naming.Select(name => (AddressKind.Mention, Who(name)))]), entry));
        return posted.Seq;
    }

    private async Task Play()
    {
        int? question = null;
        long last = 0;
        foreach (var line in File.ReadLines(System.IO.Path.Combine(Samples.Root, "tests", "Kith.Server.Tests", "Recaps", "HarbourHour.txt")))
        {
            var rest = line.Length > 2 ? line[2..] : "";
            var (who, text) = rest.Split(": ", 2) is [var name, var words] ? (name, words.Replace("\\n", "\n")) : (rest, "");
            switch (line[0])
            {
                case 'Q':
                    question = int.Parse(line[1..]);
                    await Do(change => Asking.Ask(change, GatheringStore.Questions(change.Transaction.Connection!, Id).Single(each => each.Number == question).Id, Who("Ada Lindqvist")));
                    break;
                case '-': last = await Say(who, text); break;
                case '+': last = await Say(who, text, question, naming: [.. people.Keys.Where(each => text.Contains("@" + each, StringComparison.Ordinal))]); break;
                case '>': await Say(who, text, question, last); break;
                case '*':
                    foreach (var by in rest.Split(' ', 2)[1].Split(", "))
                    {
                        await Do(change => Reacting.React(change, last, rest.Split(' ', 2)[0], Who(by)));
                    }
                    break;
                default: await Do(change => Mending.Remove(change, last, rest, Who("Ada Lindqvist"), moderates: true)); break;
            }
        }
        var poll = site.Database.Read(connection => GatheringStore.Questions(connection, Id)).Single(each => each.Number == 3).Id;
        await Do(change => Asking.Ask(change, poll, Who("Ada Lindqvist")));
        foreach (var (by, option) in ((string, int)[])[("Ada Lindqvist", 0), ("Bo Tanaka", 0), ("Chidi Okafor", 1), ("Hana Suzuki", 0), ("Dilys Morgan", 2)])
        {
            await Do(change => Polls.Vote(change, poll, option, Who(by)));
        }
        await Do(change => Audience.Propose(change, "Does frost matter at all?", Who("Hana Suzuki")).Refusal);
        site.Database.Write(transaction => Attendances.Sign(transaction, Id, Who("Goran Petrov"), said, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    public void Dispose()
    {
        foreach (var one in people.Values)
        {
            one.Dispose();
        }
    }
}

using Kith.Importing;

namespace Kith.Demo;

/// <summary>Where the demo pretends to take its words from. A person has an identity at each.</summary>
internal enum Medium
{
    Chats,
    Talk,
    Mail,
    Meetings,
}

/// <summary>Somebody of the demo.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Name">In full.</param>
/// <param name="Crews">The groups they belong to; the first is their own.</param>
/// <param name="Home">Their harbour.</param>
/// <param name="Boat">The name of their boat.</param>
/// <param name="Knows">Topics by key, and how well: 3 is the one to ask.</param>
/// <param name="Liveliness">1 to 5.</param>
/// <param name="From">First week, from 0.</param>
/// <param name="To">Last week.</param>
/// <param name="Traits">host, bridge, small (writes in small letters), twice (has a second address at one source).</param>
internal sealed record Member(
    int Number, string Name, IReadOnlyList<string> Crews, string Home, string Boat, IReadOnlyDictionary<string, int> Knows,
    int Liveliness, int From, int To, IReadOnlySet<string> Traits)
{
    public string First => Name[..Name.IndexOf(' ')];

    public string Handle => Name.ToLowerInvariant().Replace(' ', '.');

    public int Knowing(Topic topic) => Knows.GetValueOrDefault(topic.Key);

    public bool IsThere(int week) => week >= From && week <= To;

    public bool IsNew(int week) => From > 0 && week >= From && week < From + 9;

    public string KeyAt(Medium medium) => medium switch
    {
        Medium.Chats => Handle,
        Medium.Talk => $"U{1000 + Number * 7}",
        Medium.Mail => Email,
        _ => Name,
    };

    public PersonEntry At(Medium medium) => medium == Medium.Talk && Traits.Contains("twice")
        ? new PersonEntry(KeyAt(medium), Name, $"{First.ToLowerInvariant()}@ropewalk.example")
        : new PersonEntry(KeyAt(medium), Name, Email);

    private string Email => $"{Handle.Replace(" ", "")}@{Home.ToLowerInvariant().Replace(" ", "-").Replace('ä', 'a')}.example";
}

/// <summary>Everybody of the demo, and who is close to whom.</summary>
internal sealed class Cast
{
    private const double Crew = 8, Friend = 80;

    private readonly HashSet<(Member, Member)> friends = [];
    private readonly Dictionary<(Member, Member), int> parted = [];

    private Cast(IReadOnlyList<Member> members) => Members = members;

    public IReadOnlyList<Member> Members { get; }

    /// <summary>Pairs who write to each other every week.</summary>
    public IReadOnlyList<(Member One, Member Other)> Correspondents { get; private init; } = [];

    /// <summary>A program that reminds of chats; it speaks in the talk only.</summary>
    public static PersonEntry Bot { get; } = new("B0001", "Tidebell", null, IsBot: true);

    public Member this[string name] => Named(Members, name);

    public static Cast Read()
    {
        var sheet = Sheet.Read("Kith.Demo.Cast.txt");
        var members = sheet["people"].Select(ReadMember).ToList();
        var cast = new Cast(members) { Correspondents = [.. sheet["correspondents"].Select(line => line.Split(" | ")).Select(pair => (Named(members, pair[0]), Named(members, pair[1])))] };
        foreach (var (one, other, _) in sheet["friends"].Select(cast.ReadPair))
        {
            cast.friends.UnionWith([(one, other), (other, one)]);
        }
        foreach (var (one, other, week) in sheet["parted"].Select(cast.ReadPair))
        {
            (cast.parted[(one, other)], cast.parted[(other, one)]) = (week, week);
        }
        return cast;
    }

    /// <summary>How likely one turns to the other: 0 never, 1 as to a stranger.</summary>
    public double Closeness(Member one, Member other, int week)
    {
        if (one == other || parted.GetValueOrDefault((one, other), int.MaxValue) <= week)
        {
            return 0;
        }
        return friends.Contains((one, other)) ? Friend : one.Crews.Intersect(other.Crews).Any() ? Crew : 1;
    }

    private static Member ReadMember(string line, int number)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        var traits = parts[6].Split(' ');
        return new Member(
            number, parts[0], parts[1].Split(", "), parts[2], parts[3],
            parts[4].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split(' ')).ToDictionary(each => each[0], each => int.Parse(each[1])),
            int.Parse(parts[5]), Week(traits, "from", 0), Week(traits, "until", Calendar.Weeks), traits.ToHashSet());
    }

    private static int Week(string[] traits, string word, int otherwise) =>
        Array.IndexOf(traits, word) is var at and >= 0 ? int.Parse(traits[at + 1]) : otherwise;

    private static Member Named(IReadOnlyList<Member> members, string name) => members.Single(member => member.Name == name);

    private (Member One, Member Other, int Week) ReadPair(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        return (this[parts[0]], this[parts[1]], parts.Length > 2 ? int.Parse(parts[2]) : 0);
    }
}

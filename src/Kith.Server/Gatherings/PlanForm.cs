using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Server.Accounts;
using Kith.Server.Shared;

namespace Kith.Server.Gatherings;

/// <summary>What the form of a gathering, and of a series, asks. Everything as typed.</summary>
public sealed class PlanForm
{
    /// <summary>In a line.</summary>
    public string? Title { get; set; }

    /// <summary>Local date and time: <c>2026-12-01T16:00</c>.</summary>
    public string? When { get; set; }

    /// <summary>How long.</summary>
    public string? Minutes { get; set; } = "60";

    /// <summary>IANA time zone.</summary>
    public string? Zone { get; set; }

    /// <summary>What it is about, in Markdown.</summary>
    public string? Framing { get; set; }

    /// <summary>One a line; see <see cref="QuestionLines"/>.</summary>
    public string? Questions { get; set; }

    /// <summary><c>on</c>: begins with introductions.</summary>
    public string? Introductions { get; set; }

    /// <summary><c>chat</c> or <c>meeting</c>.</summary>
    public string? Kind { get; set; } = "chat";

    /// <summary><c>public</c>, <c>community</c> or <c>participants</c>.</summary>
    public string? Visibility { get; set; } = "community";

    /// <summary><c>on</c>: people without an account may join.</summary>
    public string? Guests { get; set; }

    /// <summary>Names, one a line or with commas between; empty: whoever sends the form.</summary>
    public string? Moderators { get; set; }

    /// <summary>Names of those invited, where only they may read.</summary>
    public string? Invited { get; set; }

    /// <summary>Number of the community.</summary>
    public string? Community { get; set; }

    /// <summary>Number of the proposal that is taken on.</summary>
    public string? Proposal { get; set; }

    /// <summary>Of a series: <c>weeks</c>, <c>nth</c>, <c>last</c> or <c>rule</c>.</summary>
    public string? Repeats { get; set; } = "weeks";

    /// <summary>Of a series that repeats by weeks: how many.</summary>
    public string? Every { get; set; } = "1";

    /// <summary>Of a series with a rule of its own: RRULE.</summary>
    public string? Rule { get; set; }

    /// <summary>Reads the plan of a gathering.</summary>
    /// <exception cref="InvalidInputException">Something in it can't be.</exception>
    public GatheringPlan Plan() => new(
        KindOf(), VisibilityOf(), Title ?? "", Framing ?? "", Zones.At(Zones.Parse(When, "when"), Zones.Find(Zone)).At, MinutesOf(), Zone!, Guests == "on");

    /// <summary>Reads the plan of a series.</summary>
    /// <exception cref="InvalidInputException">Something in it can't be.</exception>
    public SeriesPlan Series() => new(KindOf(), VisibilityOf(), Title ?? "", Framing ?? "", RuleOf(), Zone ?? "", When ?? "", MinutesOf(), Guests == "on", QuestionLines.Of(NewQuestions()));

    /// <summary>Reads the questions, introductions first.</summary>
    public IReadOnlyList<NewQuestion> NewQuestions()
    {
        var typed = QuestionLines.Parse(Questions, KindOf() == ConversationKind.Meeting ? QuestionKind.Item : QuestionKind.Question);
        return Introductions == "on" && !typed.Any(question => question.Kind == QuestionKind.Introductions)
            ? [new(Agenda.Introductions, 5, QuestionKind.Introductions), .. typed]
            : typed;
    }

    /// <summary>Identities of members by their names.</summary>
    /// <exception cref="InvalidInputException">It is not clear who is meant, or somebody has no account.</exception>
    public static IReadOnlyList<IdentityId> Named(Present present, string? typed, string where)
    {
        var everyone = present.Network.Everyone;
        return [.. (typed ?? "").Split([',', '\n', '\r', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => Member(present, everyone, name, where)).Distinct()];
    }

    /// <summary>The number of the community, if it is one in which somebody may set gatherings up.</summary>
    /// <exception cref="InvalidInputException">It is not.</exception>
    public CommunityId In(Me me, IReadOnlyList<Community> own, Role least) =>
        (own.Count == 1 && string.IsNullOrEmpty(Community) ? own[0] : own.FirstOrDefault(each => each.Id.ToString() == Community)) is { } community && me.In(community.Id) >= least
            ? community.Id
            : throw new InvalidInputException("That is no community of yours.", "community", own.Count == 0 ? "Join one first." : $"Choose one of {string.Join(", ", own.Select(each => each.Name))}.");

    private static IdentityId Member(Present present, Everyone everyone, string name, string where)
    {
        var match = NameSearch.Find(everyone, name);
        var members = present.Database.Read(connection => match.Found.SelectMany(person => person.Identities)
            .Where(identity => AccountStore.Of(connection, identity.Id) is { GuestOf: null }).Select(identity => identity.Id).ToList());
        return members.Count == 1 ? members[0] : throw new InvalidInputException(
            members.Count > 1 ? $"\"{name}\" can be several members." : $"No member is called \"{name}\".", where, "Write the whole name, as it stands on their page.");
    }

    private ConversationKind KindOf() => Kind == "meeting" ? ConversationKind.Meeting : ConversationKind.Chat;

    private Visibility VisibilityOf() => Enum.TryParse<Visibility>(Visibility, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : Kith.Conversations.Visibility.Community;

    private int MinutesOf() => int.TryParse(Minutes ?? "60", out var minutes) ? minutes
        : throw new InvalidInputException($"\"{Minutes}\" is no number of minutes.", "minutes", "Write a number, such as 60.");

    private string RuleOf()
    {
        if (Repeats == "rule")
        {
            return Rule ?? "";
        }
        var first = Zones.Parse(When, "when");
        var day = first.DayOfWeek.ToString()[..2].ToUpperInvariant();
        return Repeats switch
        {
            "nth" => $"FREQ=MONTHLY;BYDAY={(first.Day - 1) / 7 + 1}{day}",
            "last" => $"FREQ=MONTHLY;BYDAY=-1{day}",
            _ => int.TryParse(Every ?? "1", out var weeks) && weeks is >= 1 and <= 52
                ? $"FREQ=WEEKLY;{(weeks == 1 ? "" : $"INTERVAL={weeks};")}BYDAY={day}"
                : throw new InvalidInputException($"\"{Every}\" is no number of weeks.", "every", "Write a number from 1 to 52."),
        };
    }
}

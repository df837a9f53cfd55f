using System.Net.Http.Json;
using System.Text.Json;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Rooms;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Server.Tests.Rooms;

/// <summary>A server with one live gathering: Mo Berg moderates, Ann Lind, Bo Tanaka and Cy Okafor are members, Gus is a guest.</summary>
internal sealed class LiveSite : IAsyncDisposable
{
    private LiveSite(RunningSite site, SignedIn mo, SignedIn ann, SignedIn bo, SignedIn cy) => (Site, Mo, Ann, Bo, Cy) = (site, mo, ann, bo, cy);

    public RunningSite Site { get; }

    public SignedIn Mo { get; }

    public SignedIn Ann { get; }

    public SignedIn Bo { get; }

    public SignedIn Cy { get; }

    public SignedIn Gus { get; private set; } = null!;

    public long Id { get; private set; }

    public string Path => $"/gatherings/{Id}";

    public IReadOnlyList<Question> Questions => Site.Database.Read(connection => GatheringStore.Questions(connection, new ConversationId(Id)));

    public IReadOnlyList<RoomEntry> Entries => Site.Database.Read(connection => RoomEntries.From(connection, new(Id)));

    public static async Task<LiveSite> Start(Engine engine, Visibility visibility = Visibility.Public, ConversationKind kind = ConversationKind.Chat, bool open = true, TimeProvider? time = null, SiteOptions? options = null)
    {
        var site = await RunningSite.Start(engine, options ?? new SiteOptions { PostsPerSecond = 0 }, time ?? TimeProvider.System);
        var live = new LiveSite(site, site.SignIn(Role.Member, "Mo Berg"), site.SignIn(Role.Member, "Ann Lind"), site.SignIn(Role.Member, "Bo Tanaka"), site.SignIn(Role.Member, "Cy Okafor"));
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        live.Id = site.Database.Write(transaction =>
        {
            var community = CommunityStore.Named(transaction, "Harbour");
            var plan = new GatheringPlan(kind, visibility, "Tides and how to read them", "Framing.", now, 60, "Europe/London", Guests: true);
            var item = kind == ConversationKind.Meeting ? QuestionKind.Item : QuestionKind.Question;
            return Planning.Schedule(transaction, new NewGathering(community, plan, live.Mo.Account.Identity, [live.Mo.Account.Identity],
            [
                new("Introductions: who are you, and what brings you here?", 5, kind == ConversationKind.Meeting ? item : QuestionKind.Introductions),
                new("What did the tide teach you?", 10, item), new("Where do we go next?", 5, QuestionKind.Poll, ["Oslo", "Rome"]),
                new("What will you do differently tomorrow?", 10, item),
            ]), now);
        }).Value;
        live.Gus = site.SignIn(Role.Guest, "Gus", guestOf: live.Id);
        if (open)
        {
            // The clock of a slow machine may have opened it before.
            await site.Services.GetRequiredService<RoomLog>().Change(new(live.Id), change =>
                GatheringStore.StateOf(change.Transaction.Connection!, change.Room) == GatheringState.Live ? null : Hour.Open(change));
        }
        return live;
    }

    /// <summary>Another gathering of the same community, which has not begun; returns its number.</summary>
    public long Another() => Site.Database.Write(transaction => Planning.Schedule(transaction, new NewGathering(
        CommunityStore.Named(transaction, "Harbour"), new GatheringPlan(ConversationKind.Chat, Visibility.Community, "Another", "", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), 60, "Europe/London", Guests: true),
        Bo.Account.Identity, [Bo.Account.Identity], []), 0)).Value;

    /// <summary>Does something over JSON, and returns the status.</summary>
    public async Task<int> Do(SignedIn who, string what, object? body = null) => (int)(await who.Http.PostAsJsonAsync($"/api{Path}/{what}", body ?? new { })).StatusCode;

    /// <summary>Says something, and returns its number.</summary>
    public async Task<long> Say(SignedIn who, string text, QuestionId? question = null, long? replyTo = null)
    {
        var answer = await who.Http.PostAsJsonAsync($"/api{Path}/messages", new { key = Guid.NewGuid().ToString("N"), text, question = question?.Value, reply_to = replyTo });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("seq").GetInt64();
    }

    /// <summary>Asks the question of a number.</summary>
    public async Task Ask(int number) => Assert.Equal(204, await Do(Mo, $"questions/{Questions.Single(question => question.Number == number).Id}/ask"));

    /// <summary>Opens the room in a browser of somebody's own.</summary>
    public async Task<WatchedPage> Open(Chromium chromium, SignedIn? who, int width = 1280, bool dark = false, bool script = true)
    {
        var watched = await chromium.Open(Site.Url, width, dark, script, who?.Cookie);
        await watched.Page.GotoAsync(Path);
        return watched;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in (SignedIn[])[Mo, Ann, Bo, Cy, Gus])
        {
            one.Dispose();
        }
        await Site.DisposeAsync();
    }
}

using System.Data.Common;
using Dapper;
using Kith.Rooms;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Server.Tests.Rooms;

/// <summary>What was removed is nowhere to be had, wherever it stood before.</summary>
public sealed class RemovedWordsTests
{
    private const string Word = "quokkaberry";

    // Wherever words are shown or counted, asked as somebody who may see them; {ann} said them, {mo} leads.
    private static readonly string[] Places =
    [
        "/", "/api", "/api/topics", "/api/map/topics", "/find?q=ripens", "/api/find?q=ripens", "/api/find/words?q=harvest", "/api/find/words?q=quokkabery",
        "/people/{ann}", "/api/people/{ann}", "/people/{bo}", "/api/people/{bo}/ties", "/api/path?from=%23{bo}&to=%23{ann}",
        "/gatherings/{id}", "/gatherings/{id}/room", "/gatherings/{id}/room?after=0", "/gatherings/{id}/messages/2", "/gatherings/{id}/messages/3",
        "/gatherings/{id}/transcript.md", "/gatherings/{id}/transcript.txt", "/gatherings/{id}/transcript.json", "/api/gatherings/{id}/transcript",
        "/gatherings/{id}/recap", "/gatherings/{id}/recap.md", "/gatherings/{id}/recap/edit", "/api/gatherings/{id}/recap",
        "/api/conversations/{id}", "/api/conversations/{id}/2", "/api/conversations/{id}/3", "/me/words.md", "/me/words.json", "/me/words.txt",
        "/api/gatherings/{id}/left-behind", "/gatherings.atom", "/calendar.ics", "/api/notices",
    ];

    [Theory, EachEngine]
    public async Task A_removed_word_is_nowhere_that_it_was_before(Engine engine)
    {
        await using var live = await LiveSite.Start(engine);
        var other = live.Another();
        await live.Site.Services.GetRequiredService<RoomLog>().Change(new(other), Hour.Open);
        // What a question is answered with is quoted in the recap. To ask it is the first message.
        await live.Ask(2);
        await Say(live.Bo, other, "Good morning", null, null);
        var asked = live.Questions.Single(question => question.Number == 2).Id.Value;
        foreach (var (id, question) in ((long, long?)[])[(live.Id, asked), (other, null)])
        {
            await Say(live.Ann, id, $"When the {Word} ripens we begin the harvest", question, null);
            await Say(live.Bo, id, $"Thank you! Here the {Word} ripens late, after the harvest https://example.org/{Word}", question, 2);
            await Say(live.Ann, id, $"The {Word} ripens in June, long before any harvest", question, 3);
            await Say(live.Bo, id, "And the bees wake in May", question, 4);
            await Change(live.Ann, id, "messages/2/edit", new { text = $"As soon as the {Word} ripens we begin the harvest" });
        }
        await live.Do(live.Mo, "end");
        await Change(live.Mo, live.Id, "recap/draft", new { text = await Draft(live), version = 0 });
        await Change(live.Mo, live.Id, "recap/publish", new { });

        // What is derived may come a moment later.
        var wanted = new HashSet<string>
        {
            "/api/topics", "/find?q=ripens", "/api/find?q=ripens", "/api/find/words?q=quokkabery", "/people/{ann}", "/api/people/{ann}", "/api/people/{bo}/ties",
            "/gatherings/{id}", "/gatherings/{id}/room", "/gatherings/{id}/messages/2", "/gatherings/{id}/transcript.md", "/gatherings/{id}/transcript.txt", "/gatherings/{id}/transcript.json",
            "/gatherings/{id}/recap", "/gatherings/{id}/recap.md", "/gatherings/{id}/recap/edit", "/api/conversations/{id}/2", "/me/words.md", "/me/words.json", "/me/words.txt",
        };
        var before = await Holding(live, areThere: true);
        for (var tries = 0; tries < 100 && !wanted.IsSubsetOf(before); tries++)
        {
            await Task.Delay(100);
            before = await Holding(live, areThere: true);
        }
        Assert.Superset(wanted, before.ToHashSet());
        Assert.NotEmpty(Stored(live.Site.Database));

        // The recap goes on quoting what stood there when it was written.
        foreach (var seq in (int[])[2, 3, 4])
        {
            await Change(seq == 3 ? live.Bo : live.Ann, live.Id, $"messages/{seq}/edit", new { text = $"It ripens, number {seq}" });
        }
        var recap = await live.Mo.Http.GetStringAsync($"{live.Path}/recap.md");
        Assert.All((string[])["> As soon as the", "> Thank you! Here the", "> The"], begun => Assert.Contains($"{begun} {Word}", recap));

        foreach (var id in (long[])[live.Id, other])
        {
            foreach (var seq in (int[])[2, 3, 4])
            {
                await Change(id == other ? live.Bo : live.Mo, id, $"messages/{seq}/remove", new { reason = "private" });
            }
        }
        Assert.Empty(await Holding(live));
        Assert.Empty(Stored(live.Site.Database));
        Assert.Contains("the bees wake", await live.Ann.Http.GetStringAsync(live.Path));

        // Whoever comes later reads it neither from what the server keeps in memory nor from what it stored.
        await live.Site.Restart();
        Assert.Empty(await Holding(live));
    }

    private static async Task Say(SignedIn who, long id, string text, long? question, long? replyTo) =>
        await Change(who, id, "messages", new { key = Guid.NewGuid().ToString("N"), text, question, reply_to = replyTo });

    private static async Task Change(SignedIn who, long id, string what, object body)
    {
        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(who.Http, $"/api/gatherings/{id}/{what}", body);
        Assert.True(answer.IsSuccessStatusCode, $"{what}: {await answer.Content.ReadAsStringAsync()}");
    }

    // As the desk shows it to whoever begins to write.
    private static async Task<string> Draft(LiveSite live)
    {
        var desk = await live.Mo.Http.GetStringAsync($"{live.Path}/recap/edit");
        return System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(desk, "<textarea[^>]*>(.*?)</textarea>", System.Text.RegularExpressions.RegexOptions.Singleline).Groups[1].Value);
    }

    private static async Task<List<string>> Holding(LiveSite live, bool areThere = false)
    {
        var found = new List<string>();
        var person = live.Site.Services.GetRequiredService<Kith.Server.Shared.Present>().Network.Everyone;
        foreach (var place in Places)
        {
            var path = place.Replace("{id}", $"{live.Id}").Replace("{ann}", $"{person.Of(live.Ann.Account.Identity)!.Id}").Replace("{bo}", $"{person.Of(live.Bo.Account.Identity)!.Id}");
            var answers = new List<string>();
            foreach (var who in (SignedIn[])[live.Ann, live.Mo])
            {
                using var answer = await who.Http.GetAsync(path);
                answers.AddRange(answer.IsSuccessStatusCode ? [await answer.Content.ReadAsStringAsync()] : []);
            }
            Assert.True(answers.Count > 0 || !areThere, $"Neither may see {path}.");
            found.AddRange(answers.Exists(answer => answer.Contains(Word, StringComparison.OrdinalIgnoreCase)) ? [place] : []);
        }
        return found;
    }

    // Every column of text of every table.
    private static List<string> Stored(Database database) => database.Read(connection =>
    {
        var columns = database.Engine == Engine.Sqlite
            ? connection.Query<(string, string)>("select t.name, c.name from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table' and lower(c.type) = 'text'").ToList()
            : connection.Query<(string, string)>("select table_name, column_name from information_schema.columns where table_schema = current_schema() and data_type = 'text'").ToList();
        Assert.Contains(("messages", "body"), columns);
        return columns.Where(column => Count(connection, column) > 0).Select(column => $"{column.Item1}.{column.Item2}").ToList();
    });

    private static long Count(DbConnection connection, (string Table, string Column) column) =>
        connection.ExecuteScalar<long>($"select count(*) from {column.Table} where {column.Column} like '%{Word}%'");
}

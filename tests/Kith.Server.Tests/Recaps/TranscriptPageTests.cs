using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Importing;
using Kith.Rooms;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Recaps;

public sealed class TranscriptPageTests(Chromium chromium)
{
    [Theory, EachEngine]
    public async Task The_page_of_a_gathering_is_its_transcript_in_the_moment_it_ends(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var hour = await HarbourHour.Hold(site);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync($"{hour.Path}/transcript.json")).StatusCode);
        await hour.End();
        var page = await site.Http.GetStringAsync(hour.Path);
        var entries = site.Database.Read(connection => RoomEntries.From(connection, hour.Id));
        Assert.Equal(entries.Select(entry => entry.Message.Seq), Regex.Matches(page, " id=\"m(\\d+)\"").Select(match => long.Parse(match.Groups[1].Value)).Order());
        Assert.Equal(["q1", "q2", "q3"], Regex.Matches(page, "<h2 id=\"(q\\d)\"").Select(match => match.Groups[1].Value));
        Assert.Contains("Removed by Ada Lindqvist", page);
        Assert.DoesNotContain("CHEAP LAMPS", page);
        Assert.Contains("7 people read along: 6 of them spoke, 6 reacted", page);
        Assert.Contains($"<link rel=\"canonical\" href=\"{hour.Path}\"", page);
        Assert.DoesNotContain("noindex", page);
        var byTime = await site.Http.GetStringAsync($"{hour.Path}?by=time");
        Assert.Equal(entries.Select(entry => entry.Message.Seq), Regex.Matches(byTime, " id=\"m(\\d+)\"").Select(match => long.Parse(match.Groups[1].Value)));
    }

    [Fact]
    public async Task It_says_when_the_hour_was_held_not_when_it_was_planned_and_in_its_own_zone()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var hour = await HarbourHour.Hold(site);
        await hour.End();
        site.Database.Write(transaction =>
        {
            transaction.Connection!.Execute("update gatherings set starts_at = @starts, opened_at = @opened, ended_at = @ended, zone = 'Asia/Kolkata' where conversation_id = @id",
                new { starts = At("2026-07-01T18:30Z"), opened = At("2026-07-01T18:28Z"), ended = At("2026-07-01T18:51Z"), id = hour.Id.Value }, transaction);
            transaction.Connection!.Execute("update messages set at = @at where conversation_id = @id", new { at = At("2026-07-01T18:40Z"), id = hour.Id.Value }, transaction);
        });
        var page = await site.Http.GetStringAsync(hour.Path);
        Assert.Contains(">Wednesday, 1 July 2026, 23:58–00:21</time>", page, StringComparison.Ordinal);
        Assert.Contains(">00:10</time>", page, StringComparison.Ordinal);
        Assert.Contains("<span>Times are those of Asia/Kolkata.</span>", page, StringComparison.Ordinal);
        Assert.Contains(">Thursday, 2 July 2026</time>", await site.Http.GetStringAsync($"{hour.Path}?by=time"), StringComparison.Ordinal);

        static long At(string utc) => DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
    }

    // Nothing in it is for one reader: it may stand in caches, until somebody is signed in.
    [Theory]
    [InlineData(Visibility.Public, true)]
    [InlineData(Visibility.Community, false)]
    public async Task A_public_transcript_may_be_kept_by_caches_and_others_by_nobody(Visibility visibility, bool kept)
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var hour = await HarbourHour.Hold(site, visibility: visibility);
        await hour.End();
        foreach (var path in (string[])[hour.Path, $"{hour.Path}/transcript.md", $"{hour.Path}/transcript.json", $"/api{hour.Path}/transcript"])
        {
            using var visited = await site.Http.GetAsync(path);
            Assert.Equal((path, kept ? "public, max-age=60" : null), (path, visited.StatusCode == HttpStatusCode.OK ? visited.Headers.CacheControl!.ToString() : null));
            Assert.False(visited.StatusCode == HttpStatusCode.OK && visited.Headers.Contains("Set-Cookie"));
        }
        using var read = await hour.As("Bo Tanaka").Http.GetAsync(hour.Path);
        Assert.True(read.Headers.CacheControl!.NoStore);
        Assert.Contains("name=\"csrf\"", await read.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Every_address_of_the_conversation_leads_to_the_transcript(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var hour = await HarbourHour.Hold(site);
        await hour.End();
        Assert.Equal(hour.Path, await LeadsTo($"/conversations/{hour.Id}"));
        Assert.Equal($"{hour.Path}#m5", await LeadsTo($"/conversations/{hour.Id}/5"));
        Assert.Equal(hour.Path, await LeadsTo($"{hour.Path}/transcript"));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync($"/conversations/{hour.Id}/500")).StatusCode);

        async Task<string?> LeadsTo(string path) => (await site.Http.GetAsync(path)).Headers.Location?.ToString();
    }

    [Theory, EachEngine]
    public async Task Downloads_hold_everything_and_can_be_read_again(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var hour = await HarbourHour.Hold(site, ConversationKind.Meeting);
        await hour.Say("Ada Lindqvist", "We rinse on Mondays.", entry: new(EntryKind.Decision));
        await hour.Say("Ada Lindqvist", "Scan the lamp book", null, null, new(EntryKind.Action, new DateOnly(2026, 12, 24)), "Emre Kaya");
        await hour.End();
        var entries = site.Database.Read(connection => RoomEntries.From(connection, hour.Id));
        var standing = entries.Where(entry => entry.Removed is null).ToList();

        using var json = JsonDocument.Parse(await Download("json", "application/json"));
        Assert.Equal(entries.Select(entry => (entry.Message.Seq, entry.Message.Body)),
            json.RootElement.GetProperty("entries").EnumerateArray().Select(entry => (entry.GetProperty("seq").GetInt64(), entry.GetProperty("text").GetString()!)));
        Assert.Equal(["Emre Kaya"], json.RootElement.GetProperty("entries").EnumerateArray().Last().GetProperty("to").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal([3, 1, 1], json.RootElement.GetProperty("questions").EnumerateArray().Last().GetProperty("options").EnumerateArray().Select(option => option.GetProperty("votes").GetInt32()));

        var markdown = await Download("md", "text/markdown");
        Assert.All(standing, entry => Assert.All(entry.Message.Body.Split('\n'), line => Assert.Contains($"> {line}".TrimEnd(), markdown)));
        Assert.Contains("- Scan the lamp book (Emre Kaya) by 2026-12-24", markdown);

        // What saved it as a chat of a call is read by the importer of these: who said what, whom they answered, who reacted.
        var folder = Directory.CreateTempSubdirectory("kith-test-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "meeting_saved_chat.txt"), await Download("txt", "text/plain"));
        using var again = TestDatabase.On(engine);
        using (var archive = Archive.Open(folder.FullName))
        {
            new Import(again.Database, TimeProvider.System).Run(archive, Formats.For(archive), new ImportOptions(), "Harbour");
        }
        folder.Delete(recursive: true);
        var read = again.Database.Read(connection => ConversationStore.Messages(connection, Reader.Member, new(1)));
        Assert.Equal(standing.Select(entry => Words(entry.Message.Body)), read.Where(message => !message.Body.StartsWith("(removed", StringComparison.Ordinal)).Select(message => Words(message.Body)));
        Assert.Equal(standing.Count(entry => entry.Answers is not null), read.Count(message => message.ReplyTo is not null));
        Assert.Equal(standing.Sum(entry => entry.Message.Reactions.All.Sum(one => one.By.Count)), read.Sum(message => message.Reactions.All.Sum(one => one.By.Count)));

        async Task<string> Download(string ending, string type)
        {
            var answer = await site.Http.GetAsync($"{hour.Path}/transcript.{ending}");
            Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Matches($"^attachment; filename=.*salt-on-the-glass\\.{ending}", answer.Content.Headers.ContentDisposition!.ToString());
            return await answer.Content.ReadAsStringAsync();
        }

        static string Words(string body) => string.Join(' ', body.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory, EachEngine]
    public async Task Whoever_may_not_read_the_gathering_reads_none_of_it_after(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var hour = await HarbourHour.Hold(site, visibility: Visibility.Participants);
        await hour.End();
        using var stranger = site.SignIn(Role.Member, "Ines Sol");
        foreach (var path in (string[])["", "/transcript.md", "/transcript.json", "/transcript.txt", "/recap", "/recap.md", "/recap/edit"])
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await stranger.Http.GetAsync(hour.Path + path)).StatusCode));
        }
        foreach (var path in (string[])[$"/api{hour.Path}/transcript", $"/api{hour.Path}/left-behind", $"/api{hour.Path}/recap", $"/conversations/{hour.Id}/2/author"])
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await stranger.Http.GetAsync(path)).StatusCode));
        }
        var invited = await hour.As("Bo Tanaka").Http.GetStringAsync(hour.Path);
        Assert.Contains("noindex", invited);
        Assert.Contains(">Answer late<", invited);
    }

    [Theory, EachEngine]
    public async Task What_it_left_behind_is_there_at_the_end_for_members_alone(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var hour = await HarbourHour.Hold(site);
        await hour.End();
        Assert.DoesNotContain("left-behind", await site.Http.GetStringAsync(hour.Path));
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Http.GetAsync($"/api{hour.Path}/left-behind")).StatusCode);
        using var told = JsonDocument.Parse(await hour.As("Bo Tanaka").Http.GetStringAsync($"/api{hour.Path}/left-behind"));
        Assert.True(told.RootElement.GetProperty("complete").GetBoolean());
        var met = told.RootElement.GetProperty("met").EnumerateArray().Select(pair => $"{pair.GetProperty("one").GetString()} + {pair.GetProperty("other").GetString()}").ToList();
        Assert.Contains("Bo Tanaka + Chidi Okafor", met);
        Assert.All(told.RootElement.GetProperty("met").EnumerateArray(), pair => Assert.StartsWith($"{hour.Path}#m", pair.GetProperty("evidence")[0].GetProperty("url").GetString()));
        var page = await hour.As("Bo Tanaka").Http.GetStringAsync(hour.Path);
        Assert.Contains("Talked with each other for the first time", page);
        Assert.DoesNotContain("caused", page);
        var mine = await hour.As("Bo Tanaka").Http.GetStringAsync("/me/met");
        Assert.Contains(">Chidi Okafor</a>", mine);
        Assert.DoesNotContain(">Goran Petrov</a>", mine);
    }

    [Theory, EachEngine]
    public async Task Ones_own_words_are_for_oneself(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var hour = await HarbourHour.Hold(site);
        await hour.End();
        foreach (var ending in (string[])["json", "md", "txt"])
        {
            var own = await hour.As("Dilys Morgan").Http.GetAsync($"/me/words.{ending}");
            var text = await own.Content.ReadAsStringAsync();
            Assert.StartsWith("attachment", own.Content.Headers.ContentDisposition!.ToString());
            Assert.Contains("Forty ampere hours", text);
            Assert.DoesNotContain("badger", text);
            Assert.True((await site.Http.GetAsync($"/me/words.{ending}")).StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found);
        }
        using var words = JsonDocument.Parse(await hour.As("Dilys Morgan").Http.GetStringAsync("/me/words.json"));
        Assert.Equal([1, 2, 2], words.RootElement.EnumerateArray().Select(said => said.GetProperty("question").GetInt32()));
    }

    [Theory]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    public async Task What_is_left_of_a_gathering_fits_the_window_and_complains_of_nothing(int width, bool dark)
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var hour = await HarbourHour.Hold(site);
        await hour.End();
        using var moderator = hour.As("Ada Lindqvist");
        await using var watched = await chromium.Open(site.Url, width, dark, cookie: moderator.Cookie);
        foreach (var path in (string[])[hour.Path, $"{hour.Path}?by=time", $"{hour.Path}/recap/edit", "/me/met", "/corrections", $"/conversations/{hour.Id}/2/author"])
        {
            await watched.Page.GotoAsync(path);
            Assert.Equal((path, true), (path, await watched.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")));
        }
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task A_link_to_an_entry_shows_it_without_script()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var hour = await HarbourHour.Hold(site);
        await hour.End();
        await using var watched = await chromium.Open(site.Url, script: false);
        await watched.Page.GotoAsync($"/conversations/{hour.Id}/13");
        Assert.EndsWith($"{hour.Path}#m13", watched.Page.Url);
        Assert.True(await watched.Page.Locator(":target").IsVisibleAsync());
        await watched.Page.ClickAsync(".views a[href$='by=time']");
        await watched.Page.IsAt("**?by=time");
        Assert.Equal(await watched.Page.Locator("article.message, .prompted[id]").CountAsync(), site.Database.Read(connection => RoomEntries.From(connection, hour.Id)).Count);
    }
}

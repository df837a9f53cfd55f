using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Importing;
using Kith.Server.Accounts;
using Kith.Server.Importing;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Kith.Tests.Importing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Importing;

public sealed class ImportPageTests(Chromium chromium)
{
    [Fact]
    public async Task The_page_names_all_that_Kith_reads()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        var page = await site.Http.GetStringAsync("/import");
        Assert.All(Formats.All, importer => Assert.Contains(importer.Reads, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_archive_dropped_on_the_page_is_imported()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        await using var watched = await chromium.Open(site.Url);
        var page = watched.Page;
        await page.GotoAsync("/import");
        var text = await File.ReadAllTextAsync(Samples.PathOf("mbox/harbour.mbox"));
        await page.EvaluateAsync(
            """
            text => {
              const dropped = new DataTransfer();
              dropped.items.add(new File([text], 'harbour.mbox'));
              document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
            }
            """, text);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Taken in: harbour.mbox" }).WaitForAsync();
        await page.Locator(".rows li").First.WaitForAsync();
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Without_a_script_a_plain_form_does_the_same()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        await using var watched = await chromium.Open(site.Url, script: false);
        await watched.Page.GotoAsync("/import");
        await watched.Page.SetInputFilesAsync("#file", Samples.PathOf("mbox/harbour.mbox"));
        await watched.Page.ClickAsync("#import button");
        await watched.Page.GetByRole(AriaRole.Heading, new() { Name = "Taken in: harbour.mbox" }).WaitForAsync();
    }

    [Fact]
    public async Task Files_of_one_name_all_go_in_whatever_others_are_called()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        await using var watched = await chromium.Open(site.Url);
        await watched.Page.GotoAsync("/import");
        await watched.Page.SetInputFilesAsync("#file", (((string, string)[])[("2", "Ada"), ("2", "Bo"), ("2", "Cy"), ("3", "Dee")]).Select(each => new FilePayload
        {
            Name = each.Item1, MimeType = "text/vtt", Buffer = System.Text.Encoding.UTF8.GetBytes($"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n{each.Item2}: I am {each.Item2}.\n"),
        }));
        await watched.Page.ClickAsync("#import button");
        await watched.Page.GetByRole(AriaRole.Heading, new() { Name = "Taken in: 4 files" }).WaitForAsync();
        Assert.Equal(4, site.Database.Read(connection => connection.ExecuteScalar<int>("select count(*) from messages")));
    }

    [Fact]
    public async Task What_is_no_archive_is_refused_in_a_sentence_and_the_next_one_goes_in()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        await using var watched = await chromium.Open(site.Url);
        await watched.Page.GotoAsync("/import");
        await watched.Page.SetInputFilesAsync("#file", new FilePayload { Name = "nonsense.bin", MimeType = "application/octet-stream", Buffer = [1, 2, 3, 0, 255] });
        await watched.Page.ClickAsync("#import button");
        var problem = watched.Page.Locator("section.problem p");
        await problem.WaitForAsync();
        await Assertions.Expect(problem).ToContainTextAsync("nonsense.bin is of no format that Kith knows.");
        Assert.DoesNotContain(Path.GetTempPath(), await problem.TextContentAsync());

        await watched.Page.SetInputFilesAsync("#file", Samples.PathOf("mbox/harbour.mbox"));
        await watched.Page.ClickAsync("#import button");
        await watched.Page.GetByRole(AriaRole.Heading, new() { Name = "Taken in: harbour.mbox" }).WaitForAsync();
    }

    // A name of a file may be that of a private channel.
    [Theory]
    [InlineData("harbour.mbox", "Taken in: harbour.mbox", "Taken in last")]
    [InlineData("nonsense.bin", "nonsense.bin could not be imported", "The last archive could not be imported")]
    public async Task Other_stewards_read_that_something_was_imported_and_not_what(string name, string known, string unknown)
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var giver = site.SignIn(Role.Steward, "Sten Home");
        using var other = site.SignIn(Role.Steward, "Ava Away", "Elsewhere");
        using var operating = site.SignIn(Role.Operator, "Ola Operator");
        await using var watched = await chromium.Open(site.Url, script: false, cookie: giver.Cookie);
        await watched.Page.GotoAsync("/import");
        var bytes = name == "nonsense.bin" ? [1, 2, 3, 0, 255] : await File.ReadAllBytesAsync(Samples.PathOf("mbox/harbour.mbox"));
        await watched.Page.SetInputFilesAsync("#file", new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = bytes });
        await watched.Page.ClickAsync("#import button");
        await watched.Page.GetByRole(AriaRole.Heading, new() { Name = known }).WaitForAsync();

        Assert.Contains(known, await operating.Http.GetStringAsync("/import"));
        var (page, json) = (await other.Http.GetStringAsync("/import"), await other.Http.GetStringAsync("/api/import"));
        Assert.Contains(unknown, page);
        Assert.DoesNotContain(name, page);
        Assert.DoesNotContain(name, json);
    }

    [Fact]
    public void While_it_runs_only_who_gave_it_reads_which_file_it_is()
    {
        var state = new ImportState(ImportStage.Reading, "the-merger.zip", 12, .5) { By = new AccountId(1) };
        var others = state.For(new Me(Somebody(2, isOperator: false), isOpen: false, Reader.Anyone));
        Assert.Equal((true, "", 12L, .5), (others.IsRunning, others.File, others.Messages, others.Share));
        Assert.Equal("the-merger.zip", state.For(new Me(Somebody(1, isOperator: false), isOpen: false, Reader.Anyone)).File);
        Assert.Equal("the-merger.zip", state.For(new Me(Somebody(2, isOperator: true), isOpen: false, Reader.Anyone)).File);
    }

    [Theory, EachEngine]
    public async Task A_steward_brings_in_for_their_own_community_and_changes_nothing_of_another(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "mbox/harbour.mbox");
        using var away = site.SignIn(Role.Steward, "Ava Away", "Elsewhere");
        using var home = site.SignIn(Role.Steward, "Sten Home");
        using var operating = site.SignIn(Role.Operator, "Ola Operator");
        var page = await away.Http.GetStringAsync("/import");
        Assert.Contains("<option>Elsewhere</option>", page);
        Assert.DoesNotContain("Harbour", page);

        Assert.Equal("You look after no community called Harbour.", await Said(away, "Harbour"));
        Assert.Equal("You look after no community called Newtown.", await Said(away, "Newtown"));
        Assert.Equal(["Elsewhere", "Harbour"], site.Database.Read(CommunityStore.All).Select(community => community.Name));
        // A source is known by what its archive says, whoever sends that.
        Assert.StartsWith("An archive of this source was imported for another community.", await Said(away, "Elsewhere"));
        Assert.Null(await Said(away, "Elsewhere", "srt/GMT20240409-170000_Recording.srt"));
        Assert.Null(await Said(home, ""));
        Assert.Null(await Said(operating, "Newtown", "zoom-chat/meeting_saved_chat.txt"));
        Assert.Equal(["Elsewhere", "Harbour", "Newtown"], site.Database.Read(connection => connection.Query<string>(
            "select distinct c.name from conversations v join communities c on c.id = v.community_id order by c.name")));

        // Null where it went in.
        async Task<string?> Said(SignedIn who, string community, string sample = "mbox/harbour.mbox")
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(await File.ReadAllBytesAsync(Samples.PathOf(sample))), "file", Path.GetFileName(sample) }, { new StringContent(community), "community" } };
            using var answer = await who.Http.PostAsync("/import", form);
            if (answer.StatusCode != HttpStatusCode.Found)
            {
                return Regex.Match(await answer.Content.ReadAsStringAsync(), "You look after[^.]*\\.").Value;
            }
            var import = site.Services.GetRequiredService<BackgroundImport>();
            for (var i = 0; i < 600 && import.State.IsRunning; i++)
            {
                await Task.Delay(100);
            }
            return import.State.Problem;
        }
    }

    [Fact]
    public async Task A_form_that_another_site_sends_is_refused()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var form = new MultipartFormDataContent { { new StringContent("mail"), "file", "a.mbox" } };
        var answer = await site.Http.PostAsync("/import", form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Load the page again", await answer.Content.ReadAsStringAsync());
        Assert.Contains("\"none\"", await site.Http.GetStringAsync("/api/import"));
    }

    private static Account Somebody(long id, bool isOperator) =>
        new(new(id), new(id), "Somebody", null, isOperator, null, true, null, new Dictionary<CommunityId, Role> { [new(1)] = Role.Steward });
}

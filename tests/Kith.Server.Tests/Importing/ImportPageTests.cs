using System.Net;
using Dapper;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests.Importing;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Importing;

public sealed class ImportPageTests(Chromium chromium)
{
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
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Rooms;
using Kith.Server.Rooms;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Server.Tests.Rooms;

/// <summary>Votes are counted, and nobody is told who chose what: docs/decisions/0009-votes-are-counted-not-named.md.</summary>
public sealed partial class PollTests(Chromium chromium)
{
    [Theory, EachEngine]
    public async Task What_others_are_sent_of_a_poll_counts_votes_and_names_nobody(Engine engine)
    {
        await using var live = await LiveSite.Start(engine);
        await live.Ask(3);
        var poll = live.Questions.Single(question => question.Number == 3);
        using var visitor = live.Site.Visit();
        Assert.Equal(204, await live.Do(live.Cy, $"questions/{poll.Id}/vote", new { option = 1 }));
        Assert.Equal(204, await live.Do(live.Bo, $"questions/{poll.Id}/vote", new { option = 1 }));
        var path = $"{live.Path}/questions/{poll.Id}/vote";
        string Option(int number, string name, int count) =>
            $"""<li><button class="option" form="act" formaction="{path}" name="option" value="{number}"><span>{name}</span> <span class="count">{count}</span></button></li>""";
        var expected = $"""<ul class="choices" aria-label="Options">{Option(0, "Oslo", 0)}{Option(1, "Rome", 2)}</ul>""";
        foreach (var reader in (HttpClient[])[live.Mo.Http, live.Ann.Http, live.Gus.Http, visitor])
        {
            var shown = Choices(await reader.GetStringAsync(live.Path));
            Assert.Equal([expected, expected], shown);
        }
        var events = await live.Site.Database.Read(connection =>
            live.Site.Services.GetRequiredService<RoomEvents>().Encode(connection, new(live.Id), [(ChangeKind.Question, poll.Id.Value)]));
        Assert.Equal([expected], Choices(JsonDocument.Parse(events[0]).RootElement.GetProperty("html").GetString()!));
        Assert.Equal([expected.Replace("value=\"1\"", "value=\"1\" aria-pressed=\"true\"", StringComparison.Ordinal)], Choices(await live.Cy.Http.GetStringAsync(live.Path)).Distinct());
    }

    [Theory, EachEngine]
    public async Task Ones_own_choice_stays_marked_while_others_vote_and_when_the_page_is_loaded_again(Engine engine)
    {
        await using var live = await LiveSite.Start(engine);
        await live.Ask(3);
        await using var cy = await live.Open(chromium, live.Cy);
        await using var mo = await live.Open(chromium, live.Mo);
        await cy.Page.ClickAsync("#now .option >> nth=1");
        await cy.Has("#now .option[aria-pressed=true] >> text=Rome", 1);
        await mo.Shows("#now", "1 vote");
        await mo.Page.ClickAsync("#now .option >> nth=0");
        await cy.Shows("#now", "2 votes");
        await Chose(cy, "Rome", "Rome");
        await Chose(mo, "Oslo", "Oslo");
        await cy.Page.ClickAsync("#questions .option >> nth=0");
        await Chose(cy, "Oslo", "Oslo");
        await cy.Page.ReloadAsync();
        await Chose(cy, "Oslo", "Oslo");
        await using var plain = await live.Open(chromium, live.Cy, script: false);
        await Chose(plain, "Oslo", "Oslo");
    }

    // At hand and in the list of questions.
    private static Task Chose(WatchedPage who, params string[] options) =>
        Microsoft.Playwright.Assertions.Expect(who.Page.Locator(".option[aria-pressed=true] span:first-child")).ToHaveTextAsync(options);

    // Without the bars, and as if written in one line.
    private static IReadOnlyList<string> Choices(string html) => [.. List().Matches(html).Select(list => Gap().Replace(Bar().Replace(list.Value, ""), "><"))];

    [GeneratedRegex("<ul class=\"choices\".*?</ul>", RegexOptions.Singleline)]
    private static partial Regex List();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Bar();

    [GeneratedRegex(">\\s+<(?!span class=.count)")]
    private static partial Regex Gap();
}

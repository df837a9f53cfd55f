using System.Text.Json;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Commands;

public sealed class GatheringCommandTests
{
    [Theory, EachEngine]
    public async Task Gatherings_are_listed_and_shown_for_people_and_for_programs(Engine engine)
    {
        using var data = TestDatabase.On(engine);
        Assert.StartsWith("There are no gatherings.", (await KithProgram.Run(data.Location, "gatherings")).Output, StringComparison.Ordinal);
        var id = data.Database.Write(transaction =>
        {
            var ada = PeopleStore.Add(transaction, "ada", "Ada Lindqvist");
            return Planning.Schedule(transaction, new(CommunityStore.Named(transaction, "Harbour"),
                new(ConversationKind.Chat, Visibility.Community, "Fog", "", 1_800_000_000_000, 60, "Europe/London"), ada, [ada], [new("What is fog?", 10)]), 1_700_000_000_000);
        });
        var shown = (await KithProgram.Run(data.Location, "gathering", id.ToString())).Output;
        Assert.Contains("15 January 2027, 08:00 (Europe/London), 60 minutes, Harbour", shown, StringComparison.Ordinal);
        Assert.Contains("Q1: What is fog? (10 min)", shown, StringComparison.Ordinal);
        using var list = JsonDocument.Parse((await KithProgram.Run(data.Location, "gatherings", "--json")).Output);
        Assert.Equal(("Fog", "scheduled", "Ada Lindqvist"), (list.RootElement.GetProperty("upcoming")[0].GetProperty("gathering").GetString(),
            list.RootElement.GetProperty("upcoming")[0].GetProperty("state").GetString(), list.RootElement.GetProperty("upcoming")[0].GetProperty("moderators")[0].GetProperty("person").GetString()));
        var none = await KithProgram.Run(data.Location, "gathering", "999");
        Assert.Equal((false, "kith: There is no gathering 999. kith gatherings lists them."), (none.Exit == 0, none.Errors.Trim()));
    }
}

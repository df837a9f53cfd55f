using System.Text.Json;
using Dapper;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Commands;

/// <summary>Promise 1 for archives: killed at any moment and started again, an import ends as if nothing had happened.</summary>
public sealed class KilledImportTests : IDisposable
{
    private const int Kills = 20;

    // The library of the command line gives what it can let go two seconds, and then ends without a word.
    private static readonly TimeSpan LongerThanTheProgramWouldWait = TimeSpan.FromSeconds(3);

    private static readonly string[] Names = ["Ada Lindqvist", "Bo Tanaka", "Chidi Okafor", "Dilys Morgan", "Emre Kaya", "Farah Haddad"];

    private readonly DirectoryInfo archive = System.IO.Directory.CreateTempSubdirectory("kith-archive-");

    public void Dispose() => archive.Delete(recursive: true);

    [Theory, EachEngine]
    public async Task Killed_at_twenty_random_moments_the_result_is_that_of_one_undisturbed_run(Engine engine)
    {
        WriteArchive(topics: 250, messages: 60);
        using var undisturbed = TestDatabase.On(engine);
        var took = await Completed(undisturbed);
        var expected = Facts(undisturbed.Database);
        var random = new Random(7);

        var disturbed = TestDatabase.On(engine);
        for (var kills = 0; kills < Kills;)
        {
            var start = TimeProvider.System.GetTimestamp();
            using var running = KithProgram.Start(disturbed.Location, "import", archive.FullName);
            if (await running.KillAfter(took * random.NextDouble()))
            {
                kills++;
                continue;
            }
            // It was faster than the kill, as where the machine was busy before: that one must be right, and the next begins anew.
            took = TimeProvider.System.GetElapsedTime(start) is var less && less < took ? less : took;
            Assert.Equal(expected, Facts(disturbed.Database));
            disturbed.Dispose();
            disturbed = TestDatabase.On(engine);
        }
        await Completed(disturbed);

        Assert.Equal(expected, Facts(disturbed.Database));
        disturbed.Dispose();
    }

    // It ends the batch in hand, however long that takes: here it waits for another who writes.
    [Fact]
    public async Task Broken_off_by_hand_it_says_that_the_same_command_goes_on()
    {
        WriteArchive(topics: 250, messages: 60);
        using var test = TestDatabase.On(Engine.Sqlite);
        using (var running = KithProgram.Start(test.Location, "import", Path.Combine(archive.FullName, "zulip_json")))
        {
            Assert.True(running.Until(() => File.Exists(Path.Combine(test.Location, "import.lock"))), "The import did not begin.");
            test.Database.Write(_ =>
            {
                running.AskToEnd();
                Thread.Sleep(LongerThanTheProgramWouldWait);
            });
            Assert.Equal((130, "", "kith: Broken off. What was taken in so far stays; the same command takes in the rest.\n"), await running.End());
        }
        Assert.Equal((0, ""), await KithProgram.Run(test.Location, "import", Path.Combine(archive.FullName, "zulip_json")) is var (exit, _, errors) ? (exit, errors) : default);
        Assert.Contains("\"messages\": 15000", (await KithProgram.Run(test.Location, "sources", "--json")).Output);
    }

    private async Task<TimeSpan> Completed(TestDatabase test)
    {
        var start = TimeProvider.System.GetTimestamp();
        var (exit, _, errors) = await KithProgram.Run(test.Location, "import", archive.FullName);
        Assert.Equal((0, ""), (exit, errors));
        return TimeProvider.System.GetElapsedTime(start);
    }

    // Everything that was said and all that is derived from it, by number: also the numbers must be the same.
    private static List<string> Facts(Database database) => database.Read(connection => (List<string>)
    [
        .. connection.Query<string>("select id || ' ' || key || ' ' || name from identities order by id"),
        .. connection.Query<string>("select id || ' ' || key || ' ' || title || ' ' || head || ' ' || first_at || ' ' || last_at from conversations where head > 0 order by id"),
        .. connection.Query<string>("select conversation_id || ' ' || seq || ' ' || key || ' ' || author_id || ' ' || at || ' ' || body from messages order by conversation_id, seq"),
        .. connection.Query<string>("select conversation_id || ' ' || seq || ' ' || kind || ' ' || from_id || ' ' || to_id || ' ' || weight from interactions order by conversation_id, at, seq, kind, from_id, to_id"),
        .. connection.Query<(long, long, byte[])>("select from_id, to_id, days from contacts order by from_id, to_id, scope").Select(row => $"{row.Item1} {row.Item2} {Convert.ToHexString(row.Item3)}"),
        .. connection.Query<string>("select count(*) || ' stale' from stale"),
    ]);

    private void WriteArchive(int topics, int messages)
    {
        var stream = archive.CreateSubdirectory("zulip_json/7-lighthouse");
        for (var topic = 0; topic < topics; topic++)
        {
            var rows = Enumerable.Range(0, messages).Select(i => new
            {
                id = topic * 1000 + i,
                sender_full_name = Names[(topic + i * i) % Names.Length],
                timestamp = 1_700_000_000 + topic * 3600 + i * 40,
                content = $"<p>Lamp {topic} was trimmed for the {i}th time, and the glass polished.</p>",
            });
            File.WriteAllText(Path.Combine(stream.FullName, $"lamp.20{topic}.json"), JsonSerializer.Serialize(rows));
        }
    }
}

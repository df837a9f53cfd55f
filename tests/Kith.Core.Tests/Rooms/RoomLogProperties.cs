using CsCheck;
using Kith.Conversations;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Tests.Rooms;

/// <summary>Several nodes on one database, each with its own writer, and everything at once.</summary>
public sealed class RoomLogProperties
{
    private enum Do
    {
        Say,
        SayAgain,
        Change,
        Fail,
        FailInSql,
    }

    private static readonly Gen<(Do What, int Node, int Room, int Key)[]> Days =
        Gen.Select(Gen.Enum<Do>(), Gen.Int[0, 2], Gen.Int[1, 2], Gen.Int[0, 15]).Array[1, 60];

    [Theory, EachEngine]
    public async Task Whatever_happens_at_once_numbers_have_no_gaps_and_a_key_is_said_once(Engine engine) => await Days.SampleAsync(async day =>
    {
        using var test = TestDatabase.On(engine);
        SomeRooms.Make(test.Database);
        var nodes = Enumerable.Range(0, 3).Select(_ => new RoomLog(test.Database, TimeProvider.System)).ToList();

        var answers = await Task.WhenAll(day.Select(async one => (one.Room, Key: $"k{one.Key}", Seq: await Act(nodes[one.Node], one.What, new(one.Room), $"k{one.Key}"))));
        nodes.ForEach(node => node.Dispose());

        foreach (var room in (ConversationId[])[SomeRooms.One, SomeRooms.Other])
        {
            var said = SomeRooms.Said(test.Database, room);
            var changed = SomeRooms.Changed(test.Database, room);
            var row = SomeRooms.Row(test.Database, room);
            var acknowledged = answers.Where(answer => answer.Room == room.Value && answer.Seq is not null).Select(answer => $"{answer.Seq} {answer.Key}").Distinct();
            Assert.Equal(Numbers(said), said.Select(NumberOf));
            Assert.Equal(Numbers(changed), changed.Select(NumberOf));
            Assert.Equal((said.Count, changed.Count), (row.Head, row.Number));
            Assert.Equal(acknowledged.Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));
        }
    }, iter: engine == Engine.Sqlite ? 12 : 8, threads: 1);

    // The seq that was acknowledged, or null where it failed, as it should.
    private static async Task<long?> Act(RoomLog node, Do what, ConversationId room, string key)
    {
        try
        {
            return what switch
            {
                Do.Say or Do.SayAgain => (await node.Post(room, SomeRooms.Says(key))).Seq,
                Do.Change => await node.Change(room, change =>
                {
                    change.Changed(ChangeKind.Question, 1);
                    return change.Append(SomeRooms.Says(key)).Seq;
                }),
                Do.Fail => await node.Change<long>(room, change =>
                {
                    change.Append(SomeRooms.Says(key));
                    throw new InvalidInputException("No.", "", "");
                }),
                _ => (await node.Post(room, SomeRooms.Says(key + " of nobody", author: 99))).Seq,
            };
        }
        catch (Exception e) when (e is InvalidInputException or System.Data.Common.DbException && what is Do.Fail or Do.FailInSql)
        {
            return null;
        }
    }

    private static long NumberOf(string row) => long.Parse(row.Split(' ')[0]);

    private static IEnumerable<long> Numbers(IReadOnlyList<string> rows) => Enumerable.Range(1, rows.Count).Select(i => (long)i);
}

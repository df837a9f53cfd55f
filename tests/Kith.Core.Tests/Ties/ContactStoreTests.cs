using Dapper;
using Kith.Store;
using Kith.Ties;

namespace Kith.Tests.Ties;

public sealed class ContactStoreTests
{
    [Theory, EachEngine]
    public void From_twenty_thousand_on_contacts_are_many(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        Assert.False(test.Database.Read(ContactStore.AreMany));
        Add(1, 19_999);
        Assert.False(test.Database.Read(ContactStore.AreMany));
        Add(20_000, 20_000);
        Assert.True(test.Database.Read(ContactStore.AreMany));

        void Add(int first, int last) => test.Database.Write(transaction => transaction.Connection!.Execute(
            """
            with recursive ids(id) as (select cast(@first as bigint) union all select id + 1 from ids where id < @last)
            insert into contacts (from_id, to_id, scope, days, interactions, first_at, last_at) select 0, id, 0, @days, 1, 0, 0 from ids
            """, new { first, last, days = Array.Empty<byte>() }, transaction));
    }
}

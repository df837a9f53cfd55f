using System.Runtime.Versioning;
using Dapper;
using Kith.Store;
using Microsoft.Data.Sqlite;

namespace Kith.Tests.Store;

public sealed class BackupTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kith-backup-");

    public void Dispose() => folder.Delete(recursive: true);

    private string At(string name) => Path.Combine(folder.FullName, name);

    // Each transaction counts two counters up: a copy that was not of one moment would hold them apart.
    [Fact]
    public async Task A_copy_is_of_one_moment_while_others_write_and_opens_in_another_folder()
    {
        using var database = Database.OpenDirectory(At("data"));
        database.Write(transaction => transaction.Connection!.Execute("create table pair (one bigint, other bigint, padding text); insert into pair values (0, 0, '')", transaction: transaction));
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            while (!enough.IsCancellationRequested)
            {
                database.Write(transaction =>
                {
                    transaction.Connection!.Execute("update pair set one = one + 1", transaction: transaction);
                    transaction.Connection!.Execute("update pair set other = other + 1, padding = padding || 'some more words'", transaction: transaction);
                });
            }
        }, TestContext.Current.CancellationToken);
        for (var number = 0; number < 8; number++)
        {
            Directory.CreateDirectory(At($"again{number}"));
            Backup.Write(At("data"), At($"again{number}/kith.db"));
            Assert.Equal(["kith.db"], Directory.GetFiles(At($"again{number}")).Select(Path.GetFileName));
        }
        await enough.CancelAsync();
        await writing;
        var copies = Enumerable.Range(0, 8).Select(number => Pair(At($"again{number}"))).ToList();
        Assert.All(copies, copy => Assert.Equal(copy.One, copy.Other));
        Assert.Equal(copies.OrderBy(copy => copy.One), copies);
        Assert.True(copies[0].One < Pair(At("data")).One);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public void A_copy_is_its_owners_alone_and_writes_over_nothing()
    {
        using (Database.OpenDirectory(At("data"))) { }
        Backup.Write(At("data"), At("copy.db"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("copy.db")));
        var before = File.ReadAllBytes(At("copy.db"));
        Assert.Throws<IOException>(() => Backup.Write(At("data"), At("copy.db")));
        Assert.Equal(before, File.ReadAllBytes(At("copy.db")));
    }

    [Fact]
    public void A_copy_that_fails_leaves_nothing_behind()
    {
        Directory.CreateDirectory(At("data"));
        Directory.CreateDirectory(At("copies"));
        File.WriteAllText(At("data/kith.db"), new string('?', 10_000));
        Assert.Throws<SqliteException>(() => Backup.Write(At("data"), At("copies/copy.db")));
        File.WriteAllText(At("copies/copy.db"), "mine");
        File.Delete(At("data/kith.db"));
        using (Database.OpenDirectory(At("data"))) { }
        Assert.Throws<IOException>(() => Backup.Write(At("data"), At("copies/copy.db")));
        Assert.Equal(["copy.db: mine"], Directory.GetFiles(At("copies")).Select(path => $"{Path.GetFileName(path)}: {File.ReadAllText(path)}"));
    }

    // The one before an upgrade is made with either program: it is what the older one can read.
    [Fact]
    public void What_an_older_Kith_left_is_copied_as_it_is()
    {
        using (var database = Database.OpenDirectory(At("data")))
        {
            database.Write(transaction => transaction.Connection!.Execute("delete from migrations where number = (select max(number) from migrations)", transaction: transaction));
        }
        var schema = Schema(At("data/kith.db"));
        Backup.Write(At("data"), At("copy.db"));
        Assert.Equal((schema, schema), (Schema(At("data/kith.db")), Schema(At("copy.db"))));
    }

    private static (long One, long Other) Pair(string directory)
    {
        using var database = Database.OpenDirectory(directory);
        return database.Read(connection => connection.QuerySingle<(long, long)>("select one, other from pair"));
    }

    private static long Schema(string file)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        return connection.ExecuteScalar<long>("select max(number) from migrations");
    }
}

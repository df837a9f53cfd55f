using System.Text.Json;
using Kith.Accounts;
using Kith.People;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Commands;

public sealed class AccountCommandTests : IDisposable
{
    private readonly TestDatabase test = TestDatabase.On(Engine.Sqlite);

    public void Dispose() => test.Dispose();

    private async Task<JsonElement> Json(params string[] arguments)
    {
        var (exit, output, errors) = await KithProgram.Run(test.Location, [.. arguments, "--json"]);
        Assert.Equal((0, ""), (exit, errors));
        return JsonDocument.Parse(output).RootElement;
    }

    [Fact]
    public async Task An_operator_lets_people_in_from_the_terminal()
    {
        var ada = test.Database.Write(transaction =>
        {
            var olga = AccountStore.Add(transaction, "Olga Berg", "olga@example.org", 0, isOperator: true);
            AccountStore.Join(transaction, olga, CommunityStore.Named(transaction, "Harbour"), Role.Steward, 0);
            var id = AccountStore.Add(transaction, "Ada Lindqvist", "ada@example.org", 0);
            Claims.Add(transaction, id, null, null, 0);
            return id;
        });

        var link = (await Json("invite", "--role", "host", "--url", "https://kith.example.org")).GetProperty("link").GetString()!;
        var password = (await Json("password-link", "ADA@example.org")).GetProperty("link").GetString()!;
        var claim = (await Json("claims"))[0];
        await Json("confirm", claim.GetProperty("claim").GetRawText());
        await Json("operator", "Ada Lindqvist");

        Assert.Equal(Role.Host, test.Database.Read(connection => Invitations.Find(connection, link["https://kith.example.org/join/".Length..], TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()))!.Role);
        Assert.Equal(ada, test.Database.Read(connection => OneTimeLinks.Find(connection, LinkPurpose.Password, password[(password.LastIndexOf('/') + 1)..], TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()))!.Account);
        Assert.Equal("ada@example.org is mine", claim.GetProperty("says").GetString());
        var accounts = await Json("accounts");
        Assert.Equal(["Ada Lindqvist True True", "Olga Berg False True"], accounts.EnumerateArray().Select(each => $"{each.GetProperty("name")} {each.GetProperty("email_proved")} {each.GetProperty("operator")}"));
        Assert.Equal("ada@example.org", test.Database.Read(PeopleStore.Identities).Single(identity => identity.Name == "Ada Lindqvist").Email);
    }

    // A name can be chosen; a mail address is one's own.
    [Fact]
    public async Task Whoever_calls_themselves_by_a_mail_address_is_not_meant_by_it()
    {
        test.Database.Write(transaction => AccountStore.Add(transaction, "ada@example.org", "eve@example.org", 0));
        foreach (var command in (string[])["operator", "password-link"])
        {
            var (exit, _, errors) = await KithProgram.Run(test.Location, command, "ada@example.org");
            Assert.Equal(2, exit);
            Assert.Contains("There is no account ada@example.org.", errors);
        }
        Assert.False(Assert.Single(test.Database.Read(AccountStore.All)).IsOperator);
    }

    // Whoever signs up first can give the address of another; a number is nobody's choice.
    [Fact]
    public async Task By_a_mail_address_nobody_becomes_an_operator_until_it_is_proved()
    {
        var id = test.Database.Write(transaction => AccountStore.Add(transaction, "Eve", "boss@example.org", 0));
        var (exit, _, errors) = await KithProgram.Run(test.Location, "operator", "BOSS@example.org");
        Assert.Equal((2, false), (exit, IsOperator()));
        Assert.Contains($"The mail address of #{id} is not proved. Give the number if it is they.", errors);
        await Json("password-link", "boss@example.org");
        await Json("operator", $"#{id}");
        Assert.True(IsOperator());

        var ada = test.Database.Write(transaction =>
        {
            var made = AccountStore.Add(transaction, "Ada Lindqvist", "ada@example.org", 0);
            AccountStore.Prove(transaction, AccountStore.Find(transaction.Connection!, made)!, 0);
            return made;
        });
        Assert.Equal(ada.Value, (await Json("operator", "ada@example.org")).GetProperty("operator").GetInt64());

        bool IsOperator() => test.Database.Read(connection => AccountStore.Find(connection, id))!.IsOperator;
    }

    // They are copied from it.
    [Fact]
    public async Task Mail_addresses_are_not_broken_in_a_table_of_eighty_columns()
    {
        test.Database.Write(transaction => AccountStore.Add(transaction, "Bartholomew Featherstonehaugh", "bartholomew.featherstonehaugh@example.org", 0, isOperator: true));
        var (_, output, _) = await KithProgram.Run(test.Location, "accounts");
        Assert.Contains("bartholomew.featherstonehaugh@example.org", output);
        Assert.All(output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [InlineData("--url", "Kith does not know by which name people reach 0.0.0.0.", "serve", "--host", "0.0.0.0")]
    [InlineData("--host", "nowhere is no address to listen on.", "serve", "--host", "nowhere")]
    [InlineData("--url", "kith.example.org is no address of a server.", "serve", "--url", "kith.example.org")]
    [InlineData("--url", "Mails hold links to this server, so its address is needed.", "serve", "--smtp", "smtp://mail.example.org")]
    [InlineData("--mail-from", "Mail needs a sender.", "serve", "--smtp", "smtp://mail.example.org", "--url", "https://kith.example.org")]
    [InlineData("name", "There is no account Eve.", "password-link", "Eve")]
    [InlineData("number", "No claim 7 waits.", "confirm", "7")]
    [InlineData("kith invite", "There are no accounts yet.", "invite")]
    public async Task What_can_not_be_is_said_in_a_sentence(string where, string error, params string[] arguments)
    {
        var (exit, output, errors) = await KithProgram.Run(test.Location, [.. arguments, "--json"]);

        Assert.Equal((2, ""), (exit, output));
        var problem = JsonDocument.Parse(errors).RootElement;
        Assert.Equal((error, where), (problem.GetProperty("error").GetString(), problem.GetProperty("where").GetString()));
    }
}

using Kith.Store;
using Npgsql;

namespace Kith.Tests.Store;

public sealed class PostgresAddressTests
{
    [Fact]
    public void What_an_operator_asks_of_the_connection_is_not_forgotten()
    {
        var read = new NpgsqlConnectionStringBuilder(PostgresAddress.ToConnectionString("postgres://ann:p%40ss@[::1]:5433/our%20kith?sslmode=verify-full&application_name=kith"));

        Assert.Equal(("::1", 5433, "our kith", "ann", "p@ss"), (read.Host, read.Port, read.Database, read.Username, read.Password));
        Assert.Equal((SslMode.VerifyFull, "kith"), (read.SslMode, read.ApplicationName));
    }

    [Theory]
    [InlineData("postgres://")]
    [InlineData("postgres:///kith")]
    public void An_address_without_a_server_is_refused(string address) =>
        Assert.Equal("the address names no server", Assert.Throws<UriFormatException>(() => PostgresAddress.ToConnectionString(address)).Message);

    [Fact]
    public void A_setting_that_does_not_exist_is_refused() =>
        Assert.Throws<ArgumentException>(() => PostgresAddress.ToConnectionString("postgres://localhost/kith?sslmod=require"));
}

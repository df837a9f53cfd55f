using System.Xml.Linq;
using Dapper;
using Kith.Server.Shared;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Kith.Server.Accounts;

/// <summary>The keys that protect cookies and forms, in the database: every node has them, and a restart signs nobody out.</summary>
internal sealed class ServerKeys(Present present) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        present.Database.Read(connection => connection.Query<string>("select xml from server_keys order by name").Select(xml => XElement.Parse(xml)).ToList());

    public void StoreElement(XElement element, string friendlyName) => present.Database.Write(transaction => transaction.Connection!.Execute(
        "insert into server_keys (name, xml) values (@friendlyName, @xml) on conflict (name) do update set xml = excluded.xml",
        new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) }, transaction));
}

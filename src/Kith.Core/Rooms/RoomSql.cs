using Dapper;

namespace Kith.Rooms;

/// <summary>Statements inside the transaction of a change.</summary>
internal static class RoomSql
{
    public static int Execute(this RoomChange change, string sql, object parameters) => change.Transaction.Connection!.Execute(sql, parameters, change.Transaction);

    public static T? One<T>(this RoomChange change, string sql, object parameters) => change.Transaction.Connection!.QuerySingleOrDefault<T>(sql, parameters, change.Transaction);

    public static List<T> All<T>(this RoomChange change, string sql, object parameters) => change.Transaction.Connection!.Query<T>(sql, parameters, change.Transaction).AsList();
}

using System.Data.Common;
using Kith.Store;

namespace Kith.Conversations;

/// <summary>The one condition by which every query keeps to what its reader may see.</summary>
public static class Visible
{
    /// <summary>A condition on the table alias <c>c</c> of conversations; takes <see cref="Parameter"/> as <c>@reader</c>.</summary>
    public static string To(DbConnection connection, Reader reader) =>
        $"({Openly(reader)} or exists (select 1 from participants seen where seen.conversation_id = c.id and seen.identity_id {Sql.Among(connection, "reader")}))";

    /// <summary>The reader's identities.</summary>
    public static long[] Parameter(Reader reader) => [.. reader.Identities.Select(identity => identity.Value)];

    // Without regard to who took part. Numbers, so that they can stand in the text: an array parameter is taken already.
    private static string Openly(Reader reader) => reader.Communities switch
    {
        null => "c.visibility < 2",
        [] => "c.visibility = 0",
        var own => $"c.visibility = 0 or (c.visibility = 1 and c.community_id in ({string.Join(',', own)}))",
    };
}

using Kith.Accounts;
using Kith.Server.Recaps;
using Kith.Server.Rooms;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kith.Server.Accounts;

/// <summary>A notice.</summary>
/// <param name="Text">In a sentence.</param>
/// <param name="Url">Path of the page that it is about.</param>
/// <param name="At">When.</param>
/// <param name="New">Whether it was not shown yet.</param>
public sealed record NoticeAnswer(string Text, string Url, DateTimeOffset At, bool New);

/// <summary>What somebody should know.</summary>
internal static class NoticeEndpoints
{
    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/notices", Page).ForAccounts();
        routes.MapGet("/api/notices", (Present present, Me me) => present.Database.Read(connection => Notices.Of(connection, me.Reader.Identities))
            .Select(each => new NoticeAnswer(each.Text, each.Url, Times.Of(each.At), each.ReadAt is null))).ForAccounts().WithTags("Accounts").WithSummary("What you should know, the newest first");
    }

    // Seen is read: nobody should have to say so.
    private static RazorComponentResult<NoticesPage> Page(Present present, RoomPeople people, Me me)
    {
        var all = present.Database.Read(connection => Notices.Of(connection, me.Reader.Identities));
        if (all.Any(notice => notice.ReadAt is null))
        {
            present.Database.Write(transaction => Notices.Read(transaction, me.Reader.Identities, all[0].Id, present.Now));
        }
        return new(new { All = all, Corrections = me.Highest >= Role.Member ? CorrectionAnswer.Waiting(present, people, me) : [] });
    }
}

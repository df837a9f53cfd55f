using Kith.Accounts;
using Kith.Conversations;
using Kith.Importing;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Server.Importing;

/// <summary>Bringing archives in, what was brought in, and what could not be read.</summary>
internal static class ImportEndpoints
{
    private const int IssuesOnPage = 200;

    public static void MapImporting(this IEndpointRouteBuilder routes)
    {
        routes = routes.MapGroup("").For(Role.Steward);
        routes.MapGet("/import", (BackgroundImport import, Present present, Reader reader, Me me) => new RazorComponentResult<ImportPage>(new
        {
            State = import.State.For(me), Sources = Sources(present, reader, me), Communities = ImportHome.Choice(present, me), IsFree = ImportHome.IsFree(me),
        }));
        routes.MapPost("/import", Start)
            .WithFormOptions(multipartBodyLengthLimit: Upload.MostBytes, valueLengthLimit: 1000, valueCountLimit: 20)
            .WithMetadata(new RequestSizeLimitAttribute(Upload.MostBytes));
        routes.MapGet("/issues", IssuesPage);

        var api = routes.MapGroup("/api").WithTags("Importing");
        api.MapGet("import", (BackgroundImport import, Me me) => import.State.For(me)).WithSummary("The import that was started last in the browser, as far as it is");
        api.MapGet("sources", Sources).WithSummary("What was imported, and from where");
        api.MapGet("issues", (Present present, Me me) => Issues(present, me).Shown).WithSummary("What imports could not read, or not as it stands, where you may know of it: file, line, reason");
    }

    private static async Task<RedirectHttpResult> Start(
        BackgroundImport import, Present present, Me me, IFormFileCollection file, [FromForm] string? community, [FromForm] string? zone, [FromForm] string? includePrivate, CancellationToken stop)
    {
        var upload = await Upload.Receive(file, ImportHome.Of(present, me, community), zone, includePrivate == "on", stop);
        if (!import.TryStart(upload, me.Account?.Id))
        {
            upload.Dispose();
            throw new InvalidInputException($"{import.State.For(me) switch { { File: "" } => "Another archive", var known => known.File }} is being imported.", "file", "Wait for that to end and import again.");
        }
        return TypedResults.LocalRedirect("/import");
    }

    private static RazorComponentResult<IssuesPage> IssuesPage(Present present, Me me, int page = 1)
    {
        var (issues, withheld) = Issues(present, me);
        page = Math.Clamp(page, 1, 1_000_000);
        return new(new { Issues = issues.Skip((page - 1) * IssuesOnPage).Take(IssuesOnPage).ToList(), Total = issues.Count, Things = ImportStore.IssueCounts.Of(issues), Withheld = withheld, Number = page, Length = IssuesOnPage });
    }

    // Of the communities of which they are stewards; of archives that gave nothing the operator knows.
    private static (IReadOnlyList<ImportStore.IssueRow> Shown, ImportStore.IssueCounts Withheld) Issues(Present present, Me me)
    {
        IReadOnlyList<CommunityId>? own = me.IsOpen || me.Highest == Role.Operator ? null : [.. me.Communities(present, Role.Steward).Select(community => community.Id)];
        return present.Database.Read(connection => ImportStore.Issues(connection, me.Reader, own));
    }

    private static List<SourceAnswer> Sources(Present present, Reader reader, Me me) =>
        [.. present.Database.Read(connection => ImportStore.Sources(connection, reader)).Select(row => SourceAnswer.Of(row, me.Highest == Role.Operator))];
}

using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kith.Server.Shared;

/// <summary>What <c>/api/openapi.json</c> says of itself.</summary>
internal static class ApiDescription
{
    public static void Write(OpenApiOptions options)
    {
        options.ShouldInclude = described => described.RelativePath is "api" || described.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Kith",
                Version = "1",
                Description = "Every page as JSON: snake_case, times in ISO 8601 and UTC, errors as problem details (RFC 9457).",
            };
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
    }
}

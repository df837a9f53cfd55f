namespace Kith.Server.Shared;

/// <summary>HEAD is answered as GET is, without the body: so programs ask which check links and servers.</summary>
internal static class Heads
{
    private static readonly object Asked = new();

    /// <summary>Comes before all that looks at what was asked. The server itself leaves the body out.</summary>
    public static void UseHeads(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (HttpMethods.IsHead(http.Request.Method))
            {
                (http.Items[Asked], http.Request.Method) = (true, HttpMethods.Get);
            }
            return next(http);
        });
        // Said here, as the application would otherwise choose the endpoint first of all: for HEAD, which none is mapped for.
        app.UseRouting();
    }

    /// <summary>Whether nothing but the head is wanted: what has no end need not begin.</summary>
    public static bool IsHeadAlone(this HttpContext http) => http.Items.ContainsKey(Asked);
}

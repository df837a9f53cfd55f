namespace Kith.Server.Tests.Shared;

internal static class HttpAnswers
{
    /// <summary>The body, whatever the status.</summary>
    public static async Task<string> GetStringOrError(this HttpClient http, string path) => await (await http.GetAsync(path)).Content.ReadAsStringAsync();
}

using System.Net;
using System.Text.RegularExpressions;

namespace Kith.Server.Tests.Accounts;

/// <summary>Forms filled in by tests.</summary>
internal static class Forms
{
    /// <summary>Sends a form.</summary>
    public static Task<HttpResponseMessage> Send(this HttpClient http, string path, params (string Field, string Value)[] fields) =>
        // A browser always sends something: the token.
        http.PostAsync(path, new FormUrlEncodedContent(fields.Append(("sent", "by a test")).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));

    /// <summary>Sends a form and says where it led: a path, or the status.</summary>
    public static async Task<string> Led(this HttpClient http, string path, params (string Field, string Value)[] fields)
    {
        using var answer = await http.Send(path, fields);
        return answer.StatusCode == HttpStatusCode.Found ? answer.Headers.Location!.ToString() : $"{(int)answer.StatusCode}";
    }

    /// <summary>What the page says that came back, as text.</summary>
    public static async Task<string> Said(this Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        var main = Regex.Match(await answer.Content.ReadAsStringAsync(), "<main.*?</main>", RegexOptions.Singleline).Value;
        return WebUtility.HtmlDecode(Regex.Replace(Regex.Replace(main, "<[^>]+>", " "), @"\s+", " ")).Trim();
    }
}

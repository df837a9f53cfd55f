using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Kith.Accounts;
using Kith.People;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests.Importing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Server.Tests.Accounts;

/// <summary>
/// Every endpoint that the server has, asked by everybody. What they get is kept in <c>endpoints.txt</c>: whoever adds an
/// endpoint looks at its line and approves it with KITH_APPROVE=1.
/// </summary>
public sealed class EndpointTests
{
    private static readonly string[] Unasked = ["GET /dist/", "GET /icon"];

    private static string Approved { get; } = Path.Combine(Samples.Root, "tests/Kith.Server.Tests/Accounts/endpoints.txt");

    [Fact]
    public async Task Every_endpoint_answers_everybody_as_approved()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new SiteOptions { PostsPerSecond = 0, KnocksAtOnce = 0 }, TimeProvider.System, "zulip-archive");
        await using var cast = new Cast(site);
        var lines = new List<string> { Line("", cast.Names) };
        foreach (var (method, pattern) in Endpoints(site))
        {
            var answers = new List<string>();
            foreach (var name in cast.Names)
            {
                answers.Add(await cast.Ask(name, method, pattern));
            }
            lines.Add(Line($"{method} {pattern}", answers));
        }
        var text = string.Join('\n', lines) + "\n";
        if (Environment.GetEnvironmentVariable("KITH_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(Approved, text, TestContext.Current.CancellationToken);
        }
        Assert.DoesNotContain(lines, line => Regex.IsMatch(line, @"\s5\d\d\b"));
        Assert.Equal(await File.ReadAllTextAsync(Approved, TestContext.Current.CancellationToken), text);
    }

    [Fact]
    public async Task Every_endpoint_that_changes_something_refuses_a_request_without_a_token()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new SiteOptions { PostsPerSecond = 0, KnocksAtOnce = 0 }, TimeProvider.System, "zulip-archive");
        await using var cast = new Cast(site);
        foreach (var (method, pattern) in Endpoints(site).Where(endpoint => endpoint.Method != "GET"))
        {
            Assert.Equal(($"{method} {pattern}", "400"), ($"{method} {pattern}", await cast.Ask("operator", method, pattern, withToken: false)));
        }
    }

    private static List<(string Method, string Pattern)> Endpoints(RunningSite site) => [.. site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(method => method != "HEAD")
            .Select(method => (method, pattern: "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))))
        .Where(endpoint => !Unasked.Any(unasked => $"{endpoint.method} {endpoint.pattern}".StartsWith(unasked, StringComparison.Ordinal)))
        .Distinct().OrderBy(endpoint => endpoint.pattern, StringComparer.Ordinal).ThenBy(endpoint => endpoint.method, StringComparer.Ordinal)];

    private static string Line(string endpoint, IEnumerable<string> answers) => (endpoint.PadRight(64) + string.Concat(answers.Select(answer => answer.PadRight(10)))).TrimEnd();

    /// <summary>Everybody who asks. Whatever a request ends or changes, the next one finds it as it was.</summary>
    private sealed class Cast : IAsyncDisposable
    {
        private const string Password = "seven grey gulls";

        private const string Plan = """{"title":"Lamps","when":"2099-06-01T16:00","minutes":"60","zone":"Europe/London","questions":"Which lamp?","rule":"FREQ=WEEKLY","repeats":"rule"}""";

        private const string Body = """{"key":"k","text":"Something","reason":"A reason","word":"A word","seconds":5,"option":0,"sign":"thanks","coming":"yes","title":"Lamps","with":1,"seq":1,"when":"last","minutes":5}""";

        private readonly RunningSite site;
        private readonly EndpointSubjects subjects;
        private readonly Dictionary<string, (SignedIn? Who, string Token, string Csrf)> people = [];

        public Cast(RunningSite site)
        {
            this.site = site;
            foreach (var (name, role, community) in ((string, Role, string)[])[("guest", Role.Guest, "Harbour"), ("member", Role.Member, "Harbour"), ("host", Role.Host, "Harbour"), ("steward", Role.Steward, "Harbour"), ("operator", Role.Operator, "Harbour"), ("stranger", Role.Steward, "Elsewhere")])
            {
                people[name] = (Fresh(name, role, community), "", "");
            }
            people["anyone"] = (null, "", "");
            subjects = new EndpointSubjects(site, Host(), () => people["host"].Who!.Account);
        }

        /// <summary>The stranger is a steward of another community.</summary>
        public IReadOnlyList<string> Names { get; } = ["anyone", "guest", "member", "host", "steward", "operator", "stranger"];

        private CommunityId Home => people["host"].Who!.Account.Roles.Keys.Single();

        /// <summary>One request; the status, or where a visitor was led.</summary>
        public async Task<string> Ask(string name, string method, string pattern, bool withToken = true)
        {
            var (who, token, csrf) = await Ready(name);
            // Everything that has a number is made for the request.
            var id = pattern.Contains("{id", StringComparison.Ordinal) ? await subjects.Of(pattern, who) : 0;
            var path = Regex.Replace(pattern, @"\{[^}]+\}", parameter => Value(parameter.Value, id));
            using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(site.Url) };
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            // A session for each request: some end it.
            request.Headers.Add("Cookie", who is not null && site.CookieOf(who.Account.Id) is var session ? $"{csrf}; {session.Name}={session.Value}" : csrf);
            if (method != "GET")
            {
                request.Content = pattern.StartsWith("/api/", StringComparison.Ordinal) ? new StringContent(IsPlan(pattern) ? Plan : Body, Encoding.UTF8, "application/json") : Form(pattern);
                if (withToken)
                {
                    request.Headers.Add("X-CSRF-Token", token);
                }
            }
            else
            {
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
            }
            // A stream of events has no end: its beginning tells.
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return answer.Headers.Location?.ToString().StartsWith("/sign-in?to=", StringComparison.Ordinal) == true ? "sign in" : $"{(int)answer.StatusCode}";
        }

        public ValueTask DisposeAsync()
        {
            foreach (var (who, _, _) in people.Values)
            {
                who?.Dispose();
            }
            return ValueTask.CompletedTask;
        }

        private SignedIn Fresh(string name, Role role, string community) => site.SignIn(role, $"The {name}", community, role == Role.Guest ? Hour.Add(site.Database, Host(), HomeOf()) : null);

        private IdentityId Host() => site.Database.Read(connection => new IdentityId(connection.ExecuteScalar<long>("select min(id) from identities")));

        private CommunityId HomeOf() => site.Database.Write(transaction => CommunityStore.Named(transaction, "Harbour"));

        // Whose account the last request ended or changed is made as it was; tokens hold as long as the account does.
        private async Task<(SignedIn? Who, string Token, string Csrf)> Ready(string name)
        {
            var (who, token, csrf) = people[name];
            if (who is not null && site.Database.Read(connection => AccountStore.Find(connection, who.Account.Id)) is var now && (now is null || now.Name != who.Account.Name || !now.Roles.SequenceEqual(who.Account.Roles)))
            {
                var (role, community) = name == "stranger" ? (Role.Steward, "Elsewhere") : (Enum.Parse<Role>(name, ignoreCase: true), "Harbour");
                who = Fresh(name, role, community);
                token = "";
            }
            if (token.Length == 0)
            {
                using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(site.Url) };
                using var request = new HttpRequestMessage(HttpMethod.Get, "/");
                if (who is not null)
                {
                    request.Headers.Add("Cookie", $"{who.Cookie.Name}={who.Cookie.Value}");
                }
                using var page = await http.SendAsync(request);
                token = Regex.Match(await page.Content.ReadAsStringAsync(), "name=\"csrf\" content=\"([^\"]+)\"").Groups[1].Value;
                csrf = page.Headers.GetValues("Set-Cookie").Single(cookie => cookie.Contains("csrf", StringComparison.Ordinal)).Split(';')[0];
            }
            return people[name] = (who, token, csrf);
        }

        private string Value(string parameter, long id) => parameter switch
        {
            "{verb}" => "decline",
            _ when parameter.StartsWith("{id", StringComparison.Ordinal) => $"{id}",
            _ when parameter.StartsWith("{decision", StringComparison.Ordinal) => $"{site.Database.Read(connection => Counters.Last(connection, "person_decisions"))}",
            _ when parameter.StartsWith("{question", StringComparison.Ordinal) => $"{site.Database.Read(connection => Counters.Last(connection, "questions"))}",
            _ when parameter.StartsWith("{secret", StringComparison.Ordinal) => "nobody-knows",
            _ => parameter.Contains("long", StringComparison.Ordinal) ? "1" : "x",
        };

        private static bool IsPlan(string pattern) => Regex.IsMatch(pattern, @"^(/api)?/(gatherings|series)/(new|\{id:long\}/edit)?$");

        private MultipartFormDataContent Form(string pattern)
        {
            var form = new MultipartFormDataContent();
            if (IsPlan(pattern))
            {
                foreach (var field in System.Text.Json.JsonDocument.Parse(Plan).RootElement.EnumerateObject())
                {
                    form.Add(new StringContent(field.Value.GetString()!), field.Name);
                }
            }
            foreach (var (field, value) in (ReadOnlySpan<(string, string)>)[("community", $"{Home}"), ("role", "Member"), ("name", "Somebody Else"), ("email", "x"), ("password", Password), ("text", "Something"), ("reason", "A reason")])
            {
                form.Add(new StringContent(value), field);
            }
            return form;
        }
    }
}

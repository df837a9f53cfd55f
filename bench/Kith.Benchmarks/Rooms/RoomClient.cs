using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kith.Benchmarks.Rooms;

/// <summary>What a client was told of a change.</summary>
/// <param name="Number">Number of the change.</param>
/// <param name="Kind">What changed.</param>
/// <param name="Seq">Of a message: its number.</param>
/// <param name="Text">Of a message: its words.</param>
public sealed record Heard(long Number, string Kind, long Seq, string? Text);

/// <summary>
/// A client of a room over HTTP, and nothing else: it posts with a key until it is answered, and follows with a cursor.
/// Servers may die under it. It knows several nodes and goes to the next when one does not answer.
/// </summary>
public sealed class RoomClient(IReadOnlyList<Uri> nodes, long gathering, string cookie, int number) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50), Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly List<Heard> heard = [];
    private readonly Lock hearing = new();
    private int node = number;
    private (string Token, string Cookie)? csrf;

    /// <summary>What it was told, in the order in which it was told.</summary>
    public IReadOnlyList<Heard> All
    {
        get
        {
            lock (hearing)
            {
                return [.. heard];
            }
        }
    }

    /// <summary>Says something, once; null if the server did not say that it is durable.</summary>
    public async Task<long?> Post(string key, string text, CancellationToken stop)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Patience);
            var (token, tokenCookie) = csrf ??= await Token(patience.Token);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Node, $"/api/gatherings/{gathering}/messages"))
            {
                Content = JsonContent.Create(new { key, text }),
                Headers = { { "Cookie", $"{cookie}; {tokenCookie}" }, { "X-CSRF-Token", token } },
            };
            using var answer = await http.SendAsync(request, patience.Token);
            if (answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
            {
                return (await answer.Content.ReadFromJsonAsync<JsonElement>(patience.Token)).GetProperty("seq").GetInt64();
            }
            return answer.StatusCode < HttpStatusCode.InternalServerError
                ? throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(patience.Token)}")
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or JsonException && !stop.IsCancellationRequested)
        {
            await GoElsewhere(stop);
            return null;
        }
    }

    /// <summary>Follows from the beginning until it is stopped, coming back whenever the stream breaks off.</summary>
    public async Task Follow(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Node, $"/api/gatherings/{gathering}/events?after=0")) { Headers = { { "Cookie", cookie } } };
                if (All is [.., var last])
                {
                    request.Headers.Add("Last-Event-ID", last.Number.ToString(CultureInfo.InvariantCulture));
                }
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
                answer.EnsureSuccessStatusCode();
                await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(stop)).EnumerateAsync(stop))
                {
                    Hear(item);
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !stop.IsCancellationRequested)
            {
                // The server died.
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await GoElsewhere(stop);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private Uri Node => nodes[(int)((uint)node % nodes.Count)];

    private async Task GoElsewhere(CancellationToken stop)
    {
        Interlocked.Increment(ref node);
        await Task.Delay(Pause, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void Hear(SseItem<string> item)
    {
        if (item.EventType == "behind")
        {
            return;
        }
        using var said = JsonDocument.Parse(item.Data);
        var it = said.RootElement;
        var message = it.TryGetProperty("message", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        lock (hearing)
        {
            heard.Add(new Heard(
                it.GetProperty("number").GetInt64(), it.GetProperty("kind").GetString()!, it.TryGetProperty("seq", out var seq) ? seq.GetInt64() : 0,
                message.ValueKind == JsonValueKind.Object ? message.GetProperty("text").GetString() : null));
        }
    }

    // From a page, as the scripts of pages get it.
    private async Task<(string, string)> Token(CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Node, "/gatherings")) { Headers = { { "Cookie", cookie } } };
        using var page = await http.SendAsync(request, stop);
        page.EnsureSuccessStatusCode();
        var token = Regex.Match(await page.Content.ReadAsStringAsync(stop), "<meta name=\"csrf\" content=\"([^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        var set = page.Headers.GetValues("Set-Cookie").Select(one => one.Split(';')[0]);
        return (token, string.Join("; ", set));
    }
}

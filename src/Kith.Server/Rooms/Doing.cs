using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kith.Gatherings;
using Kith.People;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Kith.Server.Shared;
using Kith.Store;

namespace Kith.Server.Rooms;

/// <summary>Somebody who does something in a room: one request.</summary>
/// <param name="Http">The request.</param>
/// <param name="Me">Who.</param>
/// <param name="Who">As whom they speak.</param>
/// <param name="Gathering">Where.</param>
/// <param name="Log">The log of rooms.</param>
/// <param name="Present">What there is.</param>
public sealed record Doing(HttpContext Http, Me Me, IdentityId Who, Gathering Gathering, RoomLog Log, Present Present)
{
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Whether they lead it.</summary>
    public bool Moderates { get; } = Me.Leads(Gathering);

    /// <summary>Whether they belong to those who speak there.</summary>
    public bool MaySpeak { get; } = Me.Speaks(Gathering);

    /// <summary>Where things are kept.</summary>
    public Database Database => Present.Database;

    /// <summary>UTC milliseconds.</summary>
    public long Now => Present.Now;

    /// <summary>A number of the address.</summary>
    public long Number(string name) => long.Parse((string)Http.Request.RouteValues[name]!, CultureInfo.InvariantCulture);

    /// <summary>Changes the room.</summary>
    public Task<Refusal?> Change(Func<RoomChange, Refusal?> change) => Log.Change(Gathering.Id, change);

    /// <summary>What a form or a JSON body says.</summary>
    /// <exception cref="InvalidInputException">It can't be read.</exception>
    public static async Task<T> Read<T>(HttpRequest request)
    {
        try
        {
            var said = request.HasJsonContentType() ? await JsonSerializer.DeserializeAsync<T>(request.Body, Lenient)
                : (request.HasFormContentType ? Fields(await request.ReadFormAsync()) : []).Deserialize<T>(Lenient);
            return said ?? throw new JsonException("null");
        }
        // A form may hold what no text can, or fields without end.
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw new InvalidInputException("What was sent can't be read.", (e as JsonException)?.Path ?? "body", "/api/openapi.json says what each address takes.");
        }
    }

    private static JsonObject Fields(IFormCollection form) => new(form.Where(field => field.Value is [{ Length: > 0 }])
        .Select(field => KeyValuePair.Create(field.Key, (JsonNode?)JsonValue.Create((string?)field.Value))));
}
